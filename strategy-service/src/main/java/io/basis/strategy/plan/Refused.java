package io.basis.strategy.plan;

import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import java.time.Instant;

/** That a venue refused an order, when and why. */
public record Refused(Instant at, OrderRef order, RejectReason reason, String detail) {

    /** One line for whoever looks into it. */
    public String describe() {
        return "order " + order.index() + " of group " + order.group() + " at " + at + " rejected: " + reason + ", "
                + detail;
    }
}
