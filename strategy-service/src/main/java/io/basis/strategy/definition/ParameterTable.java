package io.basis.strategy.definition;

import static io.basis.domain.strategy.Family.BASIS;
import static io.basis.domain.strategy.Family.DIRECTIONAL;
import static io.basis.domain.strategy.Family.HEDGED_STAKING;
import static io.basis.domain.strategy.Family.LENDING;
import static io.basis.domain.strategy.Family.STAKING;

import io.basis.domain.instrument.Asset;
import io.basis.domain.market.GapPolicy;
import io.basis.domain.strategy.Hedge.Collateral;
import io.basis.domain.strategy.Leverage.Fallback;
import io.basis.domain.strategy.Staking.Exit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every key of a strategy's configuration with its type, default, unit and sentence; the only place that names them. */
public final class ParameterTable {

    /** How reward tokens are paid. */
    public enum RewardForm {
        TOKENS,
        KING
    }

    /** Whether simulated exchanges take any size, or only those that real ones take. */
    public enum VenueFilters {
        NONE,
        STANDARD
    }

    private static final List<Parameter<?>> ALL = new ArrayList<>();

    private static final Use EVERY = Use.byAll();
    private static final Use ON_CHAIN = Use.by(LENDING, BASIS, STAKING, HEDGED_STAKING);
    private static final Use AT_MARKET = Use.by(BASIS, STAKING, HEDGED_STAKING, DIRECTIONAL);
    private static final Use WITH_DELTA = Use.by(BASIS, STAKING, HEDGED_STAKING);
    private static final Use AT_EXCHANGES = Use.by(BASIS, HEDGED_STAKING, DIRECTIONAL);
    private static final Use SHORT = Use.by(BASIS, HEDGED_STAKING);
    private static final Use STAKED = Use.by(STAKING, HEDGED_STAKING);
    private static final Use LEVERED =
            STAKED.where("borrowing_enabled is true", settings -> settings.get(ParameterTable.BORROWING_ENABLED));
    private static final Use IN_WEETH =
            STAKED.where("lst_type is weeth", settings -> settings.get(ParameterTable.LST_TYPE) == Asset.WEETH);
    private static final Use IN_WSTETH =
            STAKED.where("lst_type is wsteth", settings -> settings.get(ParameterTable.LST_TYPE) == Asset.WSTETH);
    private static final Use REWARDED =
            IN_WEETH.where("rewards.enabled is true", settings -> settings.get(ParameterTable.REWARDS_ENABLED));
    private static final Use PREDICTED = Use.by(DIRECTIONAL);

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
            "Asset the strategy trades; where predictions are traded, the one its capital is in.");

    public static final Parameter<Boolean> LENDING_ENABLED =
            flag("lending_enabled", null, "Supplies to Aave v3: the asset, or the staked token.");

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
            "Time between decisions; divides the 8 h between funding payments, a day for lending, and is the 5 min of a"
                    + " bar where predictions are traded.");

    public static final Parameter<Optional<BigDecimal>> TARGET_APY = add(
            "target_apy",
            ValueType.orNone(ValueType.decimalFrom("0", "10")),
            "none",
            "fraction a year",
            EVERY,
            "Yield the mode is meant to reach; reported against, never used to decide.");

    public static final Parameter<BigDecimal> MAX_DRAWDOWN = add(
            "max_drawdown",
            ValueType.fraction(),
            null,
            "fraction of the peak",
            EVERY,
            "Drawdown the mode is meant to stay within, which warns; the circuit breaker exits at a multiple of it.");

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

    public static final Parameter<Collateral> COLLATERAL = add(
            "collateral",
            ValueType.oneOf(Collateral.class),
            "spot",
            "",
            Use.by(BASIS),
            "What margins the shorts: the coins of the long leg, or USDT kept back for it.");

    public static final Parameter<BigDecimal> MARGIN_FRACTION = add(
            "margin_fraction",
            ValueType.decimalAbove("0"),
            "0.5",
            "USDT per USDT of the long leg",
            Use.by(BASIS)
                    .where(
                            "collateral is usdt",
                            settings -> settings.get(ParameterTable.COLLATERAL) == Collateral.USDT),
            "USDT kept as margin of the shorts.");

    public static final Parameter<BigDecimal> COLLATERAL_HAIRCUT = add(
            "collateral_haircut",
            ValueType.fraction(),
            "0.95",
            "fraction of value",
            AT_EXCHANGES,
            "Share of a coin's value that counts as margin at an exchange.");

    public static final Parameter<Asset> LST_TYPE = add(
            "lst_type",
            ValueType.oneOf(
                    List.of(Asset.WEETH, Asset.WSTETH), lst -> lst.name().toLowerCase(Locale.ROOT)),
            "weeth",
            "token",
            STAKED,
            "Liquid staking token held: weETH of ether.fi or wstETH of Lido.");

    public static final Parameter<BigDecimal> STAKE_ALLOCATION_PERCENTAGE = add(
            "stake_allocation_percentage",
            ValueType.properFraction(),
            "0.5",
            "fraction of equity",
            Use.by(HEDGED_STAKING),
            "Share of equity that is staked, net of debt; the rest is USDT margin of the shorts.");

    public static final Parameter<BigDecimal> ALLOCATION_BAND = add(
            "allocation_band",
            ValueType.fraction(),
            "0.20",
            "fraction of the share",
            Use.by(HEDGED_STAKING),
            "How far the staked share of equity may be off before it is restored.");

    public static final Parameter<Exit> EXIT = add(
            "exit",
            ValueType.oneOf(Exit.class),
            "queue",
            "",
            STAKED,
            "How a withdrawal leaves: by the protocol's queue at its rate, or at once at the market price; market is"
                    + " the only way where something is borrowed or hedged.");

    public static final Parameter<Integer> UNSTAKE_DAYS_ETHERFI = add(
            "unstake_days.etherfi",
            ValueType.wholeNumberFrom(0),
            "7",
            "days",
            IN_WEETH,
            "Time that ether.fi's queue takes to pay.");

    public static final Parameter<Integer> UNSTAKE_DAYS_LIDO = add(
            "unstake_days.lido",
            ValueType.wholeNumberFrom(0),
            "3",
            "days",
            IN_WSTETH,
            "Time that Lido's queue takes to pay.");

    public static final Parameter<Asset> FUNDED_IN = add(
            "funded_in",
            ValueType.oneOf(List.of(Asset.ETH, Asset.USDT), Asset::name),
            "ETH",
            "asset",
            Use.by(STAKING),
            "Asset in which capital and deposits arrive; USDT is swapped to ETH at Uniswap.");

    public static final Parameter<Boolean> REWARDS_ENABLED = add(
            "rewards.enabled",
            ValueType.flag(),
            "true",
            "",
            EVERY,
            "Credits EIGEN and ETHFI as published, where weETH is held.");

    public static final Parameter<RewardForm> REWARDS_PAID_IN = add(
            "rewards.paid_in",
            ValueType.oneOf(RewardForm.class),
            "tokens",
            "",
            REWARDED,
            "Form in which rewards arrive: as they are, or bundled in KING tokens that are unwrapped first.");

    public static final Parameter<BigDecimal> DUST_DELTA = add(
            "dust_delta",
            ValueType.decimalFrom("0", "1"),
            "0.0005",
            "fraction of equity",
            REWARDED,
            "Value of reward tokens beyond which they are sold, once that is over 100 times the gas.");

    public static final Parameter<BigDecimal> MAX_SWAP_SLIPPAGE = add(
            "max_swap_slippage",
            ValueType.fraction(),
            "0.01",
            "fraction of what is swapped",
            STAKED,
            "Costs beyond which a swap is not made.");

    public static final Parameter<Optional<BigDecimal>> TARGET_LTV = add(
            "target_ltv",
            ValueType.orNone(ValueType.fraction()),
            "none",
            "debt per unit of collateral",
            LEVERED,
            "Cap on the loan to value that follows from the risk limits; below liquidation_threshold.");

    public static final Parameter<BigDecimal> LIQUIDATION_BONUS = add(
            "liquidation_bonus",
            ValueType.decimalFrom("0", "1"),
            "0.01",
            "fraction of what is repaid",
            LEVERED,
            "What a liquidator at Aave takes on top.");

    public static final Parameter<BigDecimal> FLASH_FEE = add(
            "flash_fee",
            ValueType.decimalFrom("0", "0.1"),
            "0",
            "fraction of the loan",
            LEVERED,
            "Fee of a flash loan.");

    public static final Parameter<Fallback> ATOMIC_FALLBACK = add(
            "atomic_fallback",
            ValueType.oneOf(Fallback.class),
            "sequential",
            "",
            LEVERED,
            "What to do when there is no flash loan: lever in rounds of stake, supply and borrow, or wait for one.");

    public static final Parameter<Duration> CARRY_PATIENCE = add(
            "carry_patience",
            ValueType.duration(),
            "72h",
            "duration",
            LEVERED,
            "How long a negative carry, dearer than leaving, is borne before all debt is repaid.");

    public static final Parameter<BigDecimal> SIGNAL_THRESHOLD = add(
            "ml_config.signal_threshold",
            ValueType.decimalFrom("0", "1"),
            "0.7",
            "confidence",
            PREDICTED,
            "Confidence from which a prediction is traded.");

    public static final Parameter<BigDecimal> MAX_POSITION_SIZE = add(
            "ml_config.max_position_size",
            ValueType.decimalAbove("0"),
            "1",
            "times equity",
            PREDICTED,
            "Notional of a position.");

    public static final Parameter<BigDecimal> TAKE_PROFIT_SD = add(
            "ml_config.take_profit_sd",
            ValueType.decimalAbove("0"),
            "2",
            "standard deviations",
            PREDICTED,
            "Distance of the take profit from the fill.");

    public static final Parameter<BigDecimal> STOP_LOSS_SD = add(
            "ml_config.stop_loss_sd",
            ValueType.decimalAbove("0"),
            "2",
            "standard deviations",
            PREDICTED,
            "Distance of the stop loss from the fill.");

    public static final Parameter<BigDecimal> SD_FLOOR_BPS = add(
            "ml_config.sd_floor_bps",
            ValueType.decimalAbove("0"),
            "10",
            "basis points of the price",
            PREDICTED,
            "Least standard deviation that is used.");

    public static final Parameter<BigDecimal> SD_CAP_BPS = add(
            "ml_config.sd_cap_bps",
            ValueType.decimalAbove("0"),
            "1000",
            "basis points of the price",
            PREDICTED,
            "Greatest standard deviation that is used.");

    public static final Parameter<BigDecimal> MAX_DELTA_DRIFT = limit(
            "max_delta_drift",
            ValueType.fraction(),
            "0.02",
            "fraction of equity",
            WITH_DELTA,
            "Delta drift that warns.");

    public static final Parameter<BigDecimal> DELTA_CRITICAL = limit(
            "delta_critical",
            ValueType.fraction(),
            "0.05",
            "fraction of equity",
            WITH_DELTA,
            "Delta drift that forces a reduction.");

    public static final Parameter<BigDecimal> MARGIN_TARGET = limit(
            "margin_target",
            ValueType.decimalFrom("0", "10"),
            "0.5",
            "fraction of notional",
            AT_EXCHANGES,
            "Margin ratio of an exchange that a margin call restores.");

    public static final Parameter<BigDecimal> MARGIN_WARNING = limit(
            "margin_warning",
            ValueType.fraction(),
            "0.30",
            "fraction of notional",
            AT_EXCHANGES,
            "Margin ratio under which margin is moved or the position resized.");

    public static final Parameter<BigDecimal> MARGIN_CRITICAL = limit(
            "margin_critical",
            ValueType.fraction(),
            "0.20",
            "fraction of notional",
            AT_EXCHANGES,
            "Margin ratio under which the position is reduced.");

    public static final Parameter<BigDecimal> MAINTENANCE_MARGIN = limit(
            "maintenance_margin",
            ValueType.fraction(),
            "0.10",
            "fraction of notional",
            AT_EXCHANGES,
            "Margin ratio under which a simulated exchange liquidates.");

    public static final Parameter<BigDecimal> LIQUIDATION_DISTANCE_WARNING = limit(
            "liquidation_distance_warning",
            ValueType.fraction(),
            "0.15",
            "fraction of the price",
            AT_EXCHANGES,
            "Price move to an exchange's liquidation that warns.");

    public static final Parameter<BigDecimal> LIQUIDATION_DISTANCE_CRITICAL = limit(
            "liquidation_distance_critical",
            ValueType.fraction(),
            "0.05",
            "fraction of the price",
            AT_EXCHANGES,
            "Price move to an exchange's liquidation under which the position is reduced.");

    public static final Parameter<BigDecimal> MAX_LTV = limit(
            "max_ltv",
            ValueType.fraction(),
            "0.93",
            "debt per unit of collateral",
            LEVERED,
            "Loan to value up to which Aave lends; critical when reached.");

    public static final Parameter<BigDecimal> LTV_WARNING = limit(
            "ltv_warning",
            ValueType.fraction(),
            "0.90",
            "debt per unit of collateral",
            LEVERED,
            "Loan to value that warns.");

    public static final Parameter<BigDecimal> MAX_STAKE_SPREAD_MOVE = limit(
            "max_stake_spread_move",
            ValueType.decimalFrom("0", "0.5"),
            "0.02215",
            "fraction",
            LEVERED,
            "Fall of the staked token against ETH that must not lift the loan to value over max_ltv.");

    public static final Parameter<BigDecimal> LIQUIDATION_THRESHOLD = limit(
            "liquidation_threshold",
            ValueType.fraction(),
            "0.95",
            "debt per unit of collateral",
            LEVERED,
            "Loan to value at which Aave liquidates, in the e-mode of ETH-correlated assets.");

    public static final Parameter<BigDecimal> HEALTH_FACTOR_TARGET = limit(
            "health_factor_target",
            ValueType.decimalFrom("1", "10"),
            "1.15",
            "ratio",
            LEVERED,
            "Health factor at which debt is taken up, or more; half of the way from here to critical warns.");

    public static final Parameter<BigDecimal> HEALTH_FACTOR_CRITICAL = limit(
            "health_factor_critical",
            ValueType.decimalFrom("1", "10"),
            "1.10",
            "ratio",
            LEVERED,
            "Health factor under which debt is repaid.");

    public static final Parameter<BigDecimal> FUNDING_WARNING = limit(
            "funding_warning",
            ValueType.decimalFrom("-100", "100"),
            "0",
            "fraction of notional a year",
            SHORT,
            "Funding received over three days that warns.");

    public static final Parameter<BigDecimal> FUNDING_CRITICAL = limit(
            "funding_critical",
            ValueType.decimalFrom("-100", "100"),
            "-0.50",
            "fraction of notional a year",
            SHORT,
            "Funding received over three days under which the position is reduced.");

    public static final Parameter<BigDecimal> EXIT_COST_WARNING = limit(
            "exit_cost_warning",
            ValueType.fraction(),
            "0.02",
            "fraction of equity",
            STAKED,
            "Cost of leaving everything at once that warns.");

    public static final Parameter<BigDecimal> EXIT_COST_CRITICAL = limit(
            "exit_cost_critical",
            ValueType.fraction(),
            "0.05",
            "fraction of equity",
            STAKED,
            "Cost of leaving everything at once that is critical.");

    public static final Parameter<BigDecimal> EXIT_DAYS_WARNING = limit(
            "exit_days_warning",
            ValueType.decimalAbove("0"),
            "10",
            "days",
            STAKED,
            "Days until everything could be left at its protocol rate that warn.");

    public static final Parameter<BigDecimal> EXIT_DAYS_CRITICAL = limit(
            "exit_days_critical",
            ValueType.decimalAbove("0"),
            "30",
            "days",
            STAKED,
            "Days until everything could be left at its protocol rate that are critical.");

    public static final Parameter<BigDecimal> DEPEG_WARNING = limit(
            "depeg_warning",
            ValueType.fraction(),
            "0.02",
            "fraction of the protocol rate",
            STAKED,
            "Discount of the staked token's market price that warns.");

    public static final Parameter<BigDecimal> DEPEG_CRITICAL = limit(
            "depeg_critical",
            ValueType.fraction(),
            "0.05",
            "fraction of the protocol rate",
            STAKED,
            "Discount of the staked token's market price that is critical.");

    public static final Parameter<BigDecimal> SLASHING_WARNING = limit(
            "slashing_warning",
            ValueType.fraction(),
            "0.001",
            "fraction of the highest rate",
            STAKED,
            "Fall of the protocol rate that warns.");

    public static final Parameter<BigDecimal> SLASHING_CRITICAL = limit(
            "slashing_critical",
            ValueType.fraction(),
            "0.01",
            "fraction of the highest rate",
            STAKED,
            "Fall of the protocol rate that is critical.");

    public static final Parameter<BigDecimal> VOLATILITY_WARNING = limit(
            "volatility_warning",
            ValueType.decimalAbove("0"),
            "1.5",
            "standard deviation a year",
            AT_MARKET,
            "Volatility of the traded price over about a day that warns.");

    public static final Parameter<BigDecimal> VOLATILITY_CRITICAL = limit(
            "volatility_critical",
            ValueType.decimalAbove("0"),
            "3.0",
            "standard deviation a year",
            AT_MARKET,
            "Volatility of the traded price over about a day that is critical.");

    public static final Parameter<Integer> STALE_FEED_WARNING = limit(
            "stale_feed_warning",
            ValueType.wholeNumberFrom(1),
            "1",
            "instants",
            EVERY,
            "Instants in a row without a fresh price of the traded asset that warn.");

    public static final Parameter<Integer> STALE_FEED_CRITICAL = limit(
            "stale_feed_critical",
            ValueType.wholeNumberFrom(1),
            "3",
            "instants",
            EVERY,
            "Instants in a row without a fresh price of the traded asset that are critical.");

    public static final Parameter<BigDecimal> BREAKER_PRICE_MOVE = limit(
            "circuit_breaker.price_move",
            ValueType.fraction(),
            "0.10",
            "fraction per interval",
            AT_MARKET,
            "Price move of the asset that opens the circuit breaker: no entry while it is open.");

    public static final Parameter<Integer> BREAKER_INTERVALS = limit(
            "circuit_breaker.intervals",
            ValueType.wholeNumberFrom(1),
            "6",
            "intervals",
            AT_MARKET,
            "How long the circuit breaker stays open.");

    public static final Parameter<BigDecimal> BREAKER_DRAWDOWN_MULTIPLE = limit(
            "circuit_breaker.drawdown_multiple",
            ValueType.decimalFrom("1", "1000"),
            "2",
            "times max_drawdown",
            EVERY,
            "Drawdown at which the strategy exits in full.");

    public static final Parameter<Boolean> COST_FEES = cost("fees", "Charges taker and pool fees.");
    public static final Parameter<Boolean> COST_SLIPPAGE =
            cost("slippage", "Charges what the all-in cost table holds beyond the fee.");
    public static final Parameter<Boolean> COST_GAS = cost("gas", "Charges gas for on-chain operations.");
    public static final Parameter<Boolean> COST_INTEREST =
            cost("interest", "Charges interest on USDT owed to a venue.");

    public static final Parameter<BigDecimal> SPOT_TAKER_BPS =
            fee("spot_taker_bps", "10", "basis points of notional", AT_EXCHANGES, "Taker fee on spot.");

    public static final Parameter<BigDecimal> PERP_TAKER_BPS =
            fee("perp_taker_bps", "5", "basis points of notional", AT_EXCHANGES, "Taker fee on perpetuals.");

    public static final Parameter<BigDecimal> POOL_BPS =
            fee("pool_bps", "30", "basis points of what is swapped", STAKED, "Fee of a Uniswap pool.");

    public static final Parameter<BigDecimal> LST_POOL_BPS = fee(
            "lst_pool_bps", "5", "basis points of what is swapped", STAKED, "Fee of a Uniswap pool of a staked token.");

    public static final Parameter<BigDecimal> LIQUIDATION_FEE = add(
            "liquidation_fee",
            ValueType.decimalFrom("0", "1"),
            "0.005",
            "fraction of notional",
            AT_EXCHANGES,
            "Fee of a forced close at a simulated exchange.");

    public static final Parameter<BigDecimal> NEGATIVE_USDT_INTEREST = add(
            "negative_usdt_interest",
            ValueType.decimalFrom("0", "10"),
            "0.10",
            "fraction a year",
            AT_EXCHANGES,
            "Rate on USDT owed to an exchange.");

    public static final Parameter<BigDecimal> GAS_MULTIPLIER = add(
            "gas_multiplier", ValueType.decimalFrom("0", "100"), "1.2", "factor", ON_CHAIN, "Safety factor on gas.");

    public static final Parameter<BigDecimal> GAS_FLOAT = add(
            "gas_float",
            ValueType.decimalFrom("0"),
            "0.05",
            "ETH",
            ON_CHAIN,
            "ETH kept in the wallet for gas, part of the starting capital; 0 where costs.gas is false.");

    public static final Parameter<Duration> TRANSFER_DELAY = add(
            "transfer_delay",
            ValueType.duration(),
            "0",
            "duration",
            SHORT,
            "Time a simulated transfer between venues is in transit.");

    public static final Parameter<Duration> LATENCY = add(
            "latency",
            ValueType.duration(),
            "0",
            "duration",
            AT_EXCHANGES,
            "Time after which a simulated exchange fills an order, at the price of then.");

    public static final Parameter<BigDecimal> FILL_RATIO = add(
            "fill_ratio",
            ValueType.fraction(),
            "1",
            "fraction of the order",
            AT_EXCHANGES,
            "Share of an order that a simulated exchange fills, the rest being cancelled.");

    public static final Parameter<VenueFilters> VENUE_FILTERS = add(
            "venue_filters",
            ValueType.oneOf(VenueFilters.class),
            "none",
            "",
            AT_EXCHANGES,
            "Sizes that a simulated exchange takes: any, or the lots, ticks and least notionals of costs.yaml.");

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
                SHORT,
                "Share of the short leg at " + exchange.substring(0, 1).toUpperCase(Locale.ROOT) + exchange.substring(1)
                        + ", 0 to leave it out; the shares sum to 1.");
    }

    private static Parameter<Boolean> cost(String kind, String doc) {
        return add("costs." + kind, ValueType.flag(), "true", "", EVERY, doc);
    }

    private static Parameter<BigDecimal> fee(String name, String standard, String unit, Use use, String doc) {
        return add("fees." + name, ValueType.decimalFrom("0", "1000"), standard, unit, use, doc);
    }

    private static <T> Parameter<T> limit(
            String name, ValueType<T> type, String standard, String unit, Use use, String doc) {
        return add(name, Parameter.Section.RISK_LIMITS, type, standard, unit, use, true, doc);
    }

    private static <T> Parameter<T> fixed(
            String name, ValueType<T> type, @Nullable String standard, String unit, String doc) {
        return add(name, Parameter.Section.TOP, type, standard, unit, EVERY, false, doc);
    }

    private static <T> Parameter<T> add(
            String name, ValueType<T> type, @Nullable String standard, String unit, Use use, String doc) {
        return add(name, Parameter.Section.TOP, type, standard, unit, use, true, doc);
    }

    private static <T> Parameter<T> add(
            String name,
            Parameter.Section section,
            ValueType<T> type,
            @Nullable String standard,
            String unit,
            Use use,
            boolean settable,
            String doc) {
        Parameter<T> parameter =
                new Parameter<>(name, section, type, Optional.ofNullable(standard), unit, use, settable, doc);
        ALL.add(parameter);
        return parameter;
    }
}
