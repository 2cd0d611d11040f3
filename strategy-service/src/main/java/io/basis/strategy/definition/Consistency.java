package io.basis.strategy.definition;

import io.basis.domain.instrument.Asset;
import io.basis.domain.money.Decimals;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.Hedge.Collateral;
import io.basis.domain.strategy.Staking.Exit;
import io.basis.strategy.definition.InvalidDefinition.Code;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** What the values of a configuration must be to one another, whatever each is on its own. */
final class Consistency {

    /** Decimals to which a bound is shown. */
    private static final int SHOWN = 4;

    private static final List<Rule> RULES = List.of(
            Consistency::riskLevelsWarnFirst,
            Consistency::marginLevelsAscend,
            Consistency::loanLevelsAscend,
            Consistency::signalBoundsAscend,
            Consistency::gasFloatOnlyWhereGasCosts,
            Consistency::queueOnlyWhereNothingIsOwed,
            Consistency::spotMarginBeginsAboveCritical,
            Consistency::stakedHedgeBeginsAboveCritical,
            Consistency::directionBeginsAboveCritical);

    /** One relation between values. */
    private interface Rule {

        void require(Family family, Settings settings);
    }

    private Consistency() {}

    /**
     * Holds every rule against the settings of a strategy of that family.
     *
     * @throws InvalidDefinition with one line for the first rule that is broken
     */
    static void require(Family family, Settings settings) {
        RULES.forEach(rule -> rule.require(family, settings));
    }

    private static void riskLevelsWarnFirst(Family family, Settings settings) {
        WatchedRisk.requireWarningFirst(settings);
    }

    private static void marginLevelsAscend(Family family, Settings settings) {
        settings.requireAbove(ParameterTable.MARGIN_CRITICAL, ParameterTable.MAINTENANCE_MARGIN);
        settings.requireAbove(ParameterTable.MARGIN_TARGET, ParameterTable.MARGIN_WARNING);
        if (ParameterTable.MARGIN_FRACTION.use().holds(family, settings)) {
            settings.requireAbove(ParameterTable.MARGIN_FRACTION, ParameterTable.MARGIN_WARNING);
        }
    }

    /** Debt is taken up at the target or above, so that no position begins with a critical health factor. */
    private static void loanLevelsAscend(Family family, Settings settings) {
        settings.requireAbove(ParameterTable.LIQUIDATION_THRESHOLD, ParameterTable.MAX_LTV);
        settings.get(ParameterTable.TARGET_LTV)
                .filter(cap -> cap.compareTo(settings.get(ParameterTable.LIQUIDATION_THRESHOLD)) >= 0)
                .ifPresent(cap -> {
                    throw new InvalidDefinition(
                            Code.CONTRADICTION,
                            settings.print(ParameterTable.TARGET_LTV) + " must be below "
                                    + settings.print(ParameterTable.LIQUIDATION_THRESHOLD));
                });
    }

    private static void signalBoundsAscend(Family family, Settings settings) {
        settings.requireAbove(ParameterTable.SD_CAP_BPS, ParameterTable.SD_FLOOR_BPS);
    }

    private static void gasFloatOnlyWhereGasCosts(Family family, Settings settings) {
        if (ParameterTable.GAS_FLOAT.use().holds(family, settings)
                && !settings.get(ParameterTable.COST_GAS)
                && settings.get(ParameterTable.GAS_FLOAT).signum() > 0) {
            throw new InvalidDefinition(
                    Code.CONTRADICTION, "gas_float is above 0, but gas costs nothing here; drop one of the two");
        }
    }

    /** A claim in the queue repays no flash loan, and nobody knows today what covers its short in a week. */
    private static void queueOnlyWhereNothingIsOwed(Family family, Settings settings) {
        boolean bound = family == Family.HEDGED_STAKING || settings.get(ParameterTable.BORROWING_ENABLED);
        if (ParameterTable.EXIT.use().holds(family, settings)
                && bound
                && settings.get(ParameterTable.EXIT) == Exit.QUEUE) {
            throw new InvalidDefinition(
                    Code.CONTRADICTION,
                    "exit queue is not possible where something is borrowed or hedged: a claim that is paid in days"
                            + " repays no debt and covers no short now; use market");
        }
    }

    /** All shorts stand at Binance while the other exchanges' coins are on their way already. */
    private static void spotMarginBeginsAboveCritical(Family family, Settings settings) {
        if (family != Family.BASIS || settings.get(ParameterTable.COLLATERAL) != Collateral.SPOT) {
            return;
        }
        BigDecimal least = settings.get(ParameterTable.MARGIN_CRITICAL)
                .divide(settings.get(ParameterTable.COLLATERAL_HAIRCUT), MathContext.DECIMAL64);
        if (settings.get(ParameterTable.HEDGE_BINANCE).compareTo(least) <= 0) {
            throw new InvalidDefinition(
                    Code.CONTRADICTION,
                    settings.print(ParameterTable.HEDGE_BINANCE) + " must be above "
                            + Decimals.canonical(least.setScale(SHOWN, RoundingMode.CEILING))
                            + ": its coins margin every short until the others are spread, and would not be above "
                            + settings.print(ParameterTable.MARGIN_CRITICAL));
        }
    }

    private static void stakedHedgeBeginsAboveCritical(Family family, Settings settings) {
        if (family != Family.HEDGED_STAKING) {
            return;
        }
        BigDecimal most = BigDecimal.ONE.divide(
                BigDecimal.ONE.add(settings.get(ParameterTable.MARGIN_CRITICAL)), MathContext.DECIMAL64);
        requireBelow(
                settings, ParameterTable.STAKE_ALLOCATION_PERCENTAGE, most, "what is left as margin of the shorts");
    }

    private static void directionBeginsAboveCritical(Family family, Settings settings) {
        if (family != Family.DIRECTIONAL) {
            return;
        }
        BigDecimal counted = settings.get(ParameterTable.SHARE_CLASS) == Asset.USDT
                ? BigDecimal.ONE
                : settings.get(ParameterTable.COLLATERAL_HAIRCUT);
        BigDecimal most = counted.divide(settings.get(ParameterTable.MARGIN_CRITICAL), MathContext.DECIMAL64);
        requireBelow(settings, ParameterTable.MAX_POSITION_SIZE, most, "the margin of a position");
    }

    private static void requireBelow(Settings settings, Parameter<BigDecimal> key, BigDecimal bound, String margin) {
        if (settings.get(key).compareTo(bound) >= 0) {
            throw new InvalidDefinition(
                    Code.CONTRADICTION,
                    settings.print(key) + " must be below "
                            + Decimals.canonical(bound.setScale(SHOWN, RoundingMode.FLOOR)) + ": " + margin
                            + " would not be above " + settings.print(ParameterTable.MARGIN_CRITICAL));
        }
    }
}
