package io.basis.strategy.family;

import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Stops;
import io.basis.domain.risk.Permission;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.Signals;
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
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One BTC perpetual at Binance, long or short as the signal says, closed by its own stops or by the next signal.
 *
 * <p>The quantity is fixed when the position is opened: the same signal again holds it, another one closes it and opens
 * the other side at the same price. A prediction that is missing, or less sure than the threshold, is neutral.
 */
final class DirectionalStrategy implements Strategy {

    private static final Venue VENUE = Venue.BINANCE;
    private static final InstrumentKey PERP = InstrumentKey.perp(VENUE, Asset.BTC);
    private static final InstrumentKey USDT = InstrumentKey.token(VENUE, Asset.USDT);

    /** Cash below this, in USDT, is left where it is. */
    private static final double LEAST_CASH = 0.01;

    /** What is freed in estimates must not fall short of what is owed exactly. */
    private static final double ROUNDING = 1e-9;

    private final Parameters parameters;
    private final Signals signals;
    private final Asset share;
    private final Sizes sizes;

    DirectionalStrategy(StrategyDefinition definition) {
        parameters = definition.parameters();
        signals = parameters.requireSignals();
        share = definition.shareClass();
        sizes = new Sizes(parameters);
    }

    @Override
    public InstrumentKey landing() {
        return InstrumentKey.token(VENUE, share);
    }

    @Override
    public InstrumentKey purse() {
        return InstrumentKey.token(VENUE, share);
    }

    /** What no open position needs as margin at its size, as far as it lies in the share currency. */
    @Override
    public BigDecimal freeCash(RiskAssessment now) {
        BigDecimal held = now.positions().quantity(purse()).max(BigDecimal.ZERO);
        VenueMargin margin = now.exposure().margin(VENUE);
        if (margin.notional() == 0 && margin.cash() >= 0) {
            return held;
        }
        double bound = margin.notional() / signals.maxPositionSize();
        double free = Math.max(0, now.exposure().equityUsdt() - bound)
                / now.exposure().sharePrice();
        return Decimals.down(free, share.scale()).min(held);
    }

    @Override
    public boolean deployed(RiskAssessment now) {
        return perp(now).signum() != 0;
    }

    /** Profit and loss in USDT of a share class that counts in BTC. */
    @Override
    public boolean cashAbroad(RiskAssessment now) {
        return share == Asset.BTC && Math.abs(now.positions().units(USDT)) >= LEAST_CASH;
    }

    @Override
    public boolean wantsEntry(RiskAssessment now) {
        return wanted(now) != 0 && perp(now).signum() == 0;
    }

    /** 1 while the position is not the one that the signal asks for. */
    @Override
    public double deviation(RiskAssessment now) {
        return perp(now).signum() == wanted(now) ? 0 : 1;
    }

    @Override
    public double threshold() {
        return parameters.deviationThreshold();
    }

    @Override
    public @Nullable Adjustment adjustment(Situation situation) {
        RiskAssessment now = situation.assessment();
        int wanted = wanted(now);
        if (perp(now).signum() == wanted) {
            return null;
        }
        double confidence = value(now, SeriesKey.SIGNAL_CONFIDENCE);
        return new Adjustment(
                wanted == 0 ? Action.EXIT_FULL : Action.ENTRY_FULL,
                Reason.SIGNAL,
                wanted,
                Double.isNaN(confidence) ? 0 : confidence,
                wanted == 0 ? Purpose.REDUCE : Purpose.REBALANCE,
                false);
    }

    @Override
    public List<Target> targets(RiskAssessment now) {
        return List.of(new Target(PERP, wanted(now) * size(now).doubleValue()));
    }

    @Override
    public List<Step> steps(Purpose purpose) {
        return switch (purpose) {
            case ENTER -> List.of(this::open);
            case REBALANCE -> List.of((now, plan) -> close(now), this::open);
            case REDUCE -> List.of((now, plan) -> close(now));
            case RELEASE -> List.of(this::release, this::buyShare);
            case EXIT -> List.of((now, plan) -> close(now), (now, plan) -> square(now));
            case HEDGE, LEVER, DELEVER, UNLEVER, FUEL, SELL_DUST -> List.of();
        };
    }

    private static Orders close(RiskAssessment now) {
        BigDecimal held = perp(now);
        return held.signum() == 0
                ? Orders.none()
                : Orders.parallel(List.of(new PerpTrade(VENUE, Asset.BTC, held.negate())));
    }

    private Orders open(RiskAssessment now, Plan plan) {
        int wanted = wanted(now);
        boolean allowed = now.allowed() == Permission.TRADE;
        if (!allowed || wanted == 0 || perp(now).signum() != 0) {
            return Orders.none();
        }
        BigDecimal quantity = sizes.perp(size(now), mark(now), false).multiply(BigDecimal.valueOf(wanted));
        return quantity.signum() == 0
                ? Orders.none()
                : Orders.parallel(List.of(new PerpTrade(VENUE, Asset.BTC, quantity, stops(now))));
    }

    /** Moves from the fill at which the position closes itself: standard deviations, kept within floor and cap. */
    private Stops stops(RiskAssessment now) {
        double sd = Math.min(Math.max(value(now, SeriesKey.SIGNAL_SD), signals.sdFloor()), signals.sdCap());
        BigDecimal exact = Decimals.observed(sd);
        return new Stops(
                exact.multiply(Decimals.observed(signals.takeProfitSd())),
                exact.multiply(Decimals.observed(signals.stopLossSd())));
    }

    /** Units for all of equity at the size allowed: in its own coin where it counts in it, else at the perpetual's price. */
    private BigDecimal size(RiskAssessment now) {
        double units =
                share == Asset.BTC ? now.exposure().equity() : now.exposure().equityUsdt() / mark(now);
        return Decimals.down(Math.max(0, units * signals.maxPositionSize()), Instruments.PERP_SCALE);
    }

    /** Takes the position down to the size that what is left of equity bears. */
    private Orders release(RiskAssessment now, Plan plan) {
        BigDecimal held = perp(now);
        double notional = now.exposure().margin(VENUE).notional();
        double leaving = plan.amount().doubleValue() * now.exposure().sharePrice() * (1 + ROUNDING);
        double left = Math.max(0, now.exposure().equityUsdt() - leaving - unwindCost() * notional);
        double kept = left * signals.maxPositionSize() / notional;
        if (held.signum() == 0 || kept >= 1) {
            return Orders.none();
        }
        BigDecimal closed =
                held.multiply(Decimals.observed(1 - kept)).setScale(Instruments.PERP_SCALE, RoundingMode.UP);
        return Orders.parallel(List.of(new PerpTrade(
                VENUE, Asset.BTC, closed.abs().compareTo(held.abs()) > 0 ? held.negate() : closed.negate())));
    }

    /** Buys the coins that a withdrawal lacks with the USDT there is. */
    private Orders buyShare(RiskAssessment now, Plan plan) {
        double lacking =
                plan.amount().subtract(now.positions().quantity(purse())).doubleValue();
        double spare = now.positions().units(USDT) / (1 + unwindCost()) / spot(now);
        double bought = Math.min(lacking * (1 + 1e-9), spare);
        if (share != Asset.BTC || bought <= 0) {
            return Orders.none();
        }
        BigDecimal quantity =
                sizes.spot(Decimals.observed(bought).setScale(Instruments.PERP_SCALE, RoundingMode.UP), spot(now));
        return quantity.signum() == 0
                ? Orders.none()
                : Orders.parallel(List.of(new SpotTrade(VENUE, Asset.BTC, quantity)));
    }

    /** Once flat, USDT left over buys coins and USDT owed is raised by selling them, where equity counts in coins. */
    private Orders square(RiskAssessment now) {
        if (!cashAbroad(now)) {
            return Orders.none();
        }
        double cash = now.positions().units(USDT);
        double traded = cash > 0 ? cash / (1 + unwindCost()) : cash * (1 + unwindCost());
        BigDecimal quantity = sizes.spot(traded / spot(now), spot(now));
        return quantity.signum() == 0
                ? Orders.none()
                : Orders.parallel(List.of(new SpotTrade(VENUE, Asset.BTC, quantity)));
    }

    /** Upper estimate of what trading costs, fraction. */
    private double unwindCost() {
        return parameters.costs().fees() || parameters.costs().slippage()
                ? parameters
                                .costs()
                                .spotTakerBps()
                                .add(parameters.costs().perpTakerBps())
                                .doubleValue()
                        * 2e-4
                : 0;
    }

    /** 1 to be long, −1 to be short, 0 to be flat. */
    private int wanted(RiskAssessment now) {
        double direction = value(now, SeriesKey.SIGNAL_DIRECTION);
        double confidence = value(now, SeriesKey.SIGNAL_CONFIDENCE);
        return Double.isNaN(direction) || !(confidence >= signals.threshold()) ? 0 : (int) Math.signum(direction);
    }

    private static BigDecimal perp(RiskAssessment now) {
        return now.positions().quantity(PERP);
    }

    private static double mark(RiskAssessment now) {
        return value(now, now.market().layout().price(SeriesKey.perp(VENUE, Asset.BTC)));
    }

    private static double spot(RiskAssessment now) {
        return value(now, now.market().layout().price(SeriesKey.spot(VENUE, Asset.BTC)));
    }

    private static double value(RiskAssessment now, SeriesKey key) {
        return value(now, now.market().layout().require(key));
    }

    private static double value(RiskAssessment now, int slot) {
        MarketSnapshot market = now.market();
        return market.value(slot);
    }
}
