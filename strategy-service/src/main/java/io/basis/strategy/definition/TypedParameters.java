package io.basis.strategy.definition;

import io.basis.domain.instrument.Asset;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Execution;
import io.basis.domain.strategy.Execution.Filter;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.Hedge;
import io.basis.domain.strategy.Hedge.Collateral;
import io.basis.domain.strategy.HedgeAllocation;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.RiskLimits;
import io.basis.domain.strategy.RiskLimits.CircuitBreaker;
import io.basis.domain.strategy.Signals;
import io.basis.domain.strategy.Staking;
import io.basis.strategy.definition.ParameterTable.RewardForm;
import io.basis.strategy.definition.ParameterTable.VenueFilters;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the parameters that strategies read from the settings of a mode, leaving out what its family does not use. */
final class TypedParameters {

    private static final BigDecimal BPS = new BigDecimal("10000");

    private final Family family;
    private final Settings settings;
    private final CostTables tables = CostTables.load();

    private TypedParameters(Family family, Settings settings) {
        this.family = family;
        this.settings = settings;
    }

    static Parameters of(Family family, Settings settings, HedgeAllocation allocation) {
        return new TypedParameters(family, settings).parameters(allocation);
    }

    private Parameters parameters(HedgeAllocation allocation) {
        return new Parameters(
                settings.get(ParameterTable.TARGET_APY)
                        .map(BigDecimal::doubleValue)
                        .orElse(null),
                number(ParameterTable.POSITION_DEVIATION_THRESHOLD),
                hedge(allocation),
                staking(),
                leverage(),
                signals(),
                settings.get(ParameterTable.COLLATERAL_HAIRCUT),
                limits(),
                costs(),
                execution(),
                onChain() ? settings.get(ParameterTable.GAS_FLOAT) : BigDecimal.ZERO,
                settings.get(ParameterTable.DATA_GAPS));
    }

    private boolean onChain() {
        return uses(ParameterTable.GAS_FLOAT);
    }

    private @Nullable Hedge hedge(HedgeAllocation allocation) {
        return switch (family) {
            case LENDING, STAKING, DIRECTIONAL -> null;
            case BASIS -> {
                Collateral collateral = settings.get(ParameterTable.COLLATERAL);
                yield new Hedge(
                        allocation,
                        collateral,
                        collateral == Collateral.USDT ? number(ParameterTable.MARGIN_FRACTION) : 0);
            }
            case HEDGED_STAKING -> {
                BigDecimal staked = settings.get(ParameterTable.STAKE_ALLOCATION_PERCENTAGE);
                BigDecimal margin = BigDecimal.ONE.subtract(staked).divide(staked, MathContext.DECIMAL64);
                yield new Hedge(allocation, Collateral.USDT, margin.doubleValue());
            }
        };
    }

    private @Nullable Staking staking() {
        if (!settings.get(ParameterTable.STAKING_ENABLED)) {
            return null;
        }
        Asset lst = settings.get(ParameterTable.LST_TYPE);
        boolean hedged = family == Family.HEDGED_STAKING;
        boolean rewarded = uses(ParameterTable.REWARDS_PAID_IN);
        return new Staking(
                lst,
                hedged ? number(ParameterTable.STAKE_ALLOCATION_PERCENTAGE) : 1,
                number(ParameterTable.ALLOCATION_BAND),
                settings.get(ParameterTable.EXIT),
                Duration.ofDays(settings.get(
                        lst == Asset.WEETH ? ParameterTable.UNSTAKE_DAYS_ETHERFI : ParameterTable.UNSTAKE_DAYS_LIDO)),
                hedged ? Asset.USDT : settings.get(ParameterTable.FUNDED_IN),
                new Staking.Rewards(
                        rewarded, rewarded && settings.get(ParameterTable.REWARDS_PAID_IN) == RewardForm.KING),
                number(ParameterTable.DUST_DELTA),
                settings.get(ParameterTable.MAX_SWAP_SLIPPAGE));
    }

    private @Nullable Leverage leverage() {
        if (!settings.get(ParameterTable.BORROWING_ENABLED)) {
            return null;
        }
        return new Leverage(
                number(ParameterTable.MAX_LTV),
                number(ParameterTable.MAX_STAKE_SPREAD_MOVE),
                number(ParameterTable.LIQUIDATION_THRESHOLD),
                number(ParameterTable.LIQUIDATION_BONUS),
                number(ParameterTable.HEALTH_FACTOR_TARGET),
                settings.get(ParameterTable.TARGET_LTV)
                        .map(BigDecimal::doubleValue)
                        .orElse(null),
                settings.get(ParameterTable.FLASH_FEE),
                settings.get(ParameterTable.ATOMIC_FALLBACK),
                settings.get(ParameterTable.CARRY_PATIENCE));
    }

    private @Nullable Signals signals() {
        if (family != Family.DIRECTIONAL) {
            return null;
        }
        return new Signals(
                number(ParameterTable.SIGNAL_THRESHOLD),
                number(ParameterTable.MAX_POSITION_SIZE),
                number(ParameterTable.TAKE_PROFIT_SD),
                number(ParameterTable.STOP_LOSS_SD),
                settings.get(ParameterTable.SD_FLOOR_BPS)
                        .divide(BPS, MathContext.DECIMAL64)
                        .doubleValue(),
                settings.get(ParameterTable.SD_CAP_BPS)
                        .divide(BPS, MathContext.DECIMAL64)
                        .doubleValue());
    }

    private RiskLimits limits() {
        return new RiskLimits(
                WatchedRisk.thresholds(family, settings),
                number(ParameterTable.MARGIN_TARGET),
                number(ParameterTable.MAINTENANCE_MARGIN),
                number(ParameterTable.MAX_DRAWDOWN),
                new CircuitBreaker(
                        number(ParameterTable.BREAKER_PRICE_MOVE),
                        settings.get(ParameterTable.BREAKER_INTERVALS),
                        number(ParameterTable.BREAKER_DRAWDOWN_MULTIPLE)));
    }

    private Costs costs() {
        return new Costs(
                settings.get(ParameterTable.COST_FEES),
                settings.get(ParameterTable.COST_SLIPPAGE),
                onChain() && settings.get(ParameterTable.COST_GAS),
                settings.get(ParameterTable.COST_INTEREST),
                settings.get(ParameterTable.SPOT_TAKER_BPS),
                settings.get(ParameterTable.PERP_TAKER_BPS),
                settings.get(ParameterTable.POOL_BPS),
                settings.get(ParameterTable.LST_POOL_BPS),
                tables.allInBps(),
                tables.gasUnits(),
                settings.get(ParameterTable.GAS_MULTIPLIER),
                settings.get(ParameterTable.NEGATIVE_USDT_INTEREST),
                settings.get(ParameterTable.LIQUIDATION_FEE));
    }

    private Execution execution() {
        boolean filtered = uses(ParameterTable.VENUE_FILTERS)
                && settings.get(ParameterTable.VENUE_FILTERS) == VenueFilters.STANDARD;
        String pair = (family == Family.DIRECTIONAL ? Asset.BTC : settings.get(ParameterTable.ASSET)) + "USDT";
        return new Execution(
                settings.get(ParameterTable.TRANSFER_DELAY),
                settings.get(ParameterTable.LATENCY),
                settings.get(ParameterTable.FILL_RATIO),
                filtered ? tables.filter(pair) : Filter.NONE,
                filtered ? tables.filter(pair + "-PERP") : Filter.NONE);
    }

    private boolean uses(Parameter<?> parameter) {
        return parameter.use().holds(family, settings);
    }

    private double number(Parameter<BigDecimal> parameter) {
        return settings.get(parameter).doubleValue();
    }
}
