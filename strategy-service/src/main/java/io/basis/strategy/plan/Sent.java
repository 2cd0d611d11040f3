package io.basis.strategy.plan;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Swapped;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.order.Order;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders that went out, and what has come of each of them.
 *
 * @param group number of the last group of them
 * @param attempt 0 for a group of a plan, {@link #COMPLETING} once its rest was sent again, more for each group that
 *     takes back
 * @param legs all orders since the group of the plan, that one's first
 * @param flow name of the deposit or withdrawal that they carry out, or null
 */
public record Sent(
        long group,
        Execution execution,
        int attempt,
        List<Leg> legs,
        @Nullable String flow) {

    /** The one attempt to complete a group. */
    public static final int COMPLETING = 1;

    /**
     * One order.
     *
     * @param filled what was traded or moved of it so far, signed as the order is
     * @param refused why the venue refused it, or the rest of it, or null
     */
    public record Leg(
            OrderRef ref,
            Order order,
            BigDecimal filled,
            @Nullable RejectReason refused) {}

    public Sent {
        legs = List.copyOf(legs);
    }

    /** A group that has just gone out. */
    public static Sent of(long group, Execution execution, List<Order> orders, @Nullable String flow) {
        List<Leg> legs = new ArrayList<>(orders.size());
        for (int i = 0; i < orders.size(); i++) {
            legs.add(new Leg(new OrderRef(group, i + 1), orders.get(i), BigDecimal.ZERO, null));
        }
        return new Sent(group, execution, 0, legs, flow);
    }

    /** The same, and a group that completes it. */
    public Sent completedBy(Sent next) {
        return followedBy(next, COMPLETING);
    }

    /** The same, and a group that takes back what was filled. */
    public Sent takenBackBy(Sent next) {
        return followedBy(next, Math.max(attempt, COMPLETING) + 1);
    }

    private Sent followedBy(Sent next, int number) {
        List<Leg> all = new ArrayList<>(legs);
        all.addAll(next.legs);
        return new Sent(next.group, next.execution, number, all, flow);
    }

    /** The same after an event, which may say nothing of these orders. */
    public Sent after(AccountEvent event) {
        return switch (event) {
            case SpotFilled e -> filled(e.order(), e.quantity());
            case PerpFilled e -> filled(e.order(), e.quantity());
            case Supplied e -> filled(e.order(), e.amount());
            case Redeemed e -> filled(e.order(), e.amount());
            case Swapped e -> filled(e.order(), e.paid());
            case Rejected e -> with(e.order(), BigDecimal.ZERO, e.reason());
            default -> this;
        };
    }

    private Sent filled(OrderRef ref, BigDecimal quantity) {
        return with(ref, quantity, null);
    }

    private Sent with(OrderRef ref, BigDecimal quantity, @Nullable RejectReason refused) {
        List<Leg> changed = new ArrayList<>(legs.size());
        for (Leg leg : legs) {
            changed.add(
                    leg.ref.equals(ref)
                            ? new Leg(ref, leg.order, leg.filled.add(quantity), refused == null ? leg.refused : refused)
                            : leg);
        }
        return new Sent(group, execution, attempt, changed, flow);
    }

    /** Those of the last group. */
    List<Leg> lastLegs() {
        return legs.stream().filter(leg -> leg.ref.group() == group).toList();
    }

    /** True when what was refused was taken when it was sent again. */
    public boolean completed() {
        return attempt == COMPLETING && lastLegs().stream().allMatch(leg -> leg.refused == null);
    }

    /** The deposits that were refused. */
    public List<Order> refusedDeposits() {
        return legs.stream()
                .filter(leg -> leg.refused != null && leg.order instanceof Order.Deposit)
                .map(Leg::order)
                .toList();
    }
}
