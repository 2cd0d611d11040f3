package io.basis.strategy.plan;

import io.basis.domain.message.RiskAssessment;

/**
 * One step of a plan: the orders of one group, sized from the latest assessment.
 *
 * <p>A step compares what is held with what is wanted, so that taking it again does nothing.
 */
@FunctionalInterface
public interface Step {

    /** The orders of this step, none when there is nothing to do. */
    Orders orders(RiskAssessment now, Plan plan);
}
