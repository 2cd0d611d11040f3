package io.basis.strategy.family;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order.Swap;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.Staking;
import io.basis.domain.strategy.StrategyDefinition;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All equity staked, plain or levered, counted in ETH.
 *
 * <p>Target: what is staked, net of debt, is equity; levered, debt ÷ collateral is its target too.
 */
final class StakingStrategy implements Strategy {

    private static final InstrumentKey WALLET_USDT = InstrumentKey.token(Venue.WALLET, Asset.USDT);

    private final Parameters parameters;
    private final Staking staking;
    private final StakedLeg leg;
    private final RewardTokens rewards;

    StakingStrategy(StrategyDefinition definition) {
        parameters = definition.parameters();
        staking = parameters.requireStaking();
        leg = new StakedLeg(parameters);
        rewards = new RewardTokens(parameters, StakedLeg.WALLET_ETH);
    }

    @Override
    public InstrumentKey landing() {
        return InstrumentKey.token(Venue.WALLET, staking.fundedIn());
    }

    @Override
    public InstrumentKey purse() {
        return StakedLeg.WALLET_ETH;
    }

    @Override
    public BigDecimal freeCash(RiskAssessment now) {
        return leg.idle(now);
    }

    @Override
    public BigDecimal coming(RiskAssessment now) {
        return leg.claims(now);
    }

    @Override
    public boolean deployed(RiskAssessment now) {
        return leg.present(now);
    }

    /** USDT that is still to be swapped. */
    @Override
    public boolean cashAbroad(RiskAssessment now) {
        return now.positions().quantity(WALLET_USDT).signum() > 0;
    }

    @Override
    public double deviation(RiskAssessment now) {
        double equity = now.exposure().equity();
        return equity > 0 ? freeCash(now).doubleValue() / equity : 0;
    }

    @Override
    public double threshold() {
        return parameters.deviationThreshold();
    }

    @Override
    public @Nullable Adjustment adjustment(Situation now) {
        @Nullable Adjustment loan = leg.adjustment(now.assessment(), now.carryLostFor());
        if (loan != null && !loan.adds()) {
            return loan;
        }
        boolean idle = now.deviation() > now.threshold();
        return idle ? Adjustment.more(Reason.DEVIATION, now.deviation(), now.threshold(), Purpose.REBALANCE) : loan;
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
        return leg.targets(now, now.exposure().equity());
    }

    @Override
    public List<Step> steps(Purpose purpose) {
        return switch (purpose) {
            case ENTER -> List.of(this::swapUsdt, this::grow);
            case REBALANCE -> List.of(this::grow);
            case LEVER -> List.of((now, plan) -> leg.lever(now, plan.atomic()));
            case REDUCE -> reduce();
            case DELEVER -> List.of((now, plan) -> leg.mend(now, plan.atomic()));
            case UNLEVER -> List.of((now, plan) -> leg.delever(now, 0, plan.atomic()));
            case RELEASE -> List.of(this::release);
            case SELL_DUST -> rewards.steps();
            case EXIT -> exit();
            case HEDGE, FUEL -> List.of();
        };
    }

    /** The loan to its target, and reward tokens to ETH: held for long they are what delta drifts by. */
    private List<Step> reduce() {
        List<Step> steps = new ArrayList<>();
        steps.add((now, plan) -> leg.mend(now, plan.atomic()));
        steps.addAll(rewards.steps());
        return steps;
    }

    private List<Step> exit() {
        List<Step> steps = new ArrayList<>(rewards.steps());
        steps.add(this::swapUsdt);
        steps.add((now, plan) -> queued(plan) ? leg.unstake(now, Double.MAX_VALUE) : leg.leaveAll(now, plan.atomic()));
        return steps;
    }

    private Orders grow(RiskAssessment now, Plan plan) {
        return leg.grow(now, freeCash(now), plan.atomic());
    }

    /** Frees what is missing, gas included, by the queue or at the market. */
    private Orders release(RiskAssessment now, Plan plan) {
        BigDecimal missing = plan.amount().subtract(freeCash(now)).subtract(coming(now));
        if (missing.signum() <= 0) {
            return Orders.none();
        }
        // A payment leaves the gas float alone, so what gas took of it is freed too.
        missing = missing.add(leg.lacking(now));
        return queued(plan)
                ? leg.unstake(
                        now, missing.add(leg.gas(now, GasOperation.UNSTAKE)).doubleValue() * (1 + StakedLeg.ROUNDING))
                : leg.shrink(
                        now, missing.add(leg.gasToLeave(now)).doubleValue() * (1 + StakedLeg.ROUNDING), plan.atomic());
    }

    private boolean queued(Plan plan) {
        return staking.exit() == Staking.Exit.QUEUE && !plan.urgent() && parameters.leverage() == null;
    }

    private Orders swapUsdt(RiskAssessment now, Plan plan) {
        BigDecimal usdt = now.positions().quantity(WALLET_USDT);
        if (usdt.signum() <= 0) {
            return Orders.none();
        }
        MarketSnapshot market = now.market();
        double pool = market.value(
                market.layout().require(new SeriesKey(SeriesKind.SPOT, Venue.UNISWAP.toString(), "WETHUSDT")));
        double least = usdt.doubleValue() / pool * (1 - staking.maxSlippage().doubleValue());
        return Orders.sequential(List.of(new Swap(WALLET_USDT, StakedLeg.WALLET_ETH, usdt, Decimals.down(least, 18))));
    }
}
