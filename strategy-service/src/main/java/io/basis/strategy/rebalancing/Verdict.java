package io.basis.strategy.rebalancing;

import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.strategy.plan.Purpose;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the rebalancer concluded: an action, its reason with two numbers, and the plan that carries it out.
 *
 * @param purpose the plan to start, or null to hold
 * @param amount cash to free, in share-class currency; otherwise zero
 */
public record Verdict(
        Action action,
        Reason reason,
        double value,
        double limit,
        @Nullable Purpose purpose,
        BigDecimal amount) {

    static Verdict hold(Reason reason, double value, double limit) {
        return new Verdict(Action.HOLD, reason, value, limit, null, BigDecimal.ZERO);
    }

    static Verdict act(Action action, Reason reason, double value, double limit, Purpose purpose) {
        return new Verdict(action, reason, value, limit, purpose, BigDecimal.ZERO);
    }
}
