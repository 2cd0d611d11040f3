package io.basis.strategy.plan;

import io.basis.domain.message.RiskAssessment;
import io.basis.domain.order.Order;
import java.math.BigDecimal;
import java.util.List;

/**
 * One step of a plan: the orders of one group, sized from the latest assessment.
 *
 * <p>A step compares what is held with what is wanted, so that taking it again does nothing.
 */
@FunctionalInterface
public interface Step {

    /**
     * The orders of this step, empty when there is nothing to do.
     *
     * @param amount cash to free where the plan is to release some, in share-class currency; otherwise zero
     */
    List<Order> orders(RiskAssessment assessment, BigDecimal amount);
}
