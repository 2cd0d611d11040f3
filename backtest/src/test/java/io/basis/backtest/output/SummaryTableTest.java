package io.basis.backtest.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.backtest.run.HandMadeRun;
import io.basis.backtest.run.PlayedRun;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.Summary;
import io.basis.domain.instrument.Asset;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTableTest {

    @Test
    void severalRunsAreComparedInOneTable() {
        // Given When
        String text = SummaryTable.of(List.of(
                summary(Asset.BTC), summary(Asset.ETH), PlayedRun.levered().summary()));

        // Then
        List<String> lines = text.lines().toList();
        assertThat(lines.getFirst())
                .containsSubsequence(
                        "mode",
                        "share",
                        "return",
                        "APY",
                        "target",
                        "max DD",
                        "limit",
                        "Sharpe",
                        "min HF",
                        "min margin",
                        "trades",
                        "liquidations");
        assertThat(lines.subList(2, 5))
                .extracting(line -> line.split(" +")[0])
                .containsExactly("btc_basis", "eth_basis", "test");
        assertThat(lines.get(4)).contains("1.1875");
    }

    @Test
    void targetsThatWereNotReachedAreSaidBelow() {
        assertThat(SummaryTable.of(List.of(summary(Asset.BTC), summary(Asset.ETH))))
                .contains("\neth_basis: the target of 20.00 % a year was not reached in this window, it was ");
    }

    @Test
    void oneRunHasAllItsFigures() {
        assertThat(SummaryTable.of(List.of(summary(Asset.BTC)))
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .containsSubsequence("initial", "final", "residual", "substituted", "speed");
    }

    private static Summary summary(Asset asset) {
        RunRecord run = HandMadeRun.of(asset, 500).record();
        return Summary.of(run, HandMadeRun.origin(false), Duration.ofMillis(1));
    }
}
