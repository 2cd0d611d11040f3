package io.basis.strategy.rebalancing;

import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.strategy.plan.Purpose;

/**
 * What a family wants to change of what it holds.
 *
 * @param value first number of the reason
 * @param limit second number of the reason
 * @param adds true when it adds to positions, which risks may forbid
 */
public record Adjustment(Action action, Reason reason, double value, double limit, Purpose purpose, boolean adds) {

    /** One that adds to positions. */
    public static Adjustment more(Reason reason, double value, double limit, Purpose purpose) {
        return new Adjustment(Action.ENTRY_PARTIAL, reason, value, limit, purpose, true);
    }

    /** One that takes positions off. */
    public static Adjustment less(Reason reason, double value, double limit, Purpose purpose) {
        return new Adjustment(Action.EXIT_PARTIAL, reason, value, limit, purpose, false);
    }
}
