package io.basis.strategy.plan;

import io.basis.domain.target.Action;
import java.math.BigDecimal;

/**
 * A plan in progress.
 *
 * @param next index of the step to take next
 * @param amount cash to free, in share-class currency; zero where the plan frees none
 */
public record Plan(Purpose purpose, Action action, int next, BigDecimal amount) {

    public Plan advanced() {
        return new Plan(purpose, action, next + 1, amount);
    }
}
