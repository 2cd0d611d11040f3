package io.basis.strategy.plan;

import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.order.Order;
import java.util.List;

/**
 * The orders of one group.
 *
 * @param again true when the step is to be taken once more after these, because it goes in rounds
 */
public record Orders(Execution execution, List<Order> orders, boolean again) {

    private static final Orders NONE = new Orders(Execution.PARALLEL, List.of(), false);

    public Orders {
        orders = List.copyOf(orders);
    }

    /** Nothing to do. */
    public static Orders none() {
        return NONE;
    }

    /** All at once, each on its own. */
    public static Orders parallel(List<Order> orders) {
        return new Orders(Execution.PARALLEL, orders, false);
    }

    /** One after the other; the first failure ends the group. */
    public static Orders sequential(List<Order> orders) {
        return new Orders(Execution.SEQUENTIAL, orders, false);
    }

    /** All or nothing. */
    public static Orders atomic(List<Order> orders) {
        return new Orders(Execution.ATOMIC, orders, false);
    }

    /** The same, one round of several. */
    public Orders inRounds() {
        return new Orders(execution, orders, true);
    }

    public boolean isEmpty() {
        return orders.isEmpty();
    }
}
