package io.basis.backtest.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basis.backtest.run.HandMadeRun;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.Summary;
import io.basis.domain.instrument.Asset;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theKeysAreTheContractThatScriptsRelyOn() throws IOException {
        // Given When
        JsonNode summary = JSON.readTree(SummaryJson.of(summary(Asset.BTC, 100)));

        // Then
        assertThat(keys(summary))
                .containsExactly(
                        "mode",
                        "share_class",
                        "scenario",
                        "bus",
                        "from",
                        "to",
                        "ticks",
                        "initial_equity",
                        "final_equity",
                        "net_deposits",
                        "total_return",
                        "apr",
                        "apy",
                        "volatility",
                        "sharpe",
                        "sortino",
                        "calmar",
                        "max_drawdown",
                        "final_equity_usdt",
                        "final_equity_at_market",
                        "attribution",
                        "residual",
                        "trades",
                        "rebalances",
                        "min_health_factor",
                        "max_ltv",
                        "min_margin_ratio",
                        "max_abs_delta_drift",
                        "liquidations",
                        "data_quality",
                        "ledger_hash",
                        "config_hash",
                        "data_hash",
                        "version",
                        "elapsed_ms",
                        "ticks_per_second");
        assertThat(keys(summary.get("attribution")))
                .containsExactly(
                        "supply_yield",
                        "borrow_cost",
                        "staking_yield",
                        "rewards",
                        "funding",
                        "basis",
                        "delta",
                        "dust",
                        "fees",
                        "slippage",
                        "gas",
                        "interest",
                        "liquidation",
                        "share_class_translation");
        assertThat(keys(summary.get("data_quality"))).containsExactly("substituted", "stale", "missing");
    }

    @Test
    void whatDoesNotExistIsNull() throws IOException {
        // Given a run of a few hours: no whole days, nothing borrowed
        JsonNode summary = JSON.readTree(SummaryJson.of(summary(Asset.ETH, 5)));

        // When Then
        for (String key : List.of(
                "volatility",
                "sharpe",
                "sortino",
                "calmar",
                "min_health_factor",
                "max_ltv",
                "final_equity_at_market")) {
            assertThat(summary.get(key).isNull()).as(key).isTrue();
        }
        assertThat(summary.get("apr").isNumber()).isTrue();
        assertThat(summary.get("net_deposits").isNumber()).isTrue();
    }

    @Test
    void amountsAddUp() {
        // Given When
        Summary summary = summary(Asset.ETH, 300);

        // Then
        double profit = summary.finalEquity() - summary.initialEquity() - summary.netDeposits();
        double explained = summary.attribution().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        assertThat(profit).isCloseTo(explained, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(summary.trades()).isPositive();
        assertThat(summary.rebalances()).isPositive().isLessThan(summary.trades());
    }

    @Test
    void severalRunsStandInAList() throws IOException {
        // Given When
        JsonNode all = JSON.readTree(SummaryJson.ofAll(List.of(summary(Asset.BTC, 10), summary(Asset.ETH, 10))));

        // Then
        assertThat(all.get("runs")).hasSize(2);
        assertThat(all.get("runs").get(1).get("mode").asText()).isEqualTo("eth_basis");
    }

    private static Summary summary(Asset asset, int hours) {
        RunRecord run = HandMadeRun.of(asset, hours).record();
        return Summary.of(run, HandMadeRun.origin(false), Duration.ofMillis(12));
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
