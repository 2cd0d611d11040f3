package io.basis.strategy.plan;

import io.basis.domain.target.Action;
import java.math.BigDecimal;

/**
 * A plan in progress.
 *
 * @param next index of the step to take next
 * @param amount cash to have free at the end, in share-class currency; zero where the plan frees none
 * @param urgent true when it must not wait in a queue
 * @param atomic false once there was no flash loan to be had, so that it goes in rounds
 */
public record Plan(Purpose purpose, Action action, int next, BigDecimal amount, boolean urgent, boolean atomic) {

    /** A plan at its first step. */
    public static Plan begin(Purpose purpose, Action action, BigDecimal amount, boolean urgent) {
        return new Plan(purpose, action, 0, amount, urgent, true);
    }

    public Plan advanced() {
        return new Plan(purpose, action, next + 1, amount, urgent, atomic);
    }

    /** The same from a step on, without flash loans. */
    public Plan inRoundsFrom(int step) {
        return new Plan(purpose, action, step, amount, urgent, false);
    }
}
