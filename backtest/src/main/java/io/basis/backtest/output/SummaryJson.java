package io.basis.backtest.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.basis.backtest.run.Summary;
import io.basis.domain.pnl.Source;
import io.basis.domain.scenario.Scenario;
import io.basis.pnl.metrics.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes summaries as JSON with the keys that scripts rely on. */
public final class SummaryJson {

    /** Fields that differ between two runs of the same input; all others are the same to the byte. */
    public static final List<String> MEASURED = List.of("elapsed_ms", "ticks_per_second");

    private SummaryJson() {}

    /** One summary as an object, ending in a line feed. */
    public static String of(Summary summary) {
        return Json.print(json -> write(json, summary));
    }

    /** {@code {"runs":[summary, …]}}, ending in a line feed. */
    public static String ofAll(List<Summary> summaries) {
        return Json.print(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("runs");
            for (Summary summary : summaries) {
                write(json, summary);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Summary summary) throws IOException {
        Metrics metrics = summary.metrics();
        json.writeStartObject();
        json.writeStringField("mode", summary.definition().mode());
        json.writeStringField("share_class", summary.definition().shareClass().name());
        @Nullable Scenario scenario = summary.definition().scenario();
        Json.text(json, "scenario", scenario == null ? null : scenario.name());
        json.writeStringField("bus", summary.origin().bus());
        json.writeStringField("from", summary.from().toString());
        json.writeStringField("to", summary.to().toString());
        json.writeNumberField("ticks", summary.ticks());
        Json.number(json, "initial_equity", summary.initialEquity());
        Json.number(json, "final_equity", summary.finalEquity());
        Json.number(json, "net_deposits", summary.netDeposits());
        Json.number(json, "total_return", metrics.totalReturn());
        Json.number(json, "apr", metrics.apr());
        Json.number(json, "apy", metrics.apy());
        Json.number(json, "volatility", metrics.volatility());
        Json.number(json, "sharpe", metrics.sharpe());
        Json.number(json, "sortino", metrics.sortino());
        Json.number(json, "calmar", metrics.calmar());
        Json.number(json, "max_drawdown", metrics.maxDrawdown());
        Json.number(json, "final_equity_usdt", summary.finalEquityUsdt());
        Json.number(json, "final_equity_at_market", summary.finalEquityAtMarket());
        json.writeObjectFieldStart("attribution");
        for (Map.Entry<Source, Double> part : summary.attribution().entrySet()) {
            Json.number(json, part.getKey().wire(), part.getValue());
        }
        json.writeEndObject();
        Json.number(json, "residual", summary.residual());
        json.writeNumberField("trades", summary.trades());
        json.writeNumberField("rebalances", summary.rebalances());
        Json.number(json, "min_health_factor", summary.minHealthFactor());
        Json.number(json, "max_ltv", summary.maxLtv());
        Json.number(json, "min_margin_ratio", summary.minMarginRatio());
        Json.number(json, "max_abs_delta_drift", summary.maxAbsDeltaDrift());
        json.writeNumberField("liquidations", summary.liquidations());
        json.writeObjectFieldStart("data_quality");
        json.writeNumberField("substituted", summary.quality().substituted());
        json.writeNumberField("stale", summary.quality().stale());
        json.writeNumberField("missing", summary.quality().missing());
        json.writeEndObject();
        json.writeStringField("ledger_hash", summary.ledgerHash());
        json.writeStringField("config_hash", summary.origin().configHash());
        json.writeStringField("data_hash", summary.origin().dataHash());
        json.writeStringField("version", summary.origin().version());
        json.writeNumberField("elapsed_ms", summary.elapsed().toMillis());
        Json.number(json, "ticks_per_second", summary.ticksPerSecond());
        json.writeEndObject();
    }
}
