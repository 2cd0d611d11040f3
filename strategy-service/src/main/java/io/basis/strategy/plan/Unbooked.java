package io.basis.strategy.plan;

import io.basis.domain.order.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money of an owner that was to arrive and was refused, to be booked once more.
 *
 * @param flow name of the flow, or null for the starting capital
 */
public record Unbooked(List<Order> deposits, @Nullable String flow) {
    public Unbooked {
        deposits = List.copyOf(deposits);
    }
}
