package io.basis.backtest.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.basis.backtest.run.Summary;
import io.basis.domain.pnl.Source;
import io.basis.pnl.metrics.Metrics;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes summaries as JSON with the keys that scripts rely on. */
public final class SummaryJson {

    /** Fields that differ between two runs of the same input; all others are the same to the byte. */
    public static final List<String> MEASURED = List.of("elapsed_ms", "ticks_per_second");

    private static final JsonFactory FACTORY = new JsonFactory();

    private SummaryJson() {}

    /** One summary as an object, ending in a line feed. */
    public static String of(Summary summary) {
        return print(json -> write(json, summary));
    }

    /** {@code {"runs":[summary, …]}}, ending in a line feed. */
    public static String ofAll(List<Summary> summaries) {
        return print(json -> {
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
        json.writeStringField("bus", summary.origin().bus());
        json.writeStringField("from", summary.from().toString());
        json.writeStringField("to", summary.to().toString());
        json.writeNumberField("ticks", summary.ticks());
        number(json, "initial_equity", summary.initialEquity());
        number(json, "final_equity", summary.finalEquity());
        number(json, "net_deposits", summary.netDeposits());
        number(json, "total_return", metrics.totalReturn());
        number(json, "apr", metrics.apr());
        number(json, "apy", metrics.apy());
        number(json, "volatility", metrics.volatility());
        number(json, "sharpe", metrics.sharpe());
        number(json, "sortino", metrics.sortino());
        number(json, "calmar", metrics.calmar());
        number(json, "max_drawdown", metrics.maxDrawdown());
        number(json, "final_equity_usdt", summary.finalEquityUsdt());
        number(json, "final_equity_at_market", summary.finalEquityAtMarket());
        json.writeObjectFieldStart("attribution");
        for (Map.Entry<Source, Double> part : summary.attribution().entrySet()) {
            number(json, part.getKey().wire(), part.getValue());
        }
        json.writeEndObject();
        number(json, "residual", summary.residual());
        json.writeNumberField("trades", summary.trades());
        json.writeNumberField("rebalances", summary.rebalances());
        number(json, "min_health_factor", summary.minHealthFactor());
        number(json, "max_ltv", summary.maxLtv());
        number(json, "min_margin_ratio", summary.minMarginRatio());
        number(json, "max_abs_delta_drift", summary.maxAbsDeltaDrift());
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
        number(json, "ticks_per_second", summary.ticksPerSecond());
        json.writeEndObject();
    }

    /** A number, or null where there is none: JSON knows neither NaN nor infinity, and absent is never zero. */
    private static void number(JsonGenerator json, String key, @Nullable Double value) throws IOException {
        if (value == null || !Double.isFinite(value)) {
            json.writeNullField(key);
        } else {
            json.writeNumberField(key, value == 0 ? 0.0 : value);
        }
    }

    private static String print(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            body.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.append('\n').toString();
    }

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
