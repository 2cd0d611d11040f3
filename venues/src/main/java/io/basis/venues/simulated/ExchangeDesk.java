package io.basis.venues.simulated;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Accepted;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.StopFilled;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.exposure.MarginAccount;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Stops;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Execution.Filter;
import io.basis.domain.strategy.Parameters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes orders at the exchanges: trades, with their fees, filters and margin, and transfers in and out. */
final class ExchangeDesk {

    private final Parameters parameters;
    private final SeriesLayout series;
    private final List<MarginAccount> margins;
    private final CostModel costs;
    private final Faults faults;

    ExchangeDesk(
            Parameters parameters, SeriesLayout series, List<MarginAccount> margins, CostModel costs, Faults faults) {
        this.parameters = parameters;
        this.series = series;
        this.margins = margins;
        this.costs = costs;
        this.faults = faults;
    }

    /** Takes a trade: it fills at once, or is worked and fills after the latency. */
    AccountEvent take(OrderRef ref, Order trade, Desk desk) {
        if (parameters.execution().latency().isZero()) {
            return fill(ref, trade, desk);
        }
        Instant due = desk.market().at().plus(parameters.execution().latency());
        desk.pending().working.add(new Accounts.Working(ref, trade, due));
        return new Accepted(ref);
    }

    AccountEvent fill(OrderRef ref, Order trade, Desk desk) {
        return switch (trade) {
            case SpotTrade o -> spot(ref, o, desk);
            case PerpTrade o -> perp(ref, o, desk);
            default -> throw new IllegalArgumentException("not a trade: " + trade);
        };
    }

    AccountEvent transfer(OrderRef ref, Transfer order, Desk desk) {
        MarketSnapshot market = desk.market();
        InstrumentKey from = InstrumentKey.token(order.from(), order.asset());
        InstrumentKey to = InstrumentKey.token(order.to(), order.asset());
        boolean onChain = order.from() == Venue.WALLET || order.to() == Venue.WALLET;
        BigDecimal gas = onChain ? desk.gas(GasOperation.TRANSFER) : BigDecimal.ZERO;
        @Nullable
        Rejected refused = Ledger.mayBeNegative(from)
                ? Refusals.lackingGas(ref, gas, desk.held())
                : Refusals.lacking(ref, from, order.amount(), gas, desk.held());
        @Nullable Instant heldUntil = faults.transfersHeldUntil(market.at());
        boolean delayed = !parameters.execution().transferDelay().isZero() || heldUntil != null;
        InstrumentKey next = delayed ? InstrumentKey.token(Venue.TRANSIT, order.asset()) : to;
        Transferred transferred = new Transferred(ref, order.asset(), order.amount(), from, next, gas);
        if (refused == null && order.from().exchange()) {
            refused = marginAfter(ref, order.from(), transferred, desk);
        }
        if (refused != null) {
            return refused;
        }
        if (delayed) {
            Instant due = market.at().plus(parameters.execution().transferDelay());
            Instant arrival = heldUntil != null && heldUntil.isAfter(due) ? heldUntil : due;
            desk.pending().inTransit.add(new Accounts.InTransit(ref, order.asset(), order.amount(), to, arrival));
        }
        return transferred;
    }

    private AccountEvent spot(OrderRef ref, SpotTrade order, Desk desk) {
        Filter filter = parameters.execution().spot();
        InstrumentKey coin = InstrumentKey.token(order.venue(), order.base());
        BigDecimal price = price(SeriesKey.spot(order.venue(), order.base()), filter, desk.market());
        BigDecimal quantity = filled(order.quantity(), filter);
        @Nullable Rejected refused = filtered(ref, order.quantity(), price, filter, false);
        if (refused != null) {
            return refused;
        }
        BigDecimal quote = Decimals.halfEven(quantity.negate().multiply(price), Asset.USDT);
        CostModel.TradeCost cost = costs.spot(order.base(), quote.abs());
        SpotFilled filled = new SpotFilled(ref, coin, quantity, price, quote, cost.fee(), cost.slippage());
        refused = quantity.signum() < 0
                ? Refusals.lacking(ref, coin, quantity.negate(), desk.held())
                : marginAfter(ref, order.venue(), filled, desk);
        return refused != null ? refused : filled;
    }

    private AccountEvent perp(OrderRef ref, PerpTrade order, Desk desk) {
        Filter filter = parameters.execution().perp();
        InstrumentKey perp = InstrumentKey.perp(order.venue(), order.base());
        BigDecimal price = price(SeriesKey.perp(order.venue(), order.base()), filter, desk.market());
        BigDecimal quantity = filled(order.quantity(), filter);
        BigDecimal before = desk.held().quantity(perp);
        boolean reduces =
                before.signum() * quantity.signum() < 0 && quantity.abs().compareTo(before.abs()) <= 0;
        @Nullable Rejected refused = filtered(ref, order.quantity(), price, filter, reduces);
        if (refused != null) {
            return refused;
        }
        CostModel.TradeCost cost = costs.perp(order.base(), quantity.abs().multiply(price));
        PerpFilled filled = new PerpFilled(ref, perp, quantity, price, cost.fee(), cost.slippage());
        refused = reduces ? null : marginAfter(ref, order.venue(), filled, desk);
        if (refused != null) {
            return refused;
        }
        attachStops(ref, perp, before.add(quantity), price, order.stops(), desk.pending());
        return filled;
    }

    /** Stops belong to the position that the order leaves: a flat one has none, a turned one those of the order. */
    private static void attachStops(
            OrderRef ref,
            InstrumentKey perp,
            BigDecimal after,
            BigDecimal price,
            @Nullable Stops stops,
            Accounts.Pending pending) {
        if (after.signum() == 0 || stops != null) {
            pending.stops.removeIf(open -> open.perp().equals(perp));
        }
        if (after.signum() != 0 && stops != null) {
            BigDecimal side = BigDecimal.valueOf(after.signum());
            BigDecimal profit = BigDecimal.ONE.add(side.multiply(stops.takeProfit()));
            BigDecimal loss = BigDecimal.ONE.subtract(side.multiply(stops.stopLoss()));
            pending.stops.add(new Accounts.OpenStops(
                    ref, perp, fillPrice(price.multiply(profit)), fillPrice(price.multiply(loss))));
        }
    }

    private static BigDecimal fillPrice(BigDecimal price) {
        return price.setScale(Decimals.PRICE_SCALE, RoundingMode.HALF_EVEN);
    }

    /** Closes a position at the price of one of its stops. */
    StopFilled stopped(Accounts.OpenStops open, AccountEvent.Stop stop, BigDecimal held, BigDecimal price) {
        CostModel.TradeCost cost =
                costs.perp(Instruments.asset(open.perp()), held.abs().multiply(price));
        return new StopFilled(open.order(), stop, open.perp(), held.negate(), price, cost.fee(), cost.slippage());
    }

    /** What of an order fills, in whole lots; the rest is cancelled. */
    private BigDecimal filled(BigDecimal quantity, Filter filter) {
        BigDecimal ratio = parameters.execution().fillRatio();
        if (ratio.compareTo(BigDecimal.ONE) == 0) {
            return quantity;
        }
        BigDecimal part = quantity.multiply(ratio).setScale(Instruments.PERP_SCALE, RoundingMode.DOWN);
        return filter.lot().signum() == 0
                ? part
                : part.divide(filter.lot(), 0, RoundingMode.DOWN).multiply(filter.lot());
    }

    private static @Nullable Rejected filtered(
            OrderRef ref, BigDecimal quantity, BigDecimal price, Filter filter, boolean reduces) {
        if (filter.lot().signum() > 0 && quantity.remainder(filter.lot()).signum() != 0) {
            return new Rejected(
                    ref,
                    RejectReason.FILTERED,
                    Decimals.canonical(quantity) + " is not a multiple of the lot " + Decimals.canonical(filter.lot()));
        }
        BigDecimal notional = quantity.abs().multiply(price);
        return reduces || notional.compareTo(filter.minNotional()) >= 0
                ? null
                : new Rejected(
                        ref,
                        RejectReason.FILTERED,
                        "notional " + Decimals.canonical(notional) + " USDT is below the least, "
                                + Decimals.canonical(filter.minNotional()));
    }

    /** Refuses what would leave the exchange with less than its maintenance margin, or with debt beyond its collateral. */
    private @Nullable Rejected marginAfter(OrderRef ref, Venue venue, AccountEvent event, Desk desk) {
        Ledger trial = desk.held().copy();
        trial.apply(event);
        VenueMargin after = account(venue).read(trial.commit(), desk.market());
        double haircut = parameters.collateralHaircut().doubleValue();
        double margin = after.cash() + after.unrealised() + haircut * after.collateral();
        double required = parameters.limits().maintenanceMargin() * after.notional();
        return margin >= required
                ? null
                : new Rejected(
                        ref,
                        RejectReason.INSUFFICIENT_MARGIN,
                        venue + " would have margin " + margin + " USDT, needs " + required);
    }

    private MarginAccount account(Venue venue) {
        for (MarginAccount account : margins) {
            if (account.venue() == venue) {
                return account;
            }
        }
        throw new IllegalArgumentException("no margin account at " + venue);
    }

    private BigDecimal price(SeriesKey key, Filter filter, MarketSnapshot market) {
        BigDecimal price = Decimals.fillPrice(market.value(series.price(key)));
        return filter.tick().signum() == 0
                ? price
                : price.divide(filter.tick(), 0, RoundingMode.HALF_EVEN).multiply(filter.tick());
    }
}
