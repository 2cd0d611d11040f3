package io.basis.strategy.definition;

import io.basis.domain.instrument.Asset;
import io.basis.domain.market.GapPolicy;
import io.basis.domain.strategy.Family;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every key of a strategy's configuration with its type, default, unit and sentence; the only place that names them. */
public final class ParameterTable {

    private static final List<Parameter<?>> ALL = new ArrayList<>();

    private static final Set<Family> EVERY = EnumSet.allOf(Family.class);
    private static final Set<Family> HEDGED = EnumSet.of(Family.BASIS);

    public static final Parameter<Asset> SHARE_CLASS = add(
            "share_class",
            ValueType.oneOf(List.of(Asset.USDT, Asset.ETH, Asset.BTC), Asset::name),
            null,
            "asset",
            EVERY,
            "Currency in which capital, flows and profit are counted.");

    public static final Parameter<Asset> ASSET = fixed(
            "asset",
            ValueType.oneOf(List.of(Asset.USDT, Asset.ETH, Asset.BTC), Asset::name),
            null,
            "asset",
            "Asset the strategy trades.");

    public static final Parameter<Boolean> LENDING_ENABLED =
            flag("lending_enabled", null, "Supplies the asset to Aave v3.");

    public static final Parameter<Boolean> STAKING_ENABLED =
            flag("staking_enabled", null, "Holds a liquid staking token.");

    public static final Parameter<Boolean> BASIS_TRADE_ENABLED = flag(
            "basis_trade_enabled", null, "Holds perpetual shorts against its longs, so that its delta target is 0.");

    public static final Parameter<Boolean> BORROWING_ENABLED =
            flag("borrowing_enabled", null, "Borrows against what it supplies.");

    public static final Parameter<Boolean> LEVERAGE_ENABLED =
            flag("leverage_enabled", "false", "Trades perpetuals for their direction.");

    public static final Parameter<BigDecimal> INITIAL_CAPITAL = add(
            "initial_capital",
            ValueType.decimalAbove("0"),
            null,
            "share-class currency",
            EVERY,
            "Starting capital where a run names none; the share class's own where share_class is overridden.");

    public static final Parameter<Duration> INTERVAL = add(
            "interval",
            ValueType.duration(),
            "1h",
            "duration",
            EVERY,
            "Time between decisions; divides a day, and for hedged strategies the 8 h between funding payments.");

    public static final Parameter<BigDecimal> TARGET_APY = add(
            "target_apy",
            ValueType.decimalFrom("0", "10"),
            null,
            "fraction a year",
            EVERY,
            "Yield the mode is meant to reach; reported against, never used to decide.");

    public static final Parameter<BigDecimal> MAX_DRAWDOWN = add(
            "max_drawdown",
            ValueType.fraction(),
            null,
            "fraction of the peak",
            EVERY,
            "Drawdown the mode is meant to stay within; the circuit breaker exits at a multiple of it.");

    public static final Parameter<BigDecimal> POSITION_DEVIATION_THRESHOLD = add(
            "position_deviation_threshold",
            ValueType.fraction(),
            "0.02",
            "fraction of equity",
            EVERY,
            "Deviation from the target position that is rebalanced.");

    public static final Parameter<BigDecimal> HEDGE_BINANCE = hedge("binance", "0.4");
    public static final Parameter<BigDecimal> HEDGE_BYBIT = hedge("bybit", "0.3");
    public static final Parameter<BigDecimal> HEDGE_OKX = hedge("okx", "0.3");

    public static final Parameter<BigDecimal> COLLATERAL_HAIRCUT = add(
            "collateral_haircut",
            ValueType.fraction(),
            "0.95",
            "fraction of value",
            HEDGED,
            "Share of a coin's value that counts as margin at an exchange.");

    public static final Parameter<BigDecimal> MAX_DELTA_DRIFT =
            limit("max_delta_drift", ValueType.fraction(), "0.02", "fraction of equity", "Delta drift that warns.");

    public static final Parameter<BigDecimal> DELTA_CRITICAL = limit(
            "delta_critical",
            ValueType.fraction(),
            "0.05",
            "fraction of equity",
            "Delta drift that forces a reduction.");

    public static final Parameter<BigDecimal> MARGIN_TARGET = limit(
            "margin_target",
            ValueType.decimalFrom("0", "10"),
            "0.5",
            "fraction of notional",
            "Margin ratio of an exchange that a margin call restores.");

    public static final Parameter<BigDecimal> MARGIN_WARNING = limit(
            "margin_warning",
            ValueType.fraction(),
            "0.30",
            "fraction of notional",
            "Margin ratio under which margin is moved or the position resized.");

    public static final Parameter<BigDecimal> MARGIN_CRITICAL = limit(
            "margin_critical",
            ValueType.fraction(),
            "0.20",
            "fraction of notional",
            "Margin ratio under which the position is reduced.");

    public static final Parameter<BigDecimal> MAINTENANCE_MARGIN = limit(
            "maintenance_margin",
            ValueType.fraction(),
            "0.10",
            "fraction of notional",
            "Margin ratio under which a simulated exchange liquidates.");

    public static final Parameter<BigDecimal> BREAKER_PRICE_MOVE = limit(
            "circuit_breaker.price_move",
            ValueType.fraction(),
            "0.10",
            "fraction per interval",
            "Price move of the asset that opens the circuit breaker: no entry while it is open.");

    public static final Parameter<Integer> BREAKER_INTERVALS = limit(
            "circuit_breaker.intervals",
            ValueType.wholeNumberFrom(1),
            "6",
            "intervals",
            "How long the circuit breaker stays open.");

    public static final Parameter<BigDecimal> BREAKER_DRAWDOWN_MULTIPLE = add(
            "circuit_breaker.drawdown_multiple",
            Parameter.Section.RISK_LIMITS,
            ValueType.decimalAbove("0"),
            "2",
            "times max_drawdown",
            EVERY,
            true,
            "Drawdown at which the strategy exits in full.");

    public static final Parameter<Boolean> COST_FEES = cost("fees", "Charges taker fees.");
    public static final Parameter<Boolean> COST_SLIPPAGE =
            cost("slippage", "Charges what the all-in cost table holds beyond the fee.");
    public static final Parameter<Boolean> COST_GAS = cost("gas", "Charges gas for on-chain operations.");
    public static final Parameter<Boolean> COST_INTEREST =
            cost("interest", "Charges interest on USDT owed to a venue.");

    public static final Parameter<BigDecimal> SPOT_TAKER_BPS = add(
            "fees.spot_taker_bps",
            ValueType.decimalFrom("0", "1000"),
            "10",
            "basis points of notional",
            HEDGED,
            "Taker fee on spot.");

    public static final Parameter<BigDecimal> PERP_TAKER_BPS = add(
            "fees.perp_taker_bps",
            ValueType.decimalFrom("0", "1000"),
            "5",
            "basis points of notional",
            HEDGED,
            "Taker fee on perpetuals.");

    public static final Parameter<BigDecimal> LIQUIDATION_FEE = add(
            "liquidation_fee",
            ValueType.decimalFrom("0", "1"),
            "0.005",
            "fraction of notional",
            HEDGED,
            "Fee of a forced close at a simulated exchange.");

    public static final Parameter<BigDecimal> NEGATIVE_USDT_INTEREST = add(
            "negative_usdt_interest",
            ValueType.decimalFrom("0", "10"),
            "0.10",
            "fraction a year",
            HEDGED,
            "Rate on USDT owed to an exchange.");

    public static final Parameter<BigDecimal> GAS_MULTIPLIER =
            add("gas_multiplier", ValueType.decimalFrom("0", "100"), "1.2", "factor", EVERY, "Safety factor on gas.");

    public static final Parameter<BigDecimal> GAS_FLOAT = add(
            "gas_float",
            ValueType.decimalFrom("0"),
            "0.05",
            "ETH",
            EVERY,
            "ETH kept in the wallet for gas, part of the starting capital; 0 where costs.gas is false.");

    public static final Parameter<Duration> TRANSFER_DELAY = add(
            "transfer_delay",
            ValueType.duration(),
            "0",
            "duration",
            HEDGED,
            "Time a simulated transfer between venues is in transit.");

    public static final Parameter<GapPolicy> DATA_GAPS = add(
            "data.gaps",
            ValueType.oneOf(GapPolicy.class),
            "substitute",
            "",
            EVERY,
            "What to do where market data has a hole: apply the series' rule and count it, or stop.");

    private ParameterTable() {}

    /** All parameters, in the order in which they are documented. */
    public static List<Parameter<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** The parameter of that name, if there is one. */
    static Optional<Parameter<?>> byName(String name) {
        return ALL.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
    }

    /** The parameter that a mode file holds at that path, if there is one. */
    static Optional<Parameter<?>> byPath(String path) {
        return ALL.stream().filter(parameter -> parameter.path().equals(path)).findFirst();
    }

    private static Parameter<Boolean> flag(String name, @Nullable String standard, String doc) {
        return fixed(name, ValueType.flag(), standard, "", doc);
    }

    private static Parameter<BigDecimal> hedge(String exchange, String standard) {
        return add(
                "hedge_allocation." + exchange,
                ValueType.decimalFrom("0", "1"),
                standard,
                "fraction of the short leg",
                HEDGED,
                "Share of the short leg at " + exchange.substring(0, 1).toUpperCase(Locale.ROOT) + exchange.substring(1)
                        + ", 0 to leave it out; the shares sum to 1.");
    }

    private static Parameter<Boolean> cost(String kind, String doc) {
        return add("costs." + kind, ValueType.flag(), "true", "", EVERY, doc);
    }

    private static <T> Parameter<T> limit(String name, ValueType<T> type, String standard, String unit, String doc) {
        return add(name, Parameter.Section.RISK_LIMITS, type, standard, unit, HEDGED, true, doc);
    }

    private static <T> Parameter<T> fixed(
            String name, ValueType<T> type, @Nullable String standard, String unit, String doc) {
        return add(name, Parameter.Section.TOP, type, standard, unit, EVERY, false, doc);
    }

    private static <T> Parameter<T> add(
            String name, ValueType<T> type, @Nullable String standard, String unit, Set<Family> families, String doc) {
        return add(name, Parameter.Section.TOP, type, standard, unit, families, true, doc);
    }

    private static <T> Parameter<T> add(
            String name,
            Parameter.Section section,
            ValueType<T> type,
            @Nullable String standard,
            String unit,
            Set<Family> families,
            boolean settable,
            String doc) {
        Parameter<T> parameter =
                new Parameter<>(name, section, type, Optional.ofNullable(standard), unit, families, settable, doc);
        ALL.add(parameter);
        return parameter;
    }
}
