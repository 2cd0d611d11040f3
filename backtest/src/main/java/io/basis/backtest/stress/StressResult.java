package io.basis.backtest.stress;

import io.basis.domain.risk.RiskReading;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a strategy came through a scenario, from the first shock on; {@code null} where a figure does not exist.
 *
 * <p>Losses are fractions of what the strategy was worth just before the first shock, on the return curve in USDT for
 * strategies that hold shorts against their longs, on that in the share class for the others.
 *
 * @param loss to the lowest point of the curve, at least 0
 * @param finalLoss to the end, negative for a gain
 * @param minMarginRatio smallest ratio of any exchange while it had a perpetual open
 * @param liquidations of margin accounts and of loans
 * @param breach the first critical reading
 * @param halt code with which a service refused to go on, or null when the run came to its end
 * @param asInHistory true when the curve is to the last digit what it is without the scenario
 */
public record StressResult(
        String mode,
        String scenario,
        @Nullable Double loss,
        @Nullable Double finalLoss,
        @Nullable Double minHealthFactor,
        @Nullable Double minMarginRatio,
        int liquidations,
        Safety safety,
        @Nullable RiskReading breach,
        @Nullable String halt,
        boolean asInHistory) {

    /**
     * Whether, and for how long, the strategy was in danger.
     *
     * <p>In danger is an instant with a critical reading, and those after it until the plan then under way is done: a
     * plan that starts in calm is no danger. A drawdown does not count, because what is lost cannot be lost again.
     */
    public sealed interface Safety {

        /** No instant was in danger. */
        record Always() implements Safety {}

        /** The last instant in danger was so long after the first shock. */
        record After(Duration time) implements Safety {}

        /** The last instant of the run was in danger, or the run halted before its end. */
        record Never() implements Safety {}
    }
}
