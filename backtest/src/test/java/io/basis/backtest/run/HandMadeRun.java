package io.basis.backtest.run;

import static io.basis.domain.instrument.InstrumentKey.perp;
import static io.basis.domain.instrument.InstrumentKey.token;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.exposure.AssetExposure;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.OrderRef;
import io.basis.domain.pnl.Attribution;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Execution;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.Hedge;
import io.basis.domain.strategy.HedgeAllocation;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.RiskLimits;
import io.basis.domain.strategy.RiskLimits.Threshold;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.target.Target;
import io.basis.marketdata.snapshot.DataQuality;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The messages of a basis run, made by hand: deposit, spot bought and short sold at Binance, funding every eight
 * hours, and a small rebalance now and then. The books are real, the attribution is only roughly so.
 */
public final class HandMadeRun {

    public static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    private final StrategyDefinition definition;
    private final Asset asset;
    private final int hours;
    private final List<Message> messages = new ArrayList<>();

    private final SeriesLayout series;
    private final Valuation valuation;
    private final InstrumentKey coin;
    private final InstrumentKey cash;
    private final InstrumentKey shortLeg;
    private final double firstPrice;
    private final double[] attribution = new double[Source.values().length];
    private Positions positions;
    private long group;

    private HandMadeRun(StrategyDefinition definition, int hours) {
        this.definition = definition;
        this.asset = definition.asset();
        this.hours = hours;
        PositionLayout layout = new PositionLayout(definition.positions());
        series = new SeriesLayout(definition.series());
        valuation = new Valuation(layout, series);
        positions = Positions.none(layout);
        coin = token(Venue.BINANCE, asset);
        cash = token(Venue.BINANCE, Asset.USDT);
        shortLeg = perp(Venue.BINANCE, asset);
        firstPrice = asset == Asset.BTC ? 67_500.5 : 3_760.25;
    }

    /** A run of a mode in USDT on BTC, or in ETH on ETH, over so many hours. */
    public static HandMadeRun of(Asset asset, int hours) {
        return new HandMadeRun(definition(asset, hours), hours).play();
    }

    public StrategyDefinition definition() {
        return definition;
    }

    public List<Message> messages() {
        return messages;
    }

    public RunRecord record() {
        RunRecorder recorder = new RunRecorder(definition);
        messages.forEach(recorder::on);
        return recorder.finish(Duration.ofMillis(20));
    }

    public static RunOrigin origin(boolean synthetic) {
        var quality = new DataQuality(
                132, 0, 0, Map.of(SeriesKey.funding(Venue.OKX, Asset.BTC), new DataQuality.Counts(132, 0, 0)));
        return new RunOrigin("direct", "data", synthetic, "d1".repeat(32), "c0".repeat(32), "0.1.0", quality, null);
    }

    private static StrategyDefinition definition(Asset asset, int hours) {
        boolean inUsdt = asset == Asset.BTC;
        return new StrategyDefinition(
                "run-1",
                inUsdt ? "btc_basis" : "eth_basis",
                Family.BASIS,
                Environment.BACKTEST,
                inUsdt ? Asset.USDT : Asset.ETH,
                inUsdt,
                asset,
                true,
                HOUR,
                new BigDecimal(inUsdt ? "100000" : "100"),
                FROM,
                FROM.plus(HOUR.multipliedBy(hours)),
                null,
                List.of(
                        token(Venue.WALLET, Asset.USDT),
                        token(Venue.WALLET, Asset.ETH),
                        token(Venue.BINANCE, Asset.USDT),
                        token(Venue.BINANCE, asset),
                        perp(Venue.BINANCE, asset)),
                List.of(
                        SeriesKey.spot(Venue.BINANCE, asset),
                        SeriesKey.perp(Venue.BINANCE, asset),
                        SeriesKey.funding(Venue.BINANCE, asset),
                        SeriesKey.spot(Venue.BINANCE, asset == Asset.BTC ? Asset.ETH : Asset.BTC)),
                new Parameters(
                        inUsdt ? 0.08 : 0.2,
                        0.02,
                        new Hedge(new HedgeAllocation(Map.of(Venue.BINANCE, BigDecimal.ONE)), Hedge.Collateral.SPOT, 0),
                        null,
                        null,
                        null,
                        new BigDecimal("0.95"),
                        new RiskLimits(
                                Map.of(
                                        RiskType.DELTA_DRIFT, new Threshold(0.02, 0.05),
                                        RiskType.MARGIN_RATIO, new Threshold(0.3, 0.2)),
                                0.5,
                                0.1,
                                0.1,
                                new RiskLimits.CircuitBreaker(0.1, 6, 2)),
                        new Costs(
                                true,
                                true,
                                true,
                                true,
                                new BigDecimal("10"),
                                new BigDecimal("5"),
                                new BigDecimal("30"),
                                new BigDecimal("5"),
                                Map.of(),
                                Map.of(),
                                new BigDecimal("1.2"),
                                new BigDecimal("0.10"),
                                new BigDecimal("0.005")),
                        Execution.PERFECT,
                        ZERO,
                        GapPolicy.SUBSTITUTE),
                null);
    }

    private HandMadeRun play() {
        Random random = new Random(7);
        double price = firstPrice;
        for (int hour = 0; hour <= hours; hour++) {
            double perpPrice = price * (1 + 0.0004 * random.nextGaussian());
            double rate = hour % 8 == 0 && hour > 0 ? 0.00008 + 0.00006 * random.nextGaussian() : Double.NaN;
            MarketSnapshot market = snapshot(FROM.plus(HOUR.multipliedBy(hour)), price, perpPrice, rate);
            if (hour == 0) {
                assess(market, 0, List.of());
                decide(
                        market,
                        0,
                        Action.ENTRY_FULL,
                        Reason.FLOW_BOOKED,
                        definition.capital().doubleValue(),
                        0,
                        false);
                BigDecimal capital = definition.capital();
                InstrumentKey into = definition.shareClass() == Asset.USDT ? cash : coin;
                assess(market, 1, List.of(new AccountEvent.Deposited(into, capital)));
                decide(market, 1, Action.ENTRY_FULL, Reason.NOTHING_DEPLOYED, capital.doubleValue(), 0, false);
                double units = definition.shareClass() == Asset.USDT ? capital.doubleValue() / price * 0.998 : 100;
                assess(market, 2, trades(price, perpPrice, definition.shareClass() == Asset.USDT ? units : 0, -units));
                decide(market, 2, Action.HOLD, Reason.WITHIN_THRESHOLD, 0.001, 0.02, true);
            } else {
                List<AccountEvent> paid = new ArrayList<>();
                if (!Double.isNaN(rate)) {
                    double cashPaid = -positions.units(shortLeg) * perpPrice * rate;
                    attribution[Source.FUNDING.ordinal()] += cashPaid;
                    paid.add(new AccountEvent.FundingPaid(
                            shortLeg,
                            Decimals.observed(rate),
                            Decimals.fillPrice(perpPrice),
                            Decimals.halfEven(Decimals.observed(cashPaid), Asset.USDT)));
                }
                assess(market, 0, paid);
                double deviation = Math.abs(random.nextGaussian()) * 0.009;
                if (deviation > 0.02) {
                    decide(market, 0, Action.ENTRY_PARTIAL, Reason.DEVIATION, deviation, 0.02, false);
                    double units = 0.001 * positions.units(coin);
                    assess(market, 1, trades(price, perpPrice, units, -units));
                    decide(market, 1, Action.HOLD, Reason.WITHIN_THRESHOLD, 0.0001, 0.02, true);
                } else {
                    decide(market, 0, Action.HOLD, Reason.WITHIN_THRESHOLD, deviation, 0.02, true);
                }
            }
            price *= Math.exp(0.006 * random.nextGaussian() - 0.00003);
        }
        return this;
    }

    private List<AccountEvent> trades(double price, double perpPrice, double spotUnits, double perpUnits) {
        group++;
        List<AccountEvent> events = new ArrayList<>();
        List<Order> orders = new ArrayList<>();
        BigDecimal perpQuantity = Decimals.down(perpUnits, 8);
        if (spotUnits != 0) {
            BigDecimal quantity = Decimals.down(spotUnits, 8);
            BigDecimal quote = Decimals.halfEven(
                    quantity.multiply(Decimals.fillPrice(price)).negate(), Asset.USDT);
            BigDecimal fee = Decimals.up(quote.abs().multiply(new BigDecimal("0.001")), Asset.USDT);
            attribution[Source.FEES.ordinal()] -= fee.doubleValue();
            orders.add(new Order.SpotTrade(Venue.BINANCE, asset, quantity));
            events.add(new AccountEvent.SpotFilled(
                    new OrderRef(group, 1), coin, quantity, Decimals.fillPrice(price), quote, fee, ZERO));
        }
        BigDecimal fee = Decimals.up(
                perpQuantity.abs().multiply(Decimals.fillPrice(perpPrice)).multiply(new BigDecimal("0.0005")),
                Asset.USDT);
        attribution[Source.FEES.ordinal()] -= fee.doubleValue();
        orders.add(new Order.PerpTrade(Venue.BINANCE, asset, perpQuantity));
        events.add(new AccountEvent.PerpFilled(
                new OrderRef(group, orders.size()), shortLeg, perpQuantity, Decimals.fillPrice(perpPrice), fee, ZERO));
        messages.add(new OrderGroup(
                ((RiskAssessment) messages.stream()
                                .filter(RiskAssessment.class::isInstance)
                                .toList()
                                .getLast())
                        .at(),
                group,
                OrderGroup.Execution.PARALLEL,
                1,
                1,
                orders));
        return events;
    }

    private MarketSnapshot snapshot(Instant at, double price, double perpPrice, double rate) {
        double[] none = new double[series.size()];
        Arrays.fill(none, Double.NaN);
        Provenance[] provenance = new Provenance[series.size()];
        Arrays.fill(provenance, Provenance.OBSERVED);
        return new MarketSnapshot(
                at, series, new double[] {price, perpPrice, rate, firstPrice}, none, none.clone(), provenance);
    }

    private void assess(MarketSnapshot market, int round, List<AccountEvent> events) {
        positions = Ledger.commit(positions, events);
        double equityUsdt = valuation.equity(positions, market);
        double price = market.value(0);
        double sharePrice = definition.shareClass() == Asset.USDT ? 1 : price;
        double delta = positions.units(coin) + positions.units(shortLeg);
        double notional = Math.abs(positions.units(shortLeg)) * market.value(1);
        double unrealised = valuation.value(positions, positions.layout().slot(shortLeg), market);
        double collateral = positions.units(coin) * price;
        double usdt = positions.units(cash);
        var margin = new VenueMargin(
                Venue.BINANCE,
                usdt,
                unrealised,
                collateral,
                notional,
                -notional,
                notional == 0 ? Double.POSITIVE_INFINITY : (usdt + unrealised + 0.95 * collateral) / notional);
        Exposure exposure = new Exposure(
                equityUsdt,
                equityUsdt,
                sharePrice,
                List.of(new AssetExposure(asset, delta, price)),
                equityUsdt == 0 ? 0 : delta * price / equityUsdt,
                List.of(margin),
                null);
        messages.add(new RiskAssessment(
                round, group, market, events, positions, exposure, List.of(), Permission.TRADE, null, 0, 0));
        double equity = exposure.equity();
        double capital = definition.capital().doubleValue();
        double deposited = equity == 0 ? 0 : capital;
        double[] amounts = attribution.clone();
        for (int source = 0; source < amounts.length; source++) {
            amounts[source] /= sharePrice;
        }
        double known = Arrays.stream(amounts).sum();
        Source rest = definition.shareClass() == Asset.USDT ? Source.BASIS : Source.SHARE_CLASS_TRANSLATION;
        amounts[rest.ordinal()] = equity - deposited - known;
        messages.add(new PnlReport(
                market.at(),
                round,
                equity,
                equity,
                equityUsdt,
                deposited,
                new Attribution(amounts),
                3e-12,
                deposited == 0 ? 1 : equity / capital,
                deposited == 0
                        ? 1
                        : equityUsdt / (capital * (definition.shareClass() == Asset.USDT ? 1 : firstPrice))));
    }

    private void decide(
            MarketSnapshot market, int round, Action action, Reason reason, double value, double limit, boolean done) {
        List<Target> targets = action == Action.HOLD ? List.of() : List.of(new Target(shortLeg, -1.25));
        messages.add(new TargetPositions(
                market.at(),
                round,
                action,
                targets,
                reason == Reason.WITHIN_THRESHOLD || reason == Reason.DEVIATION ? value : 1,
                reason,
                value,
                limit,
                action == Action.HOLD ? 0 : group + 1,
                null,
                done));
    }
}
