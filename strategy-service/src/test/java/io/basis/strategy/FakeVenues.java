package io.basis.strategy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.account.AccountEvent.Withdrawn;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Borrow;
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.EnableEMode;
import io.basis.domain.order.Order.FlashBorrow;
import io.basis.domain.order.Order.FlashRepay;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.Redeem;
import io.basis.domain.order.Order.Repay;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Stake;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.order.Order.Swap;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.order.Order.Unstake;
import io.basis.domain.order.Order.Unwrap;
import io.basis.domain.order.Order.Withdrawal;
import io.basis.domain.order.OrderRef;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Venues for lending and basis books that fill everything at the mark for nothing, whatever it leaves; a transfer takes its time. */
final class FakeVenues implements Venues {

    private final Duration delay;
    private final List<Sent> inTransit = new ArrayList<>();

    private record Sent(Transfer order, OrderRef ref, Instant due) {}

    FakeVenues(Duration delay) {
        this.delay = delay;
    }

    @Override
    public List<AccountEvent> pass(MarketSnapshot market) {
        List<Sent> due = inTransit.stream()
                .filter(sent -> !sent.due().isAfter(market.at()))
                .toList();
        inTransit.removeAll(due);
        return due.stream()
                .map(sent -> transferred(
                        sent.ref(), sent.order(), Venue.TRANSIT, sent.order().to()))
                .toList();
    }

    @Override
    public List<AccountEvent> execute(OrderGroup group, MarketSnapshot market) {
        List<AccountEvent> events = new ArrayList<>();
        for (Order order : group.orders()) {
            events.add(execute(new OrderRef(group.number(), events.size() + 1), order, market));
        }
        return events;
    }

    private AccountEvent execute(OrderRef ref, Order order, MarketSnapshot market) {
        BigDecimal free = BigDecimal.ZERO;
        return switch (order) {
            case Deposit o -> new Deposited(o.into(), o.amount());
            case Withdrawal o -> new Withdrawn(o.from(), o.amount(), o.flow());
            case Transfer o -> {
                if (delay.isZero()) {
                    yield transferred(ref, o, o.from(), o.to());
                }
                inTransit.add(new Sent(o, ref, market.at().plus(delay)));
                yield transferred(ref, o, o.from(), Venue.TRANSIT);
            }
            case SpotTrade o -> {
                BigDecimal price = price(SeriesKey.spot(o.venue(), o.base()), market);
                BigDecimal quote = Decimals.halfEven(o.quantity().negate().multiply(price), Asset.USDT);
                yield new SpotFilled(
                        ref, InstrumentKey.token(o.venue(), o.base()), o.quantity(), price, quote, free, free);
            }
            case PerpTrade o ->
                new PerpFilled(
                        ref,
                        InstrumentKey.perp(o.venue(), o.base()),
                        o.quantity(),
                        price(SeriesKey.perp(o.venue(), o.base()), market),
                        free,
                        free);
            case Supply o -> {
                BigDecimal index = price(SeriesKey.liquidityIndex(o.asset()), market);
                BigDecimal scaled = o.amount().divide(index, Instruments.RAY_SCALE, RoundingMode.DOWN);
                yield new Supplied(ref, o.asset(), o.amount(), index, scaled, free);
            }
            case Redeem o -> {
                BigDecimal index = price(SeriesKey.liquidityIndex(o.asset()), market);
                BigDecimal scaled = o.amount().divide(index, Instruments.RAY_SCALE, RoundingMode.UP);
                yield new Redeemed(ref, o.asset(), o.amount(), index, scaled, free);
            }
            case EnableEMode o -> throw unknown(o);
            case Borrow o -> throw unknown(o);
            case Repay o -> throw unknown(o);
            case FlashBorrow o -> throw unknown(o);
            case FlashRepay o -> throw unknown(o);
            case Stake o -> throw unknown(o);
            case Unstake o -> throw unknown(o);
            case Swap o -> throw unknown(o);
            case Unwrap o -> throw unknown(o);
        };
    }

    private static AssertionError unknown(Order order) {
        return new AssertionError("neither lent nor traded at an exchange: " + order);
    }

    private static AccountEvent transferred(OrderRef ref, Transfer order, Venue from, Venue to) {
        return new Transferred(
                ref,
                order.asset(),
                order.amount(),
                InstrumentKey.token(from, order.asset()),
                InstrumentKey.token(to, order.asset()),
                BigDecimal.ZERO);
    }

    private static BigDecimal price(SeriesKey key, MarketSnapshot market) {
        return Decimals.observed(market.value(market.layout().require(key)));
    }
}
