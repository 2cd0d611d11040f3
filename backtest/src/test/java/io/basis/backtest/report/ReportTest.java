package io.basis.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basis.backtest.run.HandMadeRun;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.Summary;
import io.basis.domain.instrument.Asset;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void theReportNeedsNoNetwork() {
        // Given When
        String report = report(Asset.BTC, 500, false);

        // Then
        assertThat(report).doesNotContain("src=", "href=", "@import", "url(", "fetch(", "XMLHttpRequest");
        assertThat(report).contains("var uPlot=");
    }

    @Test
    void syntheticDataAreCalledSo() {
        assertThat(report(Asset.BTC, 50, true)).contains("Synthetic data.");
        assertThat(report(Asset.BTC, 50, false)).doesNotContain("Synthetic data.");
    }

    @Test
    void theResultIsHeldAgainstTheTarget() {
        assertThat(report(Asset.BTC, 500, false))
                .contains("Target 8 % a year, reached <strong>")
                .containsPattern("the target was (not )?met");
    }

    @Test
    void aResultCountedInACoinIsExplained() {
        assertThat(report(Asset.ETH, 500, false))
                .contains("(APY in USDT)", "In ETH the APY is", "Counted in ETH, neutral in USDT.", "share_class=USDT");
        assertThat(report(Asset.BTC, 500, false)).doesNotContain("neutral in USDT");
    }

    @Test
    void whatDoesNotExistIsExplained() {
        assertThat(report(Asset.BTC, 5, false))
                .contains(
                        "<b>Volatility, Sharpe, Sortino, Calmar</b>: none, they need at least two whole days.",
                        "<b>Health factor, loan-to-value</b>: none, nothing was borrowed on chain.");
    }

    @Test
    void chartsHaveAtMostTwoThousandPointsAndAPlaceEach() throws IOException {
        // Given When
        String report = report(Asset.BTC, 5000, false);

        // Then
        JsonNode data = new ObjectMapper()
                .readTree(report.replaceAll(
                        "(?s).*<script type=\"application/json\" id=\"charts\">(.*?)</script>.*", "$1"));
        assertThat(data.get("times").size()).isBetween(1000, 2000);
        for (JsonNode chart : data.get("charts")) {
            assertThat(report).contains("id=\"" + chart.get("id").asText() + "\"");
            for (JsonNode line : chart.get("lines")) {
                assertThat(line.get("values")).hasSameSizeAs(data.get("times"));
            }
        }
    }

    @Test
    void samplesKeepTheWorst() {
        // Given three rows per point, the worst margin in the middle of the first
        RunRecord run = HandMadeRun.of(Asset.BTC, 8).record();
        Sampling sampling = new Sampling(9, 3);

        // When
        double[] lowest = sampling.lowest(run.margins().getFirst().ratio());

        // Then
        assertThat(lowest).hasSize(3);
        for (int point = 0; point < 3; point++) {
            double expected = Double.POSITIVE_INFINITY;
            for (int row = 3 * point; row < 3 * point + 3; row++) {
                expected = Math.min(expected, run.margins().getFirst().ratio().at(row));
            }
            assertThat(lowest[point]).isEqualTo(expected);
        }
    }

    private static String report(Asset asset, int hours, boolean synthetic) {
        RunRecord run = HandMadeRun.of(asset, hours).record();
        return Report.of(run, Summary.of(run, HandMadeRun.origin(synthetic), Duration.ofMillis(1)));
    }
}
