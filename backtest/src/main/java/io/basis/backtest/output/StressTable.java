package io.basis.backtest.output;

import io.basis.backtest.stress.StressResult;
import io.basis.backtest.stress.StressResult.Safety;
import io.basis.domain.risk.RiskReading;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The results of stress tests on a terminal, one line per strategy and scenario. */
public final class StressTable {

    private static final String NONE = "-";

    private StressTable() {}

    public static String of(List<StressResult> results, boolean synthetic) {
        TextTable table = new TextTable()
                .left("mode", "")
                .left("scenario", "")
                .right("loss", "%, worst")
                .right("loss", "%, end")
                .right("min health", "factor")
                .right("min margin", "ratio")
                .left("liquidated", "times")
                .right("time to safety", "since shock")
                .left("first limit breached", "")
                .left("outcome", "");
        for (StressResult result : results) {
            table.row(
                    result.mode(),
                    result.scenario(),
                    percent(result.loss()),
                    percent(result.finalLoss()),
                    number(result.minHealthFactor()),
                    number(result.minMarginRatio()),
                    result.liquidations() == 0 ? "no" : "yes, " + result.liquidations(),
                    safety(result.safety()),
                    breach(result.breach()),
                    outcome(result));
        }
        return synthetic ? table + SummaryTable.SYNTHETIC : table.toString();
    }

    private static String safety(Safety safety) {
        return switch (safety) {
            case Safety.Always always -> NONE;
            case Safety.After after -> written(after.time());
            case Safety.Never never -> "not reached";
        };
    }

    /** Hours, and minutes where there are any: {@code 36h}, {@code 2h 25m}. */
    private static String written(Duration time) {
        return time.toHours() + "h" + (time.toMinutesPart() == 0 ? "" : " " + time.toMinutesPart() + "m");
    }

    private static String breach(@Nullable RiskReading reading) {
        if (reading == null) {
            return NONE;
        }
        String type = reading.type().name().toLowerCase(Locale.ROOT);
        return reading.venue() == null ? type : type + " " + reading.venue();
    }

    private static String outcome(StressResult result) {
        if (result.halt() != null) {
            return "halted " + result.halt();
        }
        return result.asInHistory() ? "as in history" : "done";
    }

    private static String percent(@Nullable Double fraction) {
        return fraction == null ? NONE : String.format(Locale.ROOT, "%.2f", fraction * 100 + 0.0);
    }

    private static String number(@Nullable Double number) {
        return number == null ? NONE : String.format(Locale.ROOT, "%.3f", number);
    }
}
