package io.basis.strategy.family;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order.Redeem;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.target.Target;
import io.basis.strategy.plan.Orders;
import io.basis.strategy.plan.Plan;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.plan.Step;
import io.basis.strategy.rebalancing.Adjustment;
import io.basis.strategy.rebalancing.Situation;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lends everything on Aave; withdraws one to one; does nothing else. */
final class LendingStrategy implements Strategy {

    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final InstrumentKey SUPPLIED = InstrumentKey.aToken(Asset.USDT);
    private static final SeriesKey INDEX = SeriesKey.liquidityIndex(Asset.USDT);

    @Override
    public InstrumentKey landing() {
        return WALLET;
    }

    @Override
    public InstrumentKey purse() {
        return WALLET;
    }

    @Override
    public BigDecimal freeCash(RiskAssessment now) {
        return now.positions().quantity(WALLET);
    }

    @Override
    public boolean deployed(RiskAssessment now) {
        return now.positions().units(SUPPLIED) > 0;
    }

    @Override
    public boolean cashAbroad(RiskAssessment now) {
        return false;
    }

    /** Set and forget: yield compounds by itself, so there is nothing to rebalance. */
    @Override
    public double deviation(RiskAssessment now) {
        return 0;
    }

    @Override
    public double threshold() {
        return 0;
    }

    @Override
    public @Nullable Adjustment adjustment(Situation now) {
        return null;
    }

    @Override
    public List<Target> targets(RiskAssessment now) {
        return List.of(new Target(SUPPLIED, now.exposure().equityUsdt()));
    }

    @Override
    public List<Step> steps(Purpose purpose) {
        return switch (purpose) {
            case ENTER -> List.of(LendingStrategy::supplyAll);
            case RELEASE -> List.of(LendingStrategy::redeem);
            case EXIT -> List.of((now, plan) -> redeemed(redeemable(now)));
            case REBALANCE, HEDGE, LEVER, DELEVER, UNLEVER, REDUCE, FUEL, SELL_DUST -> List.of();
        };
    }

    private static Orders supplyAll(RiskAssessment now, Plan plan) {
        BigDecimal cash = now.positions().quantity(WALLET);
        return cash.signum() > 0 ? Orders.parallel(List.of(new Supply(Asset.USDT, cash))) : Orders.none();
    }

    private static Orders redeem(RiskAssessment now, Plan plan) {
        BigDecimal missing = plan.amount().subtract(now.positions().quantity(WALLET));
        return redeemed(missing.min(redeemable(now)));
    }

    private static Orders redeemed(BigDecimal amount) {
        return amount.signum() > 0 ? Orders.parallel(List.of(new Redeem(Asset.USDT, amount))) : Orders.none();
    }

    /** What the scaled balance stands for, rounded down so that it never asks for more than is there. */
    private static BigDecimal redeemable(RiskAssessment now) {
        MarketSnapshot market = now.market();
        BigDecimal index = Decimals.observed(market.value(market.layout().require(INDEX)));
        return Decimals.down(now.positions().quantity(SUPPLIED).multiply(index), Asset.USDT);
    }
}
