package io.basis.domain.message;

import io.basis.domain.order.Order;
import java.time.Instant;
import java.util.List;

/**
 * Orders that belong together. A group over several routes is sent to each of them whole, as one part for each: a route
 * executes the orders that are its own. Only parallel groups may, because routes know nothing of each other.
 *
 * @param at the instant whose prices the orders were sized at
 * @param number counts the groups of a strategy from 1
 * @param part this part, from 1, of {@code parts}
 */
public record OrderGroup(Instant at, long number, Execution execution, int part, int parts, List<Order> orders)
        implements Message {

    /** How the orders of a group hang together. */
    public enum Execution {
        /** All at one instant and one price snapshot, each on its own. */
        PARALLEL,
        /** One after the other; the first failure ends the group. */
        SEQUENTIAL,
        /** All or nothing. */
        ATOMIC
    }

    public OrderGroup {
        orders = List.copyOf(orders);
        if (orders.isEmpty()) {
            throw new IllegalArgumentException("order group " + number + " has no orders");
        }
    }
}
