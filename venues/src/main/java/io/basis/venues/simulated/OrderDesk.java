package io.basis.venues.simulated;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.Withdrawn;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.order.Order;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import org.jspecify.annotations.Nullable;

/** Executes single orders: one event for each, which says what happened or why it was refused. */
final class OrderDesk {

    private final ExchangeDesk exchanges;
    private final ChainDesk chain;
    private final Faults faults;

    OrderDesk(ExchangeDesk exchanges, ChainDesk chain, Faults faults) {
        this.exchanges = exchanges;
        this.chain = chain;
        this.faults = faults;
    }

    AccountEvent execute(OrderRef ref, Order order, OrderGroup group, Desk desk) {
        @Nullable Venue refusing = faults.refusing(order, desk.market().at());
        if (refusing != null) {
            RejectReason reason = order instanceof Order.FlashBorrow
                    ? RejectReason.FLASH_UNAVAILABLE
                    : RejectReason.VENUE_UNAVAILABLE;
            return new Rejected(ref, reason, refusing + " takes no orders");
        }
        return switch (order) {
            case Order.Deposit o -> new Deposited(o.into(), o.amount());
            case Order.Withdrawal o -> withdrawal(ref, o, desk);
            case Order.Transfer o -> exchanges.transfer(ref, o, desk);
            case Order.SpotTrade o -> exchanges.take(ref, o, desk);
            case Order.PerpTrade o -> exchanges.take(ref, o, desk);
            case Order.Supply o -> chain.supply(ref, o, desk);
            case Order.Redeem o -> chain.redeem(ref, o, desk);
            case Order.EnableEMode o -> chain.enableEMode(ref, desk);
            case Order.Borrow o -> chain.borrow(ref, o, desk);
            case Order.Repay o -> chain.repay(ref, o, desk);
            case Order.FlashBorrow o -> chain.flashBorrow(ref, o, leaves(group), desk);
            case Order.FlashRepay o -> chain.flashRepay(ref, o, desk);
            case Order.Stake o -> chain.stake(ref, o, desk);
            case Order.Unstake o -> chain.unstake(ref, o, desk);
            case Order.Swap o -> chain.swap(ref, o, desk);
            case Order.Unwrap o -> chain.unwrap(ref, o, desk);
        };
    }

    private static boolean leaves(OrderGroup group) {
        return group.orders().stream().anyMatch(Order.Repay.class::isInstance);
    }

    private static AccountEvent withdrawal(OrderRef ref, Order.Withdrawal order, Desk desk) {
        @Nullable Rejected lacking = Refusals.lacking(ref, order.from(), order.amount(), desk.held());
        return lacking != null ? lacking : new Withdrawn(order.from(), order.amount(), order.flow());
    }
}
