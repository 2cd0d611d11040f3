package io.basis.venues.simulated;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Borrowed;
import io.basis.domain.account.AccountEvent.EModeEnabled;
import io.basis.domain.account.AccountEvent.FlashBorrowed;
import io.basis.domain.account.AccountEvent.FlashRepaid;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.Repaid;
import io.basis.domain.account.AccountEvent.Staked;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Swapped;
import io.basis.domain.account.AccountEvent.UnstakeRequested;
import io.basis.domain.account.AccountEvent.Unwrapped;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.Parameters;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes orders on chain: Aave, staking protocols, the flash lender, Uniswap and the wallet. */
final class ChainDesk {

    private static final InstrumentKey FLASH_LEG = InstrumentKey.token(Venue.INSTADAPP, Asset.WETH);
    private static final InstrumentKey DEBT = InstrumentKey.debtToken(Asset.WETH);
    private static final SeriesKey WETH_IN_USDT = new SeriesKey(SeriesKind.SPOT, Venue.UNISWAP.toString(), "WETHUSDT");

    private final Parameters parameters;
    private final SeriesLayout series;
    private final CostModel costs;

    ChainDesk(Parameters parameters, SeriesLayout series, CostModel costs) {
        this.parameters = parameters;
        this.series = series;
        this.costs = costs;
    }

    AccountEvent supply(OrderRef ref, Order.Supply order, Desk desk) {
        BigDecimal gas = desk.gasAlone(GasOperation.SUPPLY);
        @Nullable
        Rejected refused = Refusals.lacking(ref, InstrumentKey.home(order.asset()), order.amount(), gas, desk.held());
        if (refused != null) {
            return refused;
        }
        BigDecimal index = exact(SeriesKey.liquidityIndex(order.asset()), desk.market());
        BigDecimal minted = order.amount().divide(index, Instruments.RAY_SCALE, RoundingMode.DOWN);
        return new Supplied(ref, order.asset(), order.amount(), index, minted, gas);
    }

    AccountEvent redeem(OrderRef ref, Order.Redeem order, Desk desk) {
        BigDecimal gas = desk.gasAlone(GasOperation.REDEEM);
        BigDecimal index = exact(SeriesKey.liquidityIndex(order.asset()), desk.market());
        BigDecimal burned = order.amount().divide(index, Instruments.RAY_SCALE, RoundingMode.UP);
        InstrumentKey supplied = InstrumentKey.aToken(order.asset());
        @Nullable Rejected refused = Refusals.lackingGas(ref, gas, desk.held());
        refused = refused != null ? refused : Refusals.lacking(ref, supplied, burned, desk.held());
        if (refused == null && parameters.leverage() != null && order.asset().staked()) {
            double left = collateral(desk.held().quantity(supplied).subtract(burned), order.asset(), desk.market());
            double owed = owed(desk.held().quantity(DEBT), desk.market());
            refused = uncovered(ref, owed, left, parameters.leverage().liquidationThreshold());
        }
        return refused != null ? refused : new Redeemed(ref, order.asset(), order.amount(), index, burned, gas);
    }

    AccountEvent enableEMode(OrderRef ref, Desk desk) {
        BigDecimal gas = desk.gas(GasOperation.ENABLE_EMODE);
        @Nullable Rejected refused = Refusals.lackingGas(ref, gas, desk.held());
        if (refused != null) {
            return refused;
        }
        desk.pending().eMode = true;
        return new EModeEnabled(ref, gas);
    }

    AccountEvent borrow(OrderRef ref, Order.Borrow order, Desk desk) {
        BigDecimal gas = desk.gasAlone(GasOperation.BORROW);
        if (!desk.pending().eMode) {
            return new Rejected(ref, RejectReason.INSUFFICIENT_COLLATERAL, "the account is not in e-mode");
        }
        BigDecimal index = exact(SeriesKey.borrowIndex(Asset.WETH), desk.market());
        BigDecimal added = order.amount().divide(index, Instruments.RAY_SCALE, RoundingMode.UP);
        Leverage leverage = parameters.requireLeverage();
        Asset lst = parameters.requireStaking().lst();
        double supplied = collateral(desk.held().quantity(InstrumentKey.aToken(lst)), lst, desk.market());
        double owed = owed(desk.held().quantity(DEBT).add(added), desk.market());
        @Nullable Rejected refused = uncovered(ref, owed, supplied, leverage.maxLtv());
        refused = refused != null ? refused : Refusals.lackingGas(ref, gas, desk.held());
        return refused != null ? refused : new Borrowed(ref, order.into(), order.amount(), index, added, gas);
    }

    AccountEvent repay(OrderRef ref, Order.Repay order, Desk desk) {
        BigDecimal gas = desk.gasAlone(GasOperation.REPAY);
        BigDecimal index = exact(SeriesKey.borrowIndex(Asset.WETH), desk.market());
        BigDecimal scaledDebt = desk.held().quantity(DEBT);
        BigDecimal owed = Decimals.up(scaledDebt.multiply(index), Asset.WETH);
        BigDecimal paid = order.amount().min(owed);
        BigDecimal taken =
                paid.compareTo(owed) == 0 ? scaledDebt : paid.divide(index, Instruments.RAY_SCALE, RoundingMode.DOWN);
        @Nullable Rejected refused = Refusals.lacking(ref, order.from(), paid, gas, desk.held());
        return refused != null ? refused : new Repaid(ref, order.from(), paid, index, taken, gas);
    }

    /** @param leaves true when the group repays a loan, false when it takes one up */
    AccountEvent flashBorrow(OrderRef ref, Order.FlashBorrow order, boolean leaves, Desk desk) {
        if (!desk.atomic()) {
            return new Rejected(ref, RejectReason.FLASH_NOT_REPAID, "a flash loan needs an atomic group");
        }
        BigDecimal gas = desk.gas(leaves ? GasOperation.ATOMIC_EXIT : GasOperation.ATOMIC_ENTRY);
        @Nullable Rejected refused = Refusals.lackingGas(ref, gas, desk.held());
        return refused != null ? refused : new FlashBorrowed(ref, order.amount(), gas);
    }

    AccountEvent flashRepay(OrderRef ref, Order.FlashRepay order, Desk desk) {
        BigDecimal fee =
                Decimals.up(order.amount().multiply(parameters.requireLeverage().flashFee()), Asset.WETH);
        BigDecimal left =
                desk.held().quantity(FLASH_LEG).subtract(order.amount()).subtract(fee);
        return left.signum() < 0
                ? new Rejected(
                        ref,
                        RejectReason.FLASH_NOT_REPAID,
                        "the flash leg lacks " + Decimals.canonical(left.negate())
                                + " WETH of what was lent and its fee")
                : new FlashRepaid(ref, order.amount(), fee, left);
    }

    AccountEvent stake(OrderRef ref, Order.Stake order, Desk desk) {
        BigDecimal gas = desk.gasAlone(GasOperation.STAKE);
        @Nullable Rejected refused = Refusals.lacking(ref, order.from(), order.amount(), gas, desk.held());
        if (refused != null) {
            return refused;
        }
        BigDecimal rate = exact(SeriesKey.lstRate(order.lst()), desk.market());
        BigDecimal minted = order.amount().divide(rate, order.lst().scale(), RoundingMode.DOWN);
        return new Staked(ref, order.from(), order.lst(), order.amount(), rate, minted, gas);
    }

    AccountEvent unstake(OrderRef ref, Order.Unstake order, Desk desk) {
        BigDecimal gas = desk.gasAlone(GasOperation.UNSTAKE);
        @Nullable
        Rejected refused = Refusals.lacking(ref, InstrumentKey.home(order.lst()), order.amount(), gas, desk.held());
        if (refused != null) {
            return refused;
        }
        BigDecimal rate = exact(SeriesKey.lstRate(order.lst()), desk.market());
        BigDecimal claim = Decimals.down(order.amount().multiply(rate), Asset.ETH);
        desk.pending()
                .claims
                .add(new Accounts.Claim(
                        ref,
                        order.lst(),
                        claim,
                        desk.market().at().plus(parameters.requireStaking().queue())));
        return new UnstakeRequested(ref, order.lst(), order.amount(), rate, claim, gas);
    }

    AccountEvent swap(OrderRef ref, Order.Swap order, Desk desk) {
        BigDecimal gas = desk.gasAlone(GasOperation.SWAP);
        @Nullable Rejected refused = Refusals.lacking(ref, order.from(), order.amount(), gas, desk.held());
        if (refused != null) {
            return refused;
        }
        Asset paid = Instruments.asset(order.from());
        Asset wanted = Instruments.asset(order.to());
        BigDecimal inEth = order.amount().multiply(priceInEth(paid, desk.market()));
        BigDecimal received =
                Decimals.down(inEth.divide(priceInEth(wanted, desk.market()), MathContext.DECIMAL128), wanted);
        BigDecimal eth = Decimals.observed(desk.market().value(series.price(SeriesKey.spot(Venue.BINANCE, Asset.ETH))));
        CostModel.TradeCost cost = costs.swap(pools(paid, wanted), inEth.multiply(eth), received, wanted);
        BigDecimal net = received.subtract(cost.fee()).subtract(cost.slippage());
        return net.compareTo(order.least()) < 0
                ? new Rejected(
                        ref,
                        RejectReason.SLIPPAGE,
                        "would receive " + Decimals.canonical(net) + " " + wanted + ", the least is "
                                + Decimals.canonical(order.least()))
                : new Swapped(
                        ref, order.from(), order.to(), order.amount(), received, cost.fee(), cost.slippage(), gas);
    }

    AccountEvent unwrap(OrderRef ref, Order.Unwrap order, Desk desk) {
        BigDecimal gas = desk.gasAlone(GasOperation.UNWRAP);
        @Nullable
        Rejected refused = Refusals.lacking(ref, InstrumentKey.home(Asset.KING), order.amount(), gas, desk.held());
        return refused != null
                ? refused
                : new Unwrapped(
                        ref,
                        order.amount(),
                        contents(order.amount(), Asset.EIGEN, desk.market()),
                        contents(order.amount(), Asset.ETHFI, desk.market()),
                        gas);
    }

    private BigDecimal contents(BigDecimal king, Asset token, MarketSnapshot market) {
        return Decimals.down(king.multiply(exact(SeriesKey.inKing(token), market)), token);
    }

    /** Every token is pooled against WETH, and WETH against USDT. */
    private static List<String> pools(Asset paid, Asset wanted) {
        List<String> pools = new ArrayList<>(2);
        for (Asset side : List.of(paid, wanted)) {
            switch (side) {
                case ETH, WETH -> {
                    // The side that every pool has.
                }
                case USDT -> pools.add("WETHUSDT");
                case WEETH, WSTETH, EIGEN, ETHFI -> pools.add(side + "WETH");
                case BTC, KING -> throw new IllegalArgumentException(side + " is not swapped at Uniswap");
            }
        }
        return pools;
    }

    private BigDecimal priceInEth(Asset asset, MarketSnapshot market) {
        return switch (asset) {
            case ETH, WETH -> BigDecimal.ONE;
            case USDT -> BigDecimal.ONE.divide(exact(WETH_IN_USDT, market), MathContext.DECIMAL128);
            case WEETH, WSTETH -> exact(SeriesKey.lstMarket(asset), market);
            case EIGEN, ETHFI -> exact(SeriesKey.pool(asset), market);
            case BTC, KING -> throw new IllegalArgumentException(asset + " is not swapped at Uniswap");
        };
    }

    /** Supplied tokens at the protocol's own price, ETH. */
    private double collateral(BigDecimal scaled, Asset lst, MarketSnapshot market) {
        return scaled.doubleValue()
                * market.value(series.require(SeriesKey.liquidityIndex(lst)))
                * market.value(series.require(SeriesKey.lstRate(lst)));
    }

    private double owed(BigDecimal scaled, MarketSnapshot market) {
        return scaled.doubleValue() * market.value(series.require(SeriesKey.borrowIndex(Asset.WETH)));
    }

    private static @Nullable Rejected uncovered(OrderRef ref, double owed, double supplied, double limit) {
        return owed <= supplied * limit
                ? null
                : new Rejected(
                        ref,
                        RejectReason.INSUFFICIENT_COLLATERAL,
                        "debt would be " + owed + " ETH, collateral of " + supplied + " ETH bears " + supplied * limit);
    }

    private BigDecimal exact(SeriesKey key, MarketSnapshot market) {
        return Decimals.observed(market.value(series.require(key)));
    }
}
