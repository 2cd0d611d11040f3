package io.basis.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basis.backtest.run.Benchmark;
import io.basis.backtest.run.HandMadeRun;
import io.basis.backtest.run.PlayedRun;
import io.basis.backtest.run.RunOrigin;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.Summary;
import io.basis.domain.instrument.Asset;
import io.basis.venues.catalogue.Points;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        JsonNode data = data(report);
        assertThat(data.get("times").size()).isBetween(1000, 2000);
        for (JsonNode chart : data.get("charts")) {
            assertThat(report).contains("id=\"" + chart.get("id").asText() + "\"");
            for (JsonNode line : chart.get("lines")) {
                assertThat(line.get("values")).hasSameSizeAs(data.get("times"));
            }
        }
    }

    @Test
    void aRunHasTheChartsOfWhatItHeld() throws IOException {
        assertThat(charts(report(PlayedRun.levered())))
                .contains("health-factor", "ltv", "loan", "rates", "carry", "nav", "exit-cost", "lst", "rewards")
                .doesNotContain("trades", "margin", "funding");
        assertThat(charts(report(PlayedRun.directional())))
                .contains("trades", "margin")
                .doesNotContain("health-factor", "nav", "carry");
        assertThat(charts(report(Asset.BTC, 500, false)))
                .contains("return", "margin", "funding", "drift")
                .doesNotContain("health-factor", "nav", "trades");
    }

    @Test
    void theLadderOfAHealthFactorEndsAtLiquidation() throws IOException {
        // Given When
        JsonNode chart = chart(report(PlayedRun.levered()), "health-factor");

        // Then
        assertThat(chart.findValuesAsText("label"))
                .containsExactly("health factor", "target", "warning", "critical", "liquidation");
        assertThat(chart.get("levels").findValues("value").stream().map(JsonNode::asDouble))
                .isSortedAccordingTo(Comparator.reverseOrder())
                .last()
                .isEqualTo(1.0);
    }

    @Test
    void carryIsWhatStakingEarnsOverWhatTheLoanCosts() throws IOException {
        // Given a yield and a borrow rate of 5 % each, so that leverage adds nothing
        JsonNode chart = chart(report(PlayedRun.levered()), "carry");

        // When Then
        assertThat(chart.get("lines").get(0).get("values").get(0).asDouble())
                .isCloseTo(5, org.assertj.core.api.Assertions.within(1e-4));
    }

    @Test
    void positionsWithStopsAreDrawnOnThePrice() throws IOException {
        // Given When a long position that takes its profit, then a short one that a signal ends
        JsonNode chart = chart(report(PlayedRun.directional()), "trades");

        // Then
        JsonNode lines = chart.get("lines");
        assertThat(lines.findValuesAsText("label"))
                .containsExactly(
                        "price", "take profit", "stop loss", "long (1)", "short (1)", "exit (1)", "profit taken (1)");
        assertThat(numbers(lines.get(1))).containsExactly(60_480.0, 59_996.16, 59_996.16);
        assertThat(numbers(lines.get(2))).containsExactly(59_760.0, 60_721.92, 60_721.92);
        assertThat(numbers(lines.get(3))).containsExactly(60_000.0, null, null);
        assertThat(numbers(lines.get(5))).containsExactly(null, null, 60_300.0);
        assertThat(chart.get("times")).hasSize(3);
    }

    @Test
    void theBenchmarkIsDrawnWhereThereIsOne() throws IOException {
        // Given
        RunRecord run = HandMadeRun.of(Asset.BTC, 100).record();
        long day = Duration.ofDays(1).toMillis();
        Points yields =
                new Points(Benchmark.SUSDE, day, new long[] {HandMadeRun.FROM.toEpochMilli()}, new double[] {0.10});
        RunOrigin without = HandMadeRun.origin(false);
        RunOrigin with = new RunOrigin(
                without.bus(),
                without.data(),
                false,
                without.dataHash(),
                without.configHash(),
                without.version(),
                without.quality(),
                new Benchmark(yields));

        // When
        String report = Report.of(run, Summary.of(run, with, Duration.ofMillis(1)));

        // Then
        assertThat(chart(report, "return").findValuesAsText("label")).contains("sUSDe");
        assertThat(report).contains("Ethena's staked dollar returned +0.11 % over the same days");
        assertThat(chart(report(Asset.BTC, 100, false), "return").findValuesAsText("label"))
                .doesNotContain("sUSDe");
    }

    @Test
    void settingsDescribeWhatTheStrategyHas() {
        assertThat(report(PlayedRun.levered()))
                .contains("<th>Staking</th>", "<th>Leverage</th>", "<th>Flash loan</th>", "<th>Rewards</th>")
                .doesNotContain("<th>Signals</th>", "<th>Hedge allocation</th>");
        assertThat(report(PlayedRun.directional()))
                .contains("<th>Signals</th>", "<th>Stops</th>")
                .doesNotContain("<th>Staking</th>", "<th>Leverage</th>");
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

    private static List<@Nullable Double> numbers(JsonNode line) {
        List<@Nullable Double> numbers = new ArrayList<>();
        for (JsonNode value : line.get("values")) {
            // Written in single precision.
            numbers.add(value.isNull() ? null : Math.round(value.asDouble() * 100) / 100.0);
        }
        return numbers;
    }

    private static JsonNode data(String report) throws IOException {
        return new ObjectMapper()
                .readTree(report.replaceAll(
                        "(?s).*<script type=\"application/json\" id=\"charts\">(.*?)</script>.*", "$1"));
    }

    private static List<String> charts(String report) throws IOException {
        return data(report).get("charts").findValuesAsText("id");
    }

    private static JsonNode chart(String report, String id) throws IOException {
        for (JsonNode chart : data(report).get("charts")) {
            if (chart.get("id").asText().equals(id)) {
                return chart;
            }
        }
        throw new AssertionError("no chart " + id);
    }

    private static String report(PlayedRun run) {
        return Report.of(run.record(), run.summary());
    }

    private static String report(Asset asset, int hours, boolean synthetic) {
        RunRecord run = HandMadeRun.of(asset, hours).record();
        return Report.of(run, Summary.of(run, HandMadeRun.origin(synthetic), Duration.ofMillis(1)));
    }
}
