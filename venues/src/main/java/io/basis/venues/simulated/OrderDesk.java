package io.basis.venues.simulated;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.account.AccountEvent.Withdrawn;
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
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.Redeem;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.order.Order.Withdrawal;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Parameters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes single orders: one event for each, which says what happened or why it was refused. */
final class OrderDesk {

    private static final InstrumentKey GAS_WALLET = InstrumentKey.token(Venue.WALLET, Asset.ETH);

    private final Parameters parameters;
    private final SeriesLayout series;
    private final List<MarginAccount> margins;
    private final CostModel costs;

    OrderDesk(Parameters parameters, SeriesLayout series, List<MarginAccount> margins, CostModel costs) {
        this.parameters = parameters;
        this.series = series;
        this.margins = margins;
        this.costs = costs;
    }

    AccountEvent execute(OrderRef ref, Order order, Ledger held, MarketSnapshot market, List<Accounts.InTransit> sent) {
        return switch (order) {
            case Deposit o -> new Deposited(o.into(), o.amount());
            case Withdrawal o -> withdrawal(ref, o, held);
            case Transfer o -> transfer(ref, o, held, market, sent);
            case SpotTrade o -> spot(ref, o, held, market);
            case PerpTrade o -> perp(ref, o, held, market);
            case Supply o -> supply(ref, o, held, market);
            case Redeem o -> redeem(ref, o, held, market);
            default -> throw new IllegalArgumentException("not yet " + order);
        };
    }

    private static AccountEvent withdrawal(OrderRef ref, Withdrawal order, Ledger held) {
        @Nullable Rejected lacking = lacking(ref, order.from(), order.amount(), held);
        return lacking != null ? lacking : new Withdrawn(order.from(), order.amount(), order.flow());
    }

    private AccountEvent transfer(
            OrderRef ref, Transfer order, Ledger held, MarketSnapshot market, List<Accounts.InTransit> sent) {
        InstrumentKey from = InstrumentKey.token(order.from(), order.asset());
        InstrumentKey to = InstrumentKey.token(order.to(), order.asset());
        boolean onChain = order.from() == Venue.WALLET || order.to() == Venue.WALLET;
        BigDecimal gas = onChain ? gas(GasOperation.TRANSFER, market) : BigDecimal.ZERO;
        @Nullable Rejected refused = lackingGas(ref, gas, held);
        if (refused == null && !Ledger.mayBeNegative(from)) {
            BigDecimal needed = from.equals(GAS_WALLET) ? order.amount().add(gas) : order.amount();
            refused = lacking(ref, from, needed, held);
        }
        boolean delayed = !parameters.execution().transferDelay().isZero();
        InstrumentKey next = delayed ? InstrumentKey.token(Venue.TRANSIT, order.asset()) : to;
        Transferred transferred = new Transferred(ref, order.asset(), order.amount(), from, next, gas);
        if (refused == null && order.from().exchange()) {
            refused = marginAfter(ref, order.from(), transferred, held, market);
        }
        if (refused != null) {
            return refused;
        }
        if (delayed) {
            sent.add(new Accounts.InTransit(
                    ref,
                    order.asset(),
                    order.amount(),
                    to,
                    market.at().plus(parameters.execution().transferDelay())));
        }
        return transferred;
    }

    private AccountEvent spot(OrderRef ref, SpotTrade order, Ledger held, MarketSnapshot market) {
        InstrumentKey coin = InstrumentKey.token(order.venue(), order.base());
        BigDecimal price = price(SeriesKey.spot(order.venue(), order.base()), market);
        BigDecimal quote = Decimals.halfEven(order.quantity().negate().multiply(price), Asset.USDT);
        CostModel.TradeCost cost = costs.spot(order.base(), quote.abs());
        SpotFilled filled = new SpotFilled(ref, coin, order.quantity(), price, quote, cost.fee(), cost.slippage());
        @Nullable
        Rejected refused = order.quantity().signum() < 0
                ? lacking(ref, coin, order.quantity().negate(), held)
                : marginAfter(ref, order.venue(), filled, held, market);
        return refused != null ? refused : filled;
    }

    private AccountEvent perp(OrderRef ref, PerpTrade order, Ledger held, MarketSnapshot market) {
        InstrumentKey perp = InstrumentKey.perp(order.venue(), order.base());
        BigDecimal price = price(SeriesKey.perp(order.venue(), order.base()), market);
        CostModel.TradeCost cost =
                costs.perp(order.base(), order.quantity().abs().multiply(price));
        PerpFilled filled = new PerpFilled(ref, perp, order.quantity(), price, cost.fee(), cost.slippage());
        BigDecimal before = held.quantity(perp);
        boolean reduces = before.signum() * order.quantity().signum() < 0
                && order.quantity().abs().compareTo(before.abs()) <= 0;
        @Nullable Rejected refused = reduces ? null : marginAfter(ref, order.venue(), filled, held, market);
        return refused != null ? refused : filled;
    }

    private AccountEvent supply(OrderRef ref, Supply order, Ledger held, MarketSnapshot market) {
        BigDecimal gas = gas(GasOperation.SUPPLY, market);
        InstrumentKey wallet = InstrumentKey.token(Venue.WALLET, order.asset());
        @Nullable Rejected refused = lackingGas(ref, gas, held);
        refused = refused != null ? refused : lacking(ref, wallet, order.amount(), held);
        if (refused != null) {
            return refused;
        }
        BigDecimal index = index(order.asset(), market);
        BigDecimal minted = order.amount().divide(index, Instruments.RAY_SCALE, RoundingMode.DOWN);
        return new Supplied(ref, order.asset(), order.amount(), index, minted, gas);
    }

    private AccountEvent redeem(OrderRef ref, Redeem order, Ledger held, MarketSnapshot market) {
        BigDecimal gas = gas(GasOperation.REDEEM, market);
        @Nullable Rejected refused = lackingGas(ref, gas, held);
        if (refused != null) {
            return refused;
        }
        BigDecimal index = index(order.asset(), market);
        BigDecimal burned = order.amount().divide(index, Instruments.RAY_SCALE, RoundingMode.UP);
        refused = lacking(ref, InstrumentKey.aToken(order.asset()), burned, held);
        return refused != null ? refused : new Redeemed(ref, order.asset(), order.amount(), index, burned, gas);
    }

    private static @Nullable Rejected lacking(OrderRef ref, InstrumentKey key, BigDecimal needed, Ledger held) {
        BigDecimal has = held.quantity(key);
        return has.compareTo(needed) >= 0
                ? null
                : new Rejected(
                        ref,
                        RejectReason.INSUFFICIENT_BALANCE,
                        key + " holds " + Decimals.canonical(has) + ", needs " + Decimals.canonical(needed));
    }

    private static @Nullable Rejected lackingGas(OrderRef ref, BigDecimal gas, Ledger held) {
        BigDecimal has = held.quantity(GAS_WALLET);
        return has.compareTo(gas) >= 0
                ? null
                : new Rejected(
                        ref,
                        RejectReason.INSUFFICIENT_GAS,
                        "wallet holds " + Decimals.canonical(has) + " ETH, gas needs " + Decimals.canonical(gas));
    }

    /** Refuses what would leave the exchange with less than its maintenance margin, or with debt beyond its collateral. */
    private @Nullable Rejected marginAfter(
            OrderRef ref, Venue venue, AccountEvent event, Ledger held, MarketSnapshot market) {
        Ledger trial = held.copy();
        trial.apply(event);
        VenueMargin after = account(venue).read(trial.commit(), market);
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

    private BigDecimal gas(GasOperation operation, MarketSnapshot market) {
        return costs.gas(operation, market.value(series.require(SeriesKey.GAS)));
    }

    private BigDecimal index(Asset asset, MarketSnapshot market) {
        return Decimals.observed(market.value(series.require(SeriesKey.liquidityIndex(asset))));
    }

    private BigDecimal price(SeriesKey key, MarketSnapshot market) {
        return Decimals.fillPrice(market.value(series.price(key)));
    }
}
