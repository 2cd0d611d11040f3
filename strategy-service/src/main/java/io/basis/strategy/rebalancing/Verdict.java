package io.basis.strategy.rebalancing;

import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.strategy.plan.Plan;
import io.basis.strategy.plan.Purpose;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the rebalancer concluded: an action, its reason with two numbers, and the plan that carries it out.
 *
 * @param plan the plan to start, or null to hold
 */
public record Verdict(
        Action action,
        Reason reason,
        double value,
        double limit,
        @Nullable Plan plan) {

    static Verdict hold(Reason reason, double value, double limit) {
        return new Verdict(Action.HOLD, reason, value, limit, null);
    }

    static Verdict act(Action action, Reason reason, double value, double limit, Purpose purpose) {
        return new Verdict(
                action, reason, value, limit, Plan.begin(purpose, action, BigDecimal.ZERO, reason != Reason.STOPPED));
    }

    static Verdict act(Adjustment wanted) {
        return act(wanted.action(), wanted.reason(), wanted.value(), wanted.limit(), wanted.purpose());
    }
}
