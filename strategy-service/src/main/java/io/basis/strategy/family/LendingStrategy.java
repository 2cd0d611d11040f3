package io.basis.strategy.family;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Redeem;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.target.Target;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.plan.Step;
import java.math.BigDecimal;
import java.util.List;

/** Lends everything on Aave; withdraws one to one; does nothing else. */
final class LendingStrategy implements Strategy {

    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final InstrumentKey SUPPLIED = InstrumentKey.aToken(Asset.USDT);
    private static final SeriesKey INDEX = SeriesKey.liquidityIndex(Asset.USDT);

    @Override
    public BigDecimal freeCash(RiskAssessment assessment) {
        return assessment.positions().quantity(WALLET);
    }

    @Override
    public boolean deployed(RiskAssessment assessment) {
        return assessment.positions().units(SUPPLIED) > 0;
    }

    @Override
    public boolean cashAbroad(RiskAssessment assessment) {
        return false;
    }

    /** Set and forget: yield compounds by itself, so there is nothing to rebalance. */
    @Override
    public double deviation(RiskAssessment assessment) {
        return 0;
    }

    @Override
    public boolean wantsMore(RiskAssessment assessment) {
        return false;
    }

    @Override
    public List<Target> targets(RiskAssessment assessment) {
        return List.of(new Target(SUPPLIED, assessment.exposure().equityUsdt()));
    }

    @Override
    public List<Step> steps(Purpose purpose) {
        return switch (purpose) {
            case ENTER -> List.of(LendingStrategy::supplyAll);
            case RELEASE -> List.of(LendingStrategy::redeem);
            case EXIT -> List.of(LendingStrategy::redeemAll);
            case REBALANCE, REDUCE -> List.of();
        };
    }

    private static List<Order> supplyAll(RiskAssessment assessment, BigDecimal none) {
        BigDecimal cash = assessment.positions().quantity(WALLET);
        return cash.signum() > 0 ? List.of(new Supply(Asset.USDT, cash)) : List.of();
    }

    private static List<Order> redeem(RiskAssessment assessment, BigDecimal amount) {
        BigDecimal redeemed = amount.min(redeemable(assessment));
        return redeemed.signum() > 0 ? List.of(new Redeem(Asset.USDT, redeemed)) : List.of();
    }

    private static List<Order> redeemAll(RiskAssessment assessment, BigDecimal none) {
        return redeem(assessment, redeemable(assessment));
    }

    /** What the scaled balance stands for, rounded down so that it never asks for more than is there. */
    private static BigDecimal redeemable(RiskAssessment assessment) {
        MarketSnapshot market = assessment.market();
        BigDecimal index = Decimals.observed(market.value(market.layout().require(INDEX)));
        return Decimals.down(assessment.positions().quantity(SUPPLIED).multiply(index), Asset.USDT);
    }
}
