package io.basis.strategy.family;

import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.order.Order;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.Staking;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.target.Target;
import io.basis.strategy.plan.Orders;
import io.basis.strategy.plan.Plan;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.plan.Step;
import io.basis.strategy.rebalancing.Adjustment;
import io.basis.strategy.rebalancing.Situation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A share α of equity staked, plain or levered, the rest USDT that margins shorts of as many ETH.
 *
 * <p>Target: staked, net of debt, = α·E; shorts = all ETH held, net of debt; at every exchange its weight of the shorts
 * and of the cash. A plan that frees cash has its targets from the equity that stays.
 */
final class HedgedStakingStrategy implements Strategy {

    private static final InstrumentKey WALLET_USDT = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final InstrumentKey TRANSIT_ETH = InstrumentKey.token(Venue.TRANSIT, Asset.ETH);

    /** ETH short of a target by less than this share of it is close enough. */
    private static final double CLOSE = 1e-7;

    private final Parameters parameters;
    private final Staking staking;
    private final StakedLeg leg;
    private final CashHedge hedge;
    private final RewardTokens rewards;
    private final List<Venue> venues;
    private final double alpha;

    HedgedStakingStrategy(StrategyDefinition definition) {
        parameters = definition.parameters();
        staking = parameters.requireStaking();
        leg = new StakedLeg(parameters);
        hedge = new CashHedge(Asset.ETH, parameters);
        rewards = new RewardTokens(parameters, WALLET_USDT);
        Set<Venue> used = EnumSet.of(ExchangeBook.MARKET);
        used.addAll(parameters.exchanges());
        venues = List.copyOf(used);
        alpha = staking.allocation();
    }

    @Override
    public InstrumentKey landing() {
        return WALLET_USDT;
    }

    @Override
    public InstrumentKey purse() {
        return WALLET_USDT;
    }

    @Override
    public BigDecimal freeCash(RiskAssessment now) {
        return now.positions().quantity(WALLET_USDT);
    }

    @Override
    public boolean deployed(RiskAssessment now) {
        return leg.present(now) || book(now).shortNotional() >= ExchangeBook.CRUMBS;
    }

    @Override
    public boolean cashAbroad(RiskAssessment now) {
        return hedge.present(book(now)) || leg.idle(now).doubleValue() * leg.ethPrice(now) > 1;
    }

    @Override
    public boolean wantsEntry(RiskAssessment now) {
        return !endsWith(now, BigDecimal.ZERO);
    }

    /**
     * The gas float is hedged like all ETH: what stays must bear its short too, or its margin would be critical. Leaving
     * is taken to cost twice what the staked leg loses, for the trades that follow.
     */
    @Override
    public boolean endsWith(RiskAssessment now, BigDecimal withdrawal) {
        double price = leg.ethPrice(now);
        double freed = alpha * withdrawal.doubleValue() / price;
        double lost = 2 * freed * leg.lostPerFreed(now, freed) * price;
        double stays = now.exposure().equityUsdt() - withdrawal.doubleValue() - lost;
        double critical = parameters.limits().critical(RiskType.MARGIN_RATIO);
        double gas = parameters.gasFloat().doubleValue() * price;
        return (1 - alpha - critical * alpha) * stays < (1 + critical) * gas;
    }

    /** Distance of the staked share from α. */
    @Override
    public double deviation(RiskAssessment now) {
        return Math.abs(stakedShare(now) - alpha);
    }

    @Override
    public double threshold() {
        return alpha * staking.allocationBand();
    }

    private double stakedShare(RiskAssessment now) {
        double equity = now.exposure().equityUsdt();
        return equity > 0 ? leg.net(now) * leg.ethPrice(now) / equity : 0;
    }

    /** In this order: the loan, margin, the staked share, gas, what lies idle, the hedge, more leverage. */
    @Override
    public @Nullable Adjustment adjustment(Situation situation) {
        RiskAssessment now = situation.assessment();
        @Nullable Adjustment loan = leg.adjustment(now, situation.carryLostFor());
        if (loan != null && !loan.adds()) {
            return loan;
        }
        double warning = parameters.limits().warning(RiskType.MARGIN_RATIO);
        for (VenueMargin margin : now.exposure().margins()) {
            if (margin.ratio() < warning) {
                return Adjustment.less(Reason.MARGIN, margin.ratio(), warning, Purpose.REBALANCE);
            }
        }
        double share = stakedShare(now);
        if (situation.deviation() > situation.threshold()) {
            return share > alpha
                    ? Adjustment.less(Reason.ALLOCATION, share, alpha, Purpose.REBALANCE)
                    : Adjustment.more(Reason.ALLOCATION, share, alpha, Purpose.REBALANCE);
        }
        double fuel = now.positions().units(StakedLeg.WALLET_ETH);
        if (fuel < leastFuel() && fuelLacking(now) > 0) {
            return new Adjustment(Action.ENTRY_PARTIAL, Reason.GAS, fuel, leastFuel(), Purpose.FUEL, false);
        }
        double idle = idle(now) / now.exposure().equityUsdt();
        if (idle > parameters.deviationThreshold()) {
            return Adjustment.more(Reason.DEVIATION, idle, parameters.deviationThreshold(), Purpose.REBALANCE);
        }
        double drift = Math.abs(now.exposure().drift());
        double borne = parameters.limits().warning(RiskType.DELTA_DRIFT);
        return drift > borne ? Adjustment.more(Reason.DRIFT, drift, borne, Purpose.HEDGE) : loan;
    }

    /** Cash in the wallet and ETH that is on its way or was left on it, USDT. */
    private double idle(RiskAssessment now) {
        double eth = leg.idle(now).doubleValue()
                + book(now).coins(ExchangeBook.MARKET).doubleValue();
        return freeCash(now).doubleValue() + eth * leg.ethPrice(now);
    }

    @Override
    public @Nullable Adjustment dust(RiskAssessment now) {
        return rewards.sale(now);
    }

    @Override
    public boolean carryLost(RiskAssessment now) {
        return leg.carryLost(now);
    }

    @Override
    public List<Target> targets(RiskAssessment now) {
        double equity = now.exposure().equityUsdt();
        double staked = alpha * equity / leg.ethPrice(now);
        List<Target> targets = new ArrayList<>(leg.targets(now, staked));
        for (Venue venue : venues) {
            double weight = parameters.requireHedge().allocation().weight(venue);
            targets.add(new Target(InstrumentKey.perp(venue, Asset.ETH), -weight * staked));
            targets.add(new Target(InstrumentKey.token(venue, Asset.USDT), weight * (1 - alpha) * equity));
        }
        return targets;
    }

    @Override
    public List<Step> steps(Purpose purpose) {
        return switch (purpose) {
            case ENTER -> List.of(step(this::fund), step(this::trade), step(this::carryToWallet), this::grow);
            case REBALANCE ->
                List.of(
                        this::shrink,
                        step(this::carryToExchange),
                        step(this::fund),
                        step(this::gather),
                        step(this::trade),
                        step(this::carryToWallet),
                        this::grow,
                        step((now, plan) -> hedge.spread(book(now), 0)));
            case REDUCE -> reduce();
            case HEDGE -> List.of(step((now, plan) -> hedge.hedge(book(now), longHeld(now))));
            case LEVER -> List.of((now, plan) -> leg.lever(now, plan.atomic()));
            case DELEVER -> List.of((now, plan) -> leg.mend(now, plan.atomic()));
            case UNLEVER -> List.of((now, plan) -> leg.delever(now, 0, plan.atomic()));
            case RELEASE ->
                List.of(
                        step(this::buyFuel),
                        step(this::carryFuel),
                        this::shrink,
                        step(this::carryToExchange),
                        step((now, plan) -> deployed(now) ? trade(now, plan) : List.of()),
                        step(this::bringHome));
            case FUEL -> List.of(step(this::buyFuel), step(this::carryFuel));
            case SELL_DUST -> rewards.steps();
            case EXIT -> exit();
        };
    }

    /** Takes off what a critical risk asks for: the loan to its target, then both legs to what margin and delta bear. */
    private List<Step> reduce() {
        List<Step> steps = new ArrayList<>(steps(Purpose.FUEL));
        steps.add((now, plan) -> leg.mend(now, plan.atomic()));
        steps.add(this::shrink);
        steps.add(step(this::carryToExchange));
        steps.add(step((now, plan) -> hedge.reduce(book(now), longHeld(now), longTarget(now, plan))));
        steps.add(step((now, plan) -> hedge.spread(book(now), 0)));
        return steps;
    }

    private List<Step> exit() {
        List<Step> steps = new ArrayList<>(steps(Purpose.FUEL));
        steps.addAll(rewards.steps());
        steps.add((now, plan) -> leg.leaveAll(now, plan.atomic()));
        steps.add(step(this::carryToExchange));
        steps.add(step((now, plan) -> hedge.reduce(book(now), longHeld(now), longHeld(now) - sellable(now))));
        steps.add(step((now, plan) -> hedge.hedge(book(now), 0)));
        steps.add(step((now, plan) -> Repatriation.debts(book(now))));
        steps.add(step((now, plan) -> Repatriation.allCash(book(now))));
        return steps;
    }

    /** Half of the gas float: with less a way out could be barred. */
    private double leastFuel() {
        return parameters.gasFloat().doubleValue() / 2;
    }

    /**
     * ETH that the wallet lacks to pay for what comes next, leaving at today's gas price included; none while it cannot
     * even pay for the transfer, which would be refused and bar the steps after it.
     */
    private double fuelLacking(RiskAssessment now) {
        double held = now.positions().units(StakedLeg.WALLET_ETH);
        double leaving = leg.gasToLeave(now).doubleValue();
        boolean enough = held >= leastFuel() && held >= 1.5 * leaving;
        boolean payable = held >= leg.gas(now, GasOperation.TRANSFER).doubleValue();
        return enough || !payable ? 0 : Math.max(parameters.gasFloat().doubleValue(), 2 * leaving) - held;
    }

    private List<Order> buyFuel(RiskAssessment now, Plan plan) {
        return hedge.buy(book(now), fuelLacking(now) - sellable(now));
    }

    private List<Order> carryFuel(RiskAssessment now, Plan plan) {
        return hedge.carry(Math.max(0, Math.min(fuelLacking(now), sellable(now))));
    }

    private static Step step(BiFunction<RiskAssessment, Plan, List<Order>> orders) {
        return (now, plan) -> Orders.parallel(orders.apply(now, plan));
    }

    /** What is staked beyond its target leaves at the market, so that the share is α of the equity after the loss. */
    private Orders shrink(RiskAssessment now, Plan plan) {
        double excess = leg.net(now) - stakedTarget(now, plan);
        if (excess <= CLOSE * leg.net(now)) {
            return Orders.none();
        }
        double loss = leg.lostPerFreed(now, excess);
        return leg.shrink(now, excess / (1 + loss * (1 - alpha)), plan.atomic());
    }

    private Orders grow(RiskAssessment now, Plan plan) {
        return leg.net(now) < stakedTarget(now, plan) ? leg.grow(now, leg.idle(now), plan.atomic()) : Orders.none();
    }

    private List<Order> fund(RiskAssessment now, Plan plan) {
        return hedge.fund(book(now), freeCash(now), purchase(now, plan));
    }

    private List<Order> gather(RiskAssessment now, Plan plan) {
        double purchase = purchase(now, plan);
        return purchase > 0 ? hedge.spread(book(now), purchase) : List.of();
    }

    private List<Order> trade(RiskAssessment now, Plan plan) {
        return hedge.trade(book(now), longHeld(now), longTarget(now, plan));
    }

    /** ETH still missing goes to the wallet to be staked; what is not missing is sold by {@link #trade}. */
    private List<Order> carryToWallet(RiskAssessment now, Plan plan) {
        double wallet = now.positions().units(StakedLeg.WALLET_ETH)
                - parameters.gasFloat().doubleValue();
        double missing = stakedTarget(now, plan) - leg.net(now) - wallet;
        double carried = Math.min(missing, sellable(now));
        return carried > CLOSE * stakedTarget(now, plan) ? hedge.carry(carried) : List.of();
    }

    private List<Order> carryToExchange(RiskAssessment now, Plan plan) {
        double missing = Math.max(0, stakedTarget(now, plan) * (1 - CLOSE) - leg.net(now));
        double spare = leg.idle(now).doubleValue() - missing;
        return spare > 0 ? hedge.carry(-spare) : List.of();
    }

    private List<Order> bringHome(RiskAssessment now, Plan plan) {
        double missing = plan.amount().subtract(freeCash(now)).doubleValue();
        return missing > 0 ? hedge.bringHome(book(now), missing) : List.of();
    }

    /** USDT to spend on ETH so that the staked share is right. */
    private double purchase(RiskAssessment now, Plan plan) {
        return Math.max(0, (longTarget(now, plan) - longHeld(now)) * leg.ethPrice(now));
    }

    /** ETH that should be staked, net of debt: α of the equity that stays, and while only reducing is allowed no more than is hedged. */
    private double stakedTarget(RiskAssessment now, Plan plan) {
        if (plan.purpose() == Purpose.EXIT) {
            return 0;
        }
        double stays = Math.max(0, now.exposure().equityUsdt() - plan.amount().doubleValue());
        double wanted = alpha * stays / leg.ethPrice(now);
        return plan.purpose() == Purpose.REDUCE
                ? Math.max(
                        0,
                        Math.min(
                                wanted,
                                -book(now).perps().doubleValue()
                                        - parameters.gasFloat().doubleValue()))
                : wanted;
    }

    /** ETH that should be held in all: what is to be staked, and the gas float. */
    private double longTarget(RiskAssessment now, Plan plan) {
        return stakedTarget(now, plan) + parameters.gasFloat().doubleValue();
    }

    /** ETH held in all, net of debt: staked, in the wallet, at exchanges and on the way. */
    private double longHeld(RiskAssessment now) {
        return leg.net(now)
                + now.positions().units(StakedLeg.WALLET_ETH)
                + book(now).coins().doubleValue()
                + now.positions().units(TRANSIT_ETH);
    }

    private double sellable(RiskAssessment now) {
        return book(now).coins(ExchangeBook.MARKET).doubleValue();
    }

    private ExchangeBook book(RiskAssessment now) {
        return new ExchangeBook(now, Asset.ETH, venues);
    }
}
