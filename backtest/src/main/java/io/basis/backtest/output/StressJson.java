package io.basis.backtest.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.basis.backtest.stress.StressResult;
import io.basis.backtest.stress.StressResult.Safety;
import io.basis.domain.risk.RiskReading;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the results of stress tests as JSON. */
public final class StressJson {

    private static final double MINUTES_PER_HOUR = Duration.ofHours(1).toMinutes();

    private StressJson() {}

    /** {@code {"stress":[result, …]}}, ending in a line feed. */
    public static String of(List<StressResult> results) {
        return Json.print(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("stress");
            for (StressResult result : results) {
                write(json, result);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, StressResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("mode", result.mode());
        json.writeStringField("scenario", result.scenario());
        Json.number(json, "loss", result.loss());
        Json.number(json, "final_loss", result.finalLoss());
        Json.number(json, "min_health_factor", result.minHealthFactor());
        Json.number(json, "min_margin_ratio", result.minMarginRatio());
        json.writeNumberField("liquidations", result.liquidations());
        json.writeBooleanField("endangered", !(result.safety() instanceof Safety.Always));
        Json.number(
                json,
                "time_to_safety_hours",
                result.safety() instanceof Safety.After after ? after.time().toMinutes() / MINUTES_PER_HOUR : null);
        breach(json, result.breach());
        Json.text(json, "halt", result.halt());
        json.writeBooleanField("as_in_history", result.asInHistory());
        json.writeEndObject();
    }

    private static void breach(JsonGenerator json, @Nullable RiskReading reading) throws IOException {
        if (reading == null) {
            json.writeNullField("first_breach");
            return;
        }
        json.writeObjectFieldStart("first_breach");
        json.writeStringField("risk", reading.type().name().toLowerCase(Locale.ROOT));
        Json.text(
                json, "venue", reading.venue() == null ? null : reading.venue().toString());
        Json.number(json, "value", reading.value());
        Json.number(json, "critical", reading.critical());
        json.writeEndObject();
    }
}
