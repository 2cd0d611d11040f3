package io.basis.strategy.family;

import io.basis.domain.exposure.Loan;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Borrow;
import io.basis.domain.order.Order.EnableEMode;
import io.basis.domain.order.Order.FlashBorrow;
import io.basis.domain.order.Order.FlashRepay;
import io.basis.domain.order.Order.Redeem;
import io.basis.domain.order.Order.Repay;
import io.basis.domain.order.Order.Stake;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.order.Order.Swap;
import io.basis.domain.order.Order.Unstake;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.Staking;
import io.basis.domain.target.Reason;
import io.basis.domain.target.Target;
import io.basis.strategy.plan.Orders;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.rebalancing.Adjustment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ETH that is staked, plain or levered at Aave: how much it is, how it grows and how it shrinks.
 *
 * <p>All in ETH at the protocol rate. C is what is supplied as collateral, D what is owed, λ = D ÷ C; what leaves at the
 * market gets k per ETH of protocol value, costs deducted. Atomic groups borrow what they need for the length of the
 * group; without a flash loan the same is done in rounds.
 */
final class StakedLeg {

    static final InstrumentKey WALLET_ETH = InstrumentKey.token(Venue.WALLET, Asset.ETH);

    private static final InstrumentKey FLASH_LEG = InstrumentKey.token(Venue.INSTADAPP, Asset.WETH);
    private static final InstrumentKey DEBT = InstrumentKey.debtToken(Asset.WETH);

    /** Amounts below this, in ETH, are left where they are. */
    private static final double LEAST = 1e-9;

    /** What is sold in estimates must not bring less than what is owed exactly. */
    static final double ROUNDING = 1e-9;

    /** Rounds end when the next would add less than this share of what there is. */
    private static final double LEAST_ROUND = 0.005;

    /** Health factor that a round on the way out leaves. */
    private static final double LEAST_HEALTH = 1.02;

    private static final double DAYS_BEARABLE = 30;
    private static final double DAYS_PER_YEAR = 365;

    /** How far below its target loan to value may fall before it is borrowed again. */
    private static final double LTV_BAND = 0.01;

    /** How far below its target the health factor may fall before the loan is brought back. */
    private static final double HEALTH_BAND = 0.05;

    private final Parameters parameters;
    private final Staking staking;
    private final @Nullable Leverage leverage;
    private final Asset lst;
    private final InstrumentKey token;
    private final InstrumentKey supplied;
    private final BigDecimal gasFloat;

    StakedLeg(Parameters parameters) {
        this.parameters = parameters;
        staking = parameters.requireStaking();
        leverage = parameters.leverage();
        lst = staking.lst();
        token = InstrumentKey.home(lst);
        supplied = InstrumentKey.aToken(lst);
        gasFloat = parameters.gasFloat();
    }

    /** What is staked, net of what is owed, ETH. */
    double net(RiskAssessment now) {
        return now.positions().units(token) * rate(now) + collateral(now) - debt(now);
    }

    double collateral(RiskAssessment now) {
        @Nullable Loan loan = now.exposure().loan();
        return loan == null ? 0 : loan.collateral();
    }

    double debt(RiskAssessment now) {
        @Nullable Loan loan = now.exposure().loan();
        return loan == null ? 0 : loan.debt();
    }

    /** True when anything is staked, in whatever form. */
    boolean present(RiskAssessment now) {
        return now.positions().units(token) > LEAST || collateral(now) > LEAST || debt(now) > LEAST;
    }

    /** What is to be held for so many ETH staked, net of debt; levered where the strategy borrows. */
    List<Target> targets(RiskAssessment now, double eth) {
        if (leverage == null) {
            return List.of(new Target(token, eth / rate(now)));
        }
        double debt = eth * leverage.multiple();
        return List.of(new Target(supplied, (eth + debt) / rate(now)), new Target(DEBT, debt));
    }

    /** ETH in the wallet beyond the gas float. */
    BigDecimal idle(RiskAssessment now) {
        return now.positions().quantity(WALLET_ETH).subtract(gasFloat).max(BigDecimal.ZERO);
    }

    /** ETH that the wallet lacks of the gas float. */
    BigDecimal lacking(RiskAssessment now) {
        return gasFloat.subtract(now.positions().quantity(WALLET_ETH)).max(BigDecimal.ZERO);
    }

    /** ETH that the protocol owes. */
    BigDecimal claims(RiskAssessment now) {
        return now.positions().quantity(InstrumentKey.claim(lst));
    }

    /** Stakes ETH of the wallet; where leverage pays, supplies it and borrows to its target. */
    Orders grow(RiskAssessment now, BigDecimal idle, boolean atomic) {
        boolean levers = leverage != null && leveragePays(now);
        BigDecimal gas = !levers
                ? gas(now, GasOperation.STAKE)
                : atomic
                        ? gas(now, GasOperation.ATOMIC_ENTRY).add(gas(now, GasOperation.ENABLE_EMODE))
                        : gas(now, GasOperation.STAKE)
                                .add(gas(now, GasOperation.SUPPLY))
                                .add(gas(now, GasOperation.BORROW))
                                .add(gas(now, GasOperation.ENABLE_EMODE));
        // When gas is dear the float does not pay it alone.
        BigDecimal eth = idle.min(now.positions().quantity(WALLET_ETH).subtract(gas));
        if (eth.doubleValue() <= LEAST) {
            return Orders.none();
        }
        if (leverage == null || !levers) {
            return Orders.sequential(List.of(new Stake(WALLET_ETH, lst, eth)));
        }
        return atomic
                ? levered(now, leverage, eth, Decimals.down(eth.doubleValue() * leverage.multiple(), 18))
                : leveredInRounds(now, leverage, eth);
    }

    private Orders levered(RiskAssessment now, Leverage terms, BigDecimal eth, BigDecimal flash) {
        BigDecimal minted = minted(now, eth).add(minted(now, flash));
        List<Order> orders = new ArrayList<>(enableEMode(now));
        orders.add(new FlashBorrow(flash));
        if (eth.signum() > 0) {
            orders.add(new Stake(WALLET_ETH, lst, eth));
        }
        orders.add(new Stake(FLASH_LEG, lst, flash));
        orders.add(new Supply(lst, now.positions().quantity(token).add(minted)));
        orders.add(new Borrow(FLASH_LEG, withFee(terms, flash)));
        orders.add(new FlashRepay(flash));
        return Orders.atomic(orders);
    }

    private Orders leveredInRounds(RiskAssessment now, Leverage terms, BigDecimal eth) {
        List<Order> orders = new ArrayList<>(enableEMode(now));
        orders.add(new Stake(WALLET_ETH, lst, eth));
        orders.add(new Supply(lst, now.positions().quantity(token).add(minted(now, eth))));
        double equity = net(now) + eth.doubleValue();
        double missing = equity * terms.multiple() - debt(now);
        double borrowed = Math.min(missing, eth.doubleValue() * terms.ltv());
        if (borrowed < LEAST_ROUND * equity) {
            return Orders.sequential(orders);
        }
        orders.add(new Borrow(WALLET_ETH, Decimals.down(borrowed, 18)));
        return Orders.sequential(orders).inRounds();
    }

    private List<Order> enableEMode(RiskAssessment now) {
        return now.positions().units(supplied) == 0 ? List.of(new EnableEMode()) : List.of();
    }

    /** Borrows from λ back up to its target, with no money from outside; waits where there is no flash loan. */
    Orders lever(RiskAssessment now, boolean atomic) {
        Leverage terms = parameters.requireLeverage();
        double free = now.positions().units(token) * rate(now);
        double flash = (terms.ltv() * (collateral(now) + free) - debt(now))
                / (1 + terms.flashFee().doubleValue() - terms.ltv());
        return atomic && flash > LEAST ? levered(now, terms, BigDecimal.ZERO, Decimals.down(flash, 18)) : Orders.none();
    }

    /**
     * Lowers λ to a target with no money from outside: R = (D − λ'C) ÷ (1 − λ'(1 + φ) ÷ k) is repaid out of what
     * R(1 + φ) ÷ k of collateral brings at the market.
     */
    Orders delever(RiskAssessment now, double ltv, boolean atomic) {
        double debt = debt(now);
        double perUnit = (1 + fee()) / proceeds(now, debt * (1 + fee()));
        double repaid = (debt - ltv * collateral(now)) / (1 - ltv * perUnit);
        if (repaid <= LEAST || !(ltv * perUnit < 1)) {
            return Orders.none();
        }
        double taken = Math.min(repaid, debt);
        // A little more is sold, so that no rounding leaves the flash loan short.
        return leave(now, taken, taken * perUnit * (1 + ROUNDING), atomic);
    }

    /**
     * Lowers λ to its target once the health factor has left its band or λ is critical; for less gas is wasted. What has
     * begun in rounds is finished.
     */
    Orders mend(RiskAssessment now, boolean atomic) {
        @Nullable Loan loan = now.exposure().loan();
        if (leverage == null || loan == null) {
            return Orders.none();
        }
        double critical = parameters.limits().critical(RiskType.HEALTH_FACTOR);
        double borne = Math.max(critical, leverage.healthFactorTarget() - HEALTH_BAND);
        boolean sound =
                loan.healthFactor() > borne && loan.ltv() < parameters.limits().critical(RiskType.LTV);
        return sound && atomic ? Orders.none() : delever(now, leverage.ltv(), atomic);
    }

    /**
     * Frees an amount of ETH at the market, λ unchanged: W = X ÷ (k − λ(1 + φ)) leaves and R = λW is repaid.
     *
     * @param freed ETH that must reach the wallet
     */
    Orders shrink(RiskAssessment now, double freed, boolean atomic) {
        if (freed <= LEAST || !present(now)) {
            return Orders.none();
        }
        double ltv = collateral(now) > 0 ? debt(now) / collateral(now) : 0;
        double estimated = freed / (proceeds(now, freed / (1 - ltv)) - ltv * (1 + fee()));
        double withdrawn = freed / (proceeds(now, estimated) - ltv * (1 + fee()));
        if (debt(now) <= LEAST) {
            return sell(now, withdrawn);
        }
        if (withdrawn <= 0 || withdrawn >= collateral(now)) {
            return leaveAll(now, atomic);
        }
        return leave(now, ltv * withdrawn, withdrawn, atomic);
    }

    /** ETH lost per ETH freed at the market instead of at the protocol rate, for about so many ETH, λ unchanged. */
    double lostPerFreed(RiskAssessment now, double freed) {
        double ltv = collateral(now) > 0 ? debt(now) / collateral(now) : 0;
        double kept = proceeds(now, freed / (1 - ltv)) - ltv * (1 + fee());
        return kept <= 0 ? 0 : (1 - ltv) / kept - 1;
    }

    /** Everything at the market. */
    Orders leaveAll(RiskAssessment now, boolean atomic) {
        if (!present(now)) {
            return Orders.none();
        }
        return debt(now) <= LEAST && now.positions().quantity(DEBT).signum() == 0
                ? sell(now, Double.POSITIVE_INFINITY)
                : leave(now, debt(now), collateral(now), atomic);
    }

    /** Staked tokens back to the protocol, which pays after its queue; at most what is free of Aave. */
    Orders unstake(RiskAssessment now, double eth) {
        BigDecimal held = now.positions().quantity(token);
        BigDecimal units = Decimals.down(Math.min(eth / rate(now), held.doubleValue() + 1), lst.scale())
                .min(held);
        return units.signum() > 0 && units.doubleValue() * rate(now) > LEAST
                ? Orders.sequential(List.of(new Unstake(lst, units)))
                : Orders.none();
    }

    /** Sells what owes nothing: free tokens first, then supplied ones. */
    private Orders sell(RiskAssessment now, double eth) {
        BigDecimal free = now.positions().quantity(token);
        BigDecimal all = free.add(redeemable(now));
        BigDecimal wanted =
                eth >= all.doubleValue() * rate(now) ? all : units(now, eth).min(all);
        if (wanted.doubleValue() * rate(now) <= LEAST) {
            return Orders.none();
        }
        List<Order> orders = new ArrayList<>();
        BigDecimal redeemed = wanted.subtract(free);
        if (redeemed.signum() > 0) {
            orders.add(new Redeem(lst, redeemed));
        }
        orders.add(swap(now, wanted, WALLET_ETH));
        return Orders.sequential(orders);
    }

    /**
     * Repays and withdraws at once, or in rounds.
     *
     * @param repaid ETH of debt to take off
     * @param withdrawn ETH of collateral to sell
     */
    private Orders leave(RiskAssessment now, double repaid, double withdrawn, boolean atomic) {
        return atomic ? leaveAtOnce(now, repaid, withdrawn) : leaveInRounds(now, repaid, withdrawn);
    }

    private Orders leaveAtOnce(RiskAssessment now, double repaid, double withdrawn) {
        boolean all = collateral(now) - withdrawn <= LEAST;
        BigDecimal flash = all ? owed(now) : Decimals.down(repaid, 18);
        BigDecimal redeemed = all ? redeemable(now) : units(now, withdrawn).min(redeemable(now));
        BigDecimal sold = all ? redeemed.add(now.positions().quantity(token)) : redeemed;
        return Orders.atomic(List.of(
                new FlashBorrow(flash),
                new Repay(FLASH_LEG, flash),
                new Redeem(lst, redeemed),
                swap(now, sold, FLASH_LEG),
                new FlashRepay(flash)));
    }

    /**
     * One round of the same without a flash loan: as much collateral as the health factor spares is sold and its share of
     * the debt repaid, so that a plan that ends between two rounds leaves no larger loan to value than it found.
     */
    private Orders leaveInRounds(RiskAssessment now, double repaid, double withdrawn) {
        BigDecimal idle = idle(now);
        double spare = collateral(now)
                - debt(now) * LEAST_HEALTH / parameters.requireLeverage().liquidationThreshold();
        if (spare <= LEAST) {
            return idle.doubleValue() <= LEAST
                    ? Orders.none()
                    : Orders.sequential(List.of(new Repay(WALLET_ETH, idle.min(owed(now)))))
                            .inRounds();
        }
        double part = Math.min(1, spare / withdrawn);
        boolean all = collateral(now) - withdrawn <= LEAST;
        BigDecimal redeemed = all && part == 1
                ? redeemable(now)
                : units(now, withdrawn * part).min(redeemable(now));
        if (redeemed.doubleValue() * rate(now) <= LEAST) {
            return Orders.none();
        }
        Swap sale = swap(now, redeemed, WALLET_ETH);
        BigDecimal share = Decimals.down(repaid * part, 18);
        BigDecimal paid = all ? owed(now).min(idle.add(sale.least())) : share;
        List<Order> orders = new ArrayList<>(List.of(new Redeem(lst, redeemed), sale));
        if (paid.signum() > 0) {
            orders.add(new Repay(WALLET_ETH, paid));
        }
        return Orders.sequential(orders).inRounds();
    }

    private Swap swap(RiskAssessment now, BigDecimal units, InstrumentKey to) {
        BigDecimal expected = units.multiply(Decimals.observed(marketRate(now)));
        BigDecimal least = expected.multiply(BigDecimal.ONE.subtract(staking.maxSlippage()));
        return new Swap(token, to, units, Decimals.down(least, Asset.ETH));
    }

    /** What the loan asks for beside the family's own wishes: leave when it does not pay, mend it, or take it up again. */
    @Nullable
    Adjustment adjustment(RiskAssessment now, Duration carryLostFor) {
        @Nullable Loan loan = now.exposure().loan();
        if (leverage == null || loan == null || !present(now)) {
            return null;
        }
        boolean owes = debt(now) > LEAST;
        if (owes && carryLostFor.compareTo(leverage.patience()) >= 0) {
            return Adjustment.less(Reason.CARRY_LOST, waitingCost(now), discount(now), Purpose.UNLEVER);
        }
        double least = leverage.healthFactorTarget() - HEALTH_BAND;
        double health = owes ? loan.healthFactor() : Double.POSITIVE_INFINITY;
        if (health < least) {
            return Adjustment.less(Reason.HEALTH, health, least, Purpose.DELEVER);
        }
        double ltv = debt(now) / Math.max(collateral(now) + now.positions().units(token) * rate(now), LEAST);
        return ltv < leverage.ltv() - LTV_BAND && leveragePays(now)
                ? Adjustment.more(Reason.LEVER_UP, ltv, leverage.ltv(), Purpose.LEVER)
                : null;
    }

    /** Leverage beats plain staking only while the staking yield exceeds the borrow rate; an unknown yield does not. */
    private boolean leveragePays(RiskAssessment now) {
        return value(now, SeriesKey.lstYield(lst)) > value(now, SeriesKey.borrowApr(Asset.WETH));
    }

    /** True while a month more of it costs more than leaving at the market does. */
    boolean carryLost(RiskAssessment now) {
        return leverage != null && debt(now) > LEAST && waitingCost(now) > discount(now);
    }

    private double waitingCost(RiskAssessment now) {
        double yield = value(now, SeriesKey.lstYield(lst));
        return (value(now, SeriesKey.borrowApr(Asset.WETH)) - yield) * DAYS_BEARABLE / DAYS_PER_YEAR;
    }

    private double discount(RiskAssessment now) {
        return 1 - marketRate(now) / rate(now);
    }

    /** What an ETH of protocol value brings at the market, costs deducted; a sale that brings as much is a little larger. */
    private double proceeds(RiskAssessment now, double eth) {
        Costs costs = parameters.costs();
        String pair = lst + "WETH";
        double notional =
                Math.max(0, eth) * ethPrice(now) / (1 - staking.maxSlippage().doubleValue());
        BigDecimal bps = costs.trade(pair, costs.poolBps(pair), Decimals.observed(notional))
                .sum();
        return marketRate(now) / rate(now) * (1 - bps.doubleValue() * 1e-4);
    }

    /** Gas that leaving costs, ETH. */
    BigDecimal gasToLeave(RiskAssessment now) {
        GasOperation operation = debt(now) > LEAST ? GasOperation.ATOMIC_EXIT : GasOperation.SWAP;
        return gas(now, operation);
    }

    BigDecimal gas(RiskAssessment now, GasOperation operation) {
        return parameters.costs().gas(operation, value(now, SeriesKey.GAS));
    }

    private double fee() {
        return leverage == null ? 0 : leverage.flashFee().doubleValue();
    }

    private static BigDecimal withFee(Leverage terms, BigDecimal flash) {
        return flash.add(Decimals.up(flash.multiply(terms.flashFee()), Asset.WETH));
    }

    private BigDecimal minted(RiskAssessment now, BigDecimal eth) {
        return eth.divide(Decimals.observed(rate(now)), lst.scale(), RoundingMode.DOWN);
    }

    private BigDecimal units(RiskAssessment now, double eth) {
        return Decimals.down(Math.max(0, eth) / rate(now), lst.scale());
    }

    /** What the scaled collateral stands for, rounded down so that it never asks for more than is there. */
    private BigDecimal redeemable(RiskAssessment now) {
        BigDecimal scaled = now.positions().quantity(supplied);
        return scaled.signum() == 0
                ? BigDecimal.ZERO
                : Decimals.down(scaled.multiply(Decimals.observed(value(now, SeriesKey.liquidityIndex(lst)))), lst);
    }

    /** All that is owed, rounded up as Aave does. */
    private BigDecimal owed(RiskAssessment now) {
        BigDecimal index = Decimals.observed(value(now, SeriesKey.borrowIndex(Asset.WETH)));
        return Decimals.up(now.positions().quantity(DEBT).multiply(index), Asset.WETH);
    }

    double rate(RiskAssessment now) {
        return value(now, SeriesKey.lstRate(lst));
    }

    private double marketRate(RiskAssessment now) {
        return value(now, SeriesKey.lstMarket(lst));
    }

    double ethPrice(RiskAssessment now) {
        MarketSnapshot market = now.market();
        return market.value(market.layout().price(SeriesKey.spot(Venue.BINANCE, Asset.ETH)));
    }

    private static double value(RiskAssessment now, SeriesKey key) {
        MarketSnapshot market = now.market();
        return market.value(market.layout().require(key));
    }
}
