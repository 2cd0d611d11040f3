package io.basis.domain.message;

import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.target.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision: what to do, towards which positions, and why.
 *
 * @param at instant decided at
 * @param round round of the assessment it answers
 * @param deviation distance from the targets, fraction of equity
 * @param value first number of the reason
 * @param limit second number of the reason
 * @param group number of the order group sent with it, or 0
 * @param flow the deposit or withdrawal it is about, or null
 * @param instantDone true when nothing more happens at this instant, so that the next one may begin
 */
public record TargetPositions(
        Instant at,
        int round,
        Action action,
        List<Target> targets,
        double deviation,
        Reason reason,
        double value,
        double limit,
        long group,
        @Nullable String flow,
        boolean instantDone)
        implements Message {}
