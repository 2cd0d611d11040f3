package io.basis.strategy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Swapped;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.order.Order;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Venues that refuse what a test wants refused, and take the rest one by one. */
record RefusingVenues(Venues behind, Rule rule) implements Venues {

    /** Why an order is refused, or null where it is not. */
    @FunctionalInterface
    interface Rule {
        @Nullable
        RejectReason on(OrderGroup group, Order order);
    }

    @Override
    public List<AccountEvent> pass(MarketSnapshot market) {
        return behind.pass(market);
    }

    @Override
    public List<AccountEvent> execute(OrderGroup group, MarketSnapshot market) {
        List<@Nullable RejectReason> reasons = new ArrayList<>();
        group.orders().forEach(order -> reasons.add(rule.on(group, order)));
        if (reasons.stream().allMatch(reason -> reason == null)) {
            return behind.execute(group, market);
        }
        List<AccountEvent> events = new ArrayList<>();
        boolean failed = group.execution() == Execution.ATOMIC;
        for (int i = 0; i < group.orders().size(); i++) {
            OrderRef ref = new OrderRef(group.number(), i + 1);
            @Nullable RejectReason reason = reasons.get(i);
            if (reason != null) {
                events.add(new Rejected(ref, reason, "refused by the test"));
                failed |= group.execution() != Execution.PARALLEL;
            } else if (failed) {
                events.add(new Rejected(ref, RejectReason.GROUP_FAILED, "another order failed"));
            } else {
                List<AccountEvent> taken = behind.execute(alone(group, i), market);
                taken.forEach(event -> events.add(named(ref, event)));
                failed |= group.execution() != Execution.PARALLEL && taken.getFirst() instanceof Rejected;
            }
        }
        return events;
    }

    private static OrderGroup alone(OrderGroup group, int index) {
        return new OrderGroup(
                group.at(),
                group.number(),
                Execution.PARALLEL,
                1,
                1,
                List.of(group.orders().get(index)));
    }

    private static AccountEvent named(OrderRef ref, AccountEvent event) {
        return switch (event) {
            case SpotFilled e ->
                new SpotFilled(ref, e.coin(), e.quantity(), e.price(), e.quote(), e.fee(), e.slippage());
            case PerpFilled e -> new PerpFilled(ref, e.perp(), e.quantity(), e.price(), e.fee(), e.slippage());
            case Supplied e -> new Supplied(ref, e.asset(), e.amount(), e.index(), e.scaled(), e.gas());
            case Redeemed e -> new Redeemed(ref, e.asset(), e.amount(), e.index(), e.scaled(), e.gas());
            case Swapped e ->
                new Swapped(ref, e.from(), e.to(), e.paid(), e.received(), e.fee(), e.slippage(), e.gas());
            case Rejected e -> new Rejected(ref, e.reason(), e.detail());
            default -> event;
        };
    }
}
