package io.basis.domain.testing;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Costs.GasOperation;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.HedgeAllocation;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.RiskLimits;
import io.basis.domain.strategy.RiskLimits.CircuitBreaker;
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
import java.util.Set;
import java.util.TreeMap;

/** A strategy definition written down in a test: the documented defaults, without costs, changed one by one. */
public final class Setup {

    public static final Instant START = Instant.parse("2024-06-01T00:00:00Z");

    private final Family family;
    private final Asset asset;
    private final List<InstrumentKey> positions = new ArrayList<>();
    private final List<SeriesKey> series = new ArrayList<>();
    private Set<RiskType> risks = EnumSet.allOf(RiskType.class);
    private Asset shareClass = Asset.USDT;
    private boolean hedged;
    private BigDecimal capital = new BigDecimal("100000");
    private Instant to = START.plus(Duration.ofDays(365));
    private double deviationThreshold = 0.02;
    private HedgeAllocation hedge = HedgeAllocation.NONE;
    private Costs costs = free();
    private BigDecimal gasFloat = BigDecimal.ZERO;
    private Duration transferDelay = Duration.ZERO;
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
        transferDelay = delay;
        return this;
    }

    public Setup deltaCritical(double fraction) {
        deltaCritical = fraction;
        return this;
    }

    public StrategyDefinition definition() {
        RiskLimits limits =
                new RiskLimits(risks, 0.02, deltaCritical, 0.5, 0.30, 0.20, 0.10, 0.02, new CircuitBreaker(0.10, 6, 2));
        Parameters parameters = new Parameters(
                0.08,
                deviationThreshold,
                hedge,
                new BigDecimal("0.95"),
                limits,
                costs,
                gasFloat,
                transferDelay,
                GapPolicy.SUBSTITUTE);
        return new StrategyDefinition(
                "test",
                "test",
                family,
                Environment.BACKTEST,
                shareClass,
                shareClass == Asset.USDT,
                asset,
                hedged,
                Duration.ofHours(1),
                capital,
                START,
                to,
                null,
                positions,
                series,
                parameters);
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
                Map.of(
                        "BTCUSDT", table("11", "13", "20"),
                        "ETHUSDT", table("9", "12", "25"),
                        "BTCUSDT-PERP", table("5", "6", "9"),
                        "ETHUSDT-PERP", table("4", "7", "10")),
                Map.of(
                        GasOperation.TRANSFER, 65_000L,
                        GasOperation.SUPPLY, 200_000L,
                        GasOperation.REDEEM, 250_000L),
                new BigDecimal("1.2"),
                new BigDecimal("0.10"),
                new BigDecimal("0.005"));
    }

    private static NavigableMap<BigDecimal, BigDecimal> table(String small, String medium, String large) {
        NavigableMap<BigDecimal, BigDecimal> table = new TreeMap<>();
        table.put(new BigDecimal("10000"), new BigDecimal(small));
        table.put(new BigDecimal("100000"), new BigDecimal(medium));
        table.put(new BigDecimal("1000000"), new BigDecimal(large));
        return table;
    }
}
