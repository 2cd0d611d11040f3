package io.basis.domain.testing;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.risk.RiskType;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Execution;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.Hedge;
import io.basis.domain.strategy.HedgeAllocation;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.RiskLimits;
import io.basis.domain.strategy.RiskLimits.CircuitBreaker;
import io.basis.domain.strategy.RiskLimits.Threshold;
import io.basis.domain.strategy.Signals;
import io.basis.domain.strategy.Staking;
import io.basis.domain.strategy.StrategyDefinition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A strategy definition written down in a test: the documented defaults, without costs, changed one by one. */
public final class Setup {

    public static final Instant START = Instant.parse("2024-06-01T00:00:00Z");

    private final Family family;
    private final Asset asset;
    private final List<InstrumentKey> positions = new ArrayList<>();
    private final List<SeriesKey> series = new ArrayList<>();
    private Set<RiskType> risks = EnumSet.allOf(RiskType.class);
    private Environment environment = Environment.BACKTEST;
    private Asset shareClass = Asset.USDT;
    private boolean hedged;
    private Duration interval = Duration.ofHours(1);
    private BigDecimal capital = new BigDecimal("100000");
    private Instant to = START.plus(Duration.ofDays(365));
    private double deviationThreshold = 0.02;
    private HedgeAllocation hedge = HedgeAllocation.NONE;
    private Costs costs = free();
    private BigDecimal gasFloat = BigDecimal.ZERO;
    private Execution execution = Execution.PERFECT;
    private Hedge.Collateral collateral = Hedge.Collateral.SPOT;
    private double cashMargin;
    private @Nullable Staking staking;
    private @Nullable Leverage leverage;
    private @Nullable Signals signals;
    private @Nullable Scenario scenario;
    private double deltaCritical = 0.05;

    private Setup(Family family, Asset asset) {
        this.family = family;
        this.asset = asset;
        positions.add(InstrumentKey.token(Venue.WALLET, Asset.USDT));
        positions.add(InstrumentKey.token(Venue.WALLET, Asset.ETH));
        series.add(SeriesKey.spot(Venue.BINANCE, Asset.ETH));
        series.add(SeriesKey.GAS);
    }

    /** USDT on Aave. */
    public static Setup lending() {
        Setup setup = new Setup(Family.LENDING, Asset.USDT);
        setup.positions.add(InstrumentKey.aToken(Asset.USDT));
        setup.series.add(SeriesKey.liquidityIndex(Asset.USDT));
        setup.risks = EnumSet.of(RiskType.DRAWDOWN);
        return setup;
    }

    /** Spot against perpetuals: 40 % at Binance, 30 % each at Bybit and OKX. */
    public static Setup basis(Asset coin) {
        Setup setup = new Setup(Family.BASIS, coin).hedge("0.4", "0.3", "0.3");
        setup.hedged = true;
        for (Venue venue : List.of(Venue.BINANCE, Venue.BYBIT, Venue.OKX)) {
            setup.positions.add(InstrumentKey.token(venue, Asset.USDT));
            setup.positions.add(InstrumentKey.token(venue, coin));
            setup.positions.add(InstrumentKey.perp(venue, coin));
            if (!setup.series.contains(SeriesKey.spot(venue, coin))) {
                setup.series.add(SeriesKey.spot(venue, coin));
            }
            setup.series.add(SeriesKey.perp(venue, coin));
            setup.series.add(SeriesKey.funding(venue, coin));
        }
        setup.positions.add(InstrumentKey.token(Venue.TRANSIT, Asset.USDT));
        setup.positions.add(InstrumentKey.token(Venue.TRANSIT, coin));
        return setup;
    }

    /** ETH staked as this token, from 100 ETH. */
    public static Setup staking(Asset lst) {
        Setup setup = new Setup(Family.STAKING, Asset.ETH);
        setup.shareClass = Asset.ETH;
        setup.capital = new BigDecimal("100");
        setup.stake(lst, 1);
        return setup;
    }

    /** The same, levered at Aave to a health factor of 1.15. */
    public static Setup levered(Asset lst) {
        return staking(lst).lever();
    }

    /** Half staked, half margin of shorts at 40 : 30 : 30. */
    public static Setup hedgedStaking(Asset lst) {
        Setup setup = new Setup(Family.HEDGED_STAKING, Asset.ETH).hedge("0.4", "0.3", "0.3");
        setup.hedged = true;
        setup.collateral = Hedge.Collateral.USDT;
        setup.cashMargin = 1;
        for (Venue venue : List.of(Venue.BINANCE, Venue.BYBIT, Venue.OKX)) {
            setup.positions.add(InstrumentKey.token(venue, Asset.USDT));
            setup.positions.add(InstrumentKey.perp(venue, Asset.ETH));
            setup.series.add(SeriesKey.perp(venue, Asset.ETH));
            setup.series.add(SeriesKey.funding(venue, Asset.ETH));
        }
        setup.positions.add(InstrumentKey.token(Venue.BINANCE, Asset.ETH));
        setup.positions.add(InstrumentKey.token(Venue.TRANSIT, Asset.USDT));
        setup.positions.add(InstrumentKey.token(Venue.TRANSIT, Asset.ETH));
        setup.stake(lst, 0.5);
        return setup;
    }

    /** One BTC perpetual at Binance, following signals, in USDT or with a BTC as collateral. */
    public static Setup directional(Asset shareClass) {
        Setup setup = new Setup(Family.DIRECTIONAL, shareClass);
        setup.positions.clear();
        setup.series.clear();
        setup.shareClass = shareClass;
        setup.capital = shareClass == Asset.USDT ? new BigDecimal("10000") : BigDecimal.ONE;
        setup.positions.add(InstrumentKey.token(Venue.BINANCE, Asset.USDT));
        setup.positions.add(InstrumentKey.token(Venue.BINANCE, Asset.BTC));
        setup.positions.add(InstrumentKey.perp(Venue.BINANCE, Asset.BTC));
        setup.series.add(SeriesKey.spot(Venue.BINANCE, Asset.BTC).fiveMinutes());
        setup.series.add(SeriesKey.perp(Venue.BINANCE, Asset.BTC).fiveMinutes());
        setup.series.add(SeriesKey.funding(Venue.BINANCE, Asset.BTC));
        setup.series.add(SeriesKey.SIGNAL_DIRECTION);
        setup.series.add(SeriesKey.SIGNAL_CONFIDENCE);
        setup.series.add(SeriesKey.SIGNAL_SD);
        setup.interval = Duration.ofMinutes(5);
        setup.signals = new Signals(0.7, 1, 2, 2, 0.001, 0.1);
        setup.risks = EnumSet.of(
                RiskType.MARGIN_RATIO,
                RiskType.LIQUIDATION_DISTANCE,
                RiskType.VOLATILITY,
                RiskType.STALE_FEED,
                RiskType.DRAWDOWN);
        return setup;
    }

    private void stake(Asset lst, double allocation) {
        staking = new Staking(
                lst,
                allocation,
                0.20,
                Staking.Exit.MARKET,
                Duration.ofDays(lst == Asset.WEETH ? 7 : 3),
                Asset.ETH,
                new Staking.Rewards(lst == Asset.WEETH, false),
                0.002,
                new BigDecimal("0.01"));
        positions.add(InstrumentKey.home(lst));
        positions.add(InstrumentKey.claim(lst));
        series.add(SeriesKey.lstRate(lst));
        series.add(SeriesKey.lstMarket(lst));
        series.add(SeriesKey.lstYield(lst));
        series.add(new SeriesKey(SeriesKind.SPOT, Venue.UNISWAP.toString(), "WETHUSDT"));
        if (lst == Asset.WEETH) {
            for (Asset token : List.of(Asset.EIGEN, Asset.ETHFI)) {
                positions.add(InstrumentKey.home(token));
                series.add(SeriesKey.pool(token));
                series.add(SeriesKey.reward(token));
            }
        }
    }

    /** Levered at Aave. */
    public Setup lever() {
        Asset lst = Objects.requireNonNull(staking).lst();
        leverage = new Leverage(
                0.93,
                0.02215,
                0.95,
                0.01,
                1.15,
                null,
                BigDecimal.ZERO,
                Leverage.Fallback.SEQUENTIAL,
                Duration.ofDays(3));
        positions.add(InstrumentKey.aToken(lst));
        positions.add(InstrumentKey.debtToken(Asset.WETH));
        positions.add(InstrumentKey.token(Venue.INSTADAPP, Asset.WETH));
        series.add(SeriesKey.liquidityIndex(lst));
        series.add(SeriesKey.borrowIndex(Asset.WETH));
        series.add(SeriesKey.borrowApr(Asset.WETH));
        return this;
    }

    /** Subscribes to one more position. */
    public Setup holding(InstrumentKey key) {
        positions.add(key);
        return this;
    }

    /** Subscribes to one more series. */
    public Setup watching(SeriesKey key) {
        series.add(key);
        return this;
    }

    public Setup environment(Environment where) {
        environment = where;
        return this;
    }

    public Setup shareClass(Asset currency) {
        shareClass = currency;
        return this;
    }

    public Setup unhedged() {
        hedged = false;
        return this;
    }

    public Setup capital(String amount) {
        capital = new BigDecimal(amount);
        return this;
    }

    public Setup to(Instant last) {
        to = last;
        return this;
    }

    public Setup deviationThreshold(double fraction) {
        deviationThreshold = fraction;
        return this;
    }

    public Setup hedge(String binance, String bybit, String okx) {
        Map<Venue, BigDecimal> weights = new EnumMap<>(Venue.class);
        weights.put(Venue.BINANCE, new BigDecimal(binance));
        weights.put(Venue.BYBIT, new BigDecimal(bybit));
        weights.put(Venue.OKX, new BigDecimal(okx));
        hedge = new HedgeAllocation(weights);
        return this;
    }

    public Setup costs(Costs tables) {
        costs = tables;
        return this;
    }

    public Setup gasFloat(String eth) {
        gasFloat = new BigDecimal(eth);
        return this;
    }

    public Setup transferDelay(Duration delay) {
        return execution(
                new Execution(delay, execution.latency(), execution.fillRatio(), execution.spot(), execution.perp()));
    }

    public Setup execution(Execution how) {
        execution = how;
        return this;
    }

    public Setup scenario(Scenario what) {
        scenario = what;
        return this;
    }

    public Setup staking(Staking how) {
        staking = how;
        return this;
    }

    public Setup leverage(Leverage how) {
        leverage = how;
        return this;
    }

    public Setup cashCollateral(double margin) {
        collateral = Hedge.Collateral.USDT;
        cashMargin = margin;
        return this;
    }

    public Setup deltaCritical(double fraction) {
        deltaCritical = fraction;
        return this;
    }

    public StrategyDefinition definition() {
        Map<RiskType, Threshold> thresholds = new EnumMap<>(RiskType.class);
        risks.forEach(risk -> thresholds.put(risk, threshold(risk)));
        RiskLimits limits = new RiskLimits(thresholds, 0.5, 0.10, 0.02, new CircuitBreaker(0.10, 6, 2));
        Parameters parameters = new Parameters(
                0.08,
                deviationThreshold,
                hedge.venues().isEmpty() ? null : new Hedge(hedge, collateral, cashMargin),
                staking,
                leverage,
                signals,
                new BigDecimal("0.95"),
                limits,
                costs,
                execution,
                gasFloat,
                GapPolicy.SUBSTITUTE);
        return new StrategyDefinition(
                "test",
                "test",
                family,
                environment,
                shareClass,
                shareClass == Asset.USDT,
                asset,
                hedged,
                interval,
                capital,
                START,
                to,
                null,
                positions,
                series,
                parameters,
                scenario);
    }

    private Threshold threshold(RiskType risk) {
        return switch (risk) {
            case DELTA_DRIFT -> new Threshold(0.02, deltaCritical);
            case MARGIN_RATIO -> new Threshold(0.30, 0.20);
            case LIQUIDATION_DISTANCE -> new Threshold(0.15, 0.05);
            case HEALTH_FACTOR -> new Threshold(1.12, 1.10);
            case LTV -> new Threshold(0.90, 0.93);
            case FUNDING -> new Threshold(0, -0.5);
            case EXIT_COST -> new Threshold(0.02, 0.05);
            case EXIT_DAYS -> new Threshold(10, 30);
            case DEPEG -> new Threshold(0.02, 0.05);
            case SLASHING -> new Threshold(0.001, 0.01);
            case VOLATILITY -> new Threshold(1.5, 3);
            case STALE_FEED -> new Threshold(1, 3);
            case PRICE_MOVE -> new Threshold(0.10, 0.10);
            case DRAWDOWN -> new Threshold(0.02, 0.04);
        };
    }

    /** Nothing costs anything but interest on borrowed USDT and a liquidation. */
    public static Costs free() {
        return costs(false, false, false, true);
    }

    /** 10 and 5 bps fees, an all-in table with buckets at 10,000, 100,000 and 1,000,000 USDT, 20 % safety on gas. */
    public static Costs costs(boolean fees, boolean slippage, boolean gas, boolean interest) {
        return new Costs(
                fees,
                slippage,
                gas,
                interest,
                new BigDecimal("10"),
                new BigDecimal("5"),
                new BigDecimal("30"),
                new BigDecimal("5"),
                Map.of(
                        "BTCUSDT", table("11", "13", "20"),
                        "ETHUSDT", table("9", "12", "25"),
                        "BTCUSDT-PERP", table("5", "6", "9"),
                        "ETHUSDT-PERP", table("4", "7", "10"),
                        "WETHUSDT", table("35", "40", "50"),
                        "WEETHWETH", table("20", "24", "35"),
                        "WSTETHWETH", table("15", "18", "27"),
                        "EIGENWETH", table("40", "45", "60"),
                        "ETHFIWETH", table("40", "45", "60")),
                gasUnits(),
                new BigDecimal("1.2"),
                new BigDecimal("0.10"),
                new BigDecimal("0.005"));
    }

    private static Map<GasOperation, Long> gasUnits() {
        Map<GasOperation, Long> units = new EnumMap<>(GasOperation.class);
        for (GasOperation operation : GasOperation.values()) {
            units.put(operation, 150_000L);
        }
        units.put(GasOperation.TRANSFER, 65_000L);
        units.put(GasOperation.SUPPLY, 200_000L);
        units.put(GasOperation.REDEEM, 250_000L);
        units.put(GasOperation.ATOMIC_ENTRY, 1_250_000L);
        units.put(GasOperation.ATOMIC_EXIT, 850_000L);
        return units;
    }

    private static NavigableMap<BigDecimal, BigDecimal> table(String small, String medium, String large) {
        NavigableMap<BigDecimal, BigDecimal> table = new TreeMap<>();
        table.put(new BigDecimal("10000"), new BigDecimal(small));
        table.put(new BigDecimal("100000"), new BigDecimal(medium));
        table.put(new BigDecimal("1000000"), new BigDecimal(large));
        return table;
    }
}
