package io.basis.strategy.family;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Swap;
import io.basis.domain.order.Order.Unwrap;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.Staking;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.strategy.plan.Orders;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.plan.Step;
import io.basis.strategy.rebalancing.Adjustment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reward tokens in the wallet, sold into the share currency once they are worth it. */
final class RewardTokens {

    private static final List<Asset> TOKENS = List.of(Asset.EIGEN, Asset.ETHFI);

    /** A sale must be worth so many times its gas. */
    private static final double LEAST_GAS_MULTIPLE = 100;

    private final Parameters parameters;
    private final Staking staking;
    private final InstrumentKey into;

    /** @param into balance that the proceeds go to, in ETH or USDT */
    RewardTokens(Parameters parameters, InstrumentKey into) {
        this.parameters = parameters;
        staking = parameters.requireStaking();
        this.into = into;
    }

    /** The sale, or null while they are worth less than the limit or than a hundred times its gas. */
    @Nullable
    Adjustment sale(RiskAssessment now) {
        double worth = worthUsdt(now);
        double limit = staking.dustDelta() * now.exposure().equityUsdt();
        double gas = parameters
                        .costs()
                        .gas(GasOperation.SWAP, value(now, SeriesKey.GAS))
                        .doubleValue()
                * ethPrice(now);
        if (worth == 0 || worth <= limit || worth <= LEAST_GAS_MULTIPLE * gas) {
            return null;
        }
        double share = now.exposure().sharePrice();
        return new Adjustment(Action.SELL_DUST, Reason.DUST, worth / share, limit / share, Purpose.SELL_DUST, false);
    }

    /** Opens bundles, then swaps every token. */
    List<Step> steps() {
        return List.of((now, plan) -> unwrap(now), (now, plan) -> swap(now));
    }

    private static Orders unwrap(RiskAssessment now) {
        BigDecimal king = now.positions().quantity(InstrumentKey.home(Asset.KING));
        return king.signum() > 0 ? Orders.parallel(List.of(new Unwrap(king))) : Orders.none();
    }

    private Orders swap(RiskAssessment now) {
        List<Order> swaps = new ArrayList<>();
        for (Asset token : TOKENS) {
            BigDecimal held = now.positions().quantity(InstrumentKey.home(token));
            if (held.signum() > 0) {
                double expected = held.doubleValue() * value(now, SeriesKey.pool(token)) * proceedsPerEth(now);
                double least = expected * (1 - 2 * staking.maxSlippage().doubleValue());
                swaps.add(new Swap(
                        InstrumentKey.home(token),
                        into,
                        held,
                        Decimals.down(least, into.equals(StakedLeg.WALLET_ETH) ? 18 : Asset.USDT.scale())));
            }
        }
        return Orders.parallel(swaps);
    }

    private double proceedsPerEth(RiskAssessment now) {
        return into.equals(StakedLeg.WALLET_ETH)
                ? 1
                : value(now, new SeriesKey(SeriesKind.SPOT, Venue.UNISWAP.toString(), "WETHUSDT"));
    }

    private double worthUsdt(RiskAssessment now) {
        double eth = 0;
        for (Asset token : TOKENS) {
            double units = now.positions().units(InstrumentKey.home(token));
            double bundled = now.positions().units(InstrumentKey.home(Asset.KING));
            if (bundled > 0) {
                units += bundled * value(now, SeriesKey.inKing(token));
            }
            eth += units == 0 ? 0 : units * value(now, SeriesKey.pool(token));
        }
        return eth * ethPrice(now);
    }

    private static double ethPrice(RiskAssessment now) {
        MarketSnapshot market = now.market();
        return market.value(market.layout().price(SeriesKey.spot(Venue.BINANCE, Asset.ETH)));
    }

    private static double value(RiskAssessment now, SeriesKey key) {
        MarketSnapshot market = now.market();
        return market.value(market.layout().require(key));
    }
}
