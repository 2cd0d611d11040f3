package io.basis.strategy.definition;

import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.RiskLimits.Threshold;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A risk and the two keys that set its levels; a strategy watches it exactly when it uses them.
 *
 * @param warning key of the level that warns
 * @param critical key of the level that is critical
 */
record WatchedRisk<N extends Number & Comparable<N>>(RiskType risk, Parameter<N> warning, Parameter<N> critical) {

    private static final List<WatchedRisk<?>> ALL = List.of(
            of(RiskType.DELTA_DRIFT, ParameterTable.MAX_DELTA_DRIFT, ParameterTable.DELTA_CRITICAL),
            of(RiskType.MARGIN_RATIO, ParameterTable.MARGIN_WARNING, ParameterTable.MARGIN_CRITICAL),
            of(
                    RiskType.LIQUIDATION_DISTANCE,
                    ParameterTable.LIQUIDATION_DISTANCE_WARNING,
                    ParameterTable.LIQUIDATION_DISTANCE_CRITICAL),
            of(RiskType.HEALTH_FACTOR, ParameterTable.HEALTH_FACTOR_TARGET, ParameterTable.HEALTH_FACTOR_CRITICAL),
            of(RiskType.LTV, ParameterTable.LTV_WARNING, ParameterTable.MAX_LTV),
            of(RiskType.FUNDING, ParameterTable.FUNDING_WARNING, ParameterTable.FUNDING_CRITICAL),
            of(RiskType.EXIT_COST, ParameterTable.EXIT_COST_WARNING, ParameterTable.EXIT_COST_CRITICAL),
            of(RiskType.EXIT_DAYS, ParameterTable.EXIT_DAYS_WARNING, ParameterTable.EXIT_DAYS_CRITICAL),
            of(RiskType.DEPEG, ParameterTable.DEPEG_WARNING, ParameterTable.DEPEG_CRITICAL),
            of(RiskType.SLASHING, ParameterTable.SLASHING_WARNING, ParameterTable.SLASHING_CRITICAL),
            of(RiskType.VOLATILITY, ParameterTable.VOLATILITY_WARNING, ParameterTable.VOLATILITY_CRITICAL),
            of(RiskType.STALE_FEED, ParameterTable.STALE_FEED_WARNING, ParameterTable.STALE_FEED_CRITICAL));

    private static <N extends Number & Comparable<N>> WatchedRisk<N> of(
            RiskType risk, Parameter<N> warning, Parameter<N> critical) {
        return new WatchedRisk<>(risk, warning, critical);
    }

    /** The risks that a strategy watches. */
    static Set<RiskType> watched(Family family, Settings settings) {
        Set<RiskType> risks = EnumSet.of(RiskType.DRAWDOWN);
        if (ParameterTable.BREAKER_PRICE_MOVE.use().holds(family, settings)) {
            risks.add(RiskType.PRICE_MOVE);
        }
        for (WatchedRisk<?> watched : ALL) {
            if (watched.warning.use().holds(family, settings)) {
                risks.add(watched.risk);
            }
        }
        return risks;
    }

    /** The levels of the risks that a strategy watches. */
    static Map<RiskType, Threshold> thresholds(Family family, Settings settings) {
        Map<RiskType, Threshold> levels = new EnumMap<>(RiskType.class);
        for (WatchedRisk<?> watched : ALL) {
            levels.put(watched.risk, watched.threshold(settings));
        }
        // Debt is taken up at the target, so half of the way from there to critical warns.
        levels.computeIfPresent(
                RiskType.HEALTH_FACTOR,
                (risk, level) -> new Threshold((level.warning() + level.critical()) / 2, level.critical()));
        // The breaker has one level each: it opens, and it exits.
        double move = settings.get(ParameterTable.BREAKER_PRICE_MOVE).doubleValue();
        levels.put(RiskType.PRICE_MOVE, new Threshold(move, move));
        BigDecimal drawdown = settings.get(ParameterTable.MAX_DRAWDOWN);
        BigDecimal exit = drawdown.multiply(settings.get(ParameterTable.BREAKER_DRAWDOWN_MULTIPLE));
        levels.put(RiskType.DRAWDOWN, new Threshold(drawdown.doubleValue(), exit.doubleValue()));
        levels.keySet().retainAll(watched(family, settings));
        return Collections.unmodifiableMap(levels);
    }

    /**
     * Refuses levels of which the critical one comes first.
     *
     * @throws InvalidDefinition naming both keys
     */
    static void requireWarningFirst(Settings settings) {
        ALL.forEach(watched -> watched.requireOrder(settings));
    }

    private Threshold threshold(Settings settings) {
        return new Threshold(
                settings.get(warning).doubleValue(), settings.get(critical).doubleValue());
    }

    private void requireOrder(Settings settings) {
        // What lies above both levels is critical only where more is worse.
        boolean worseWhenLarger = risk.level(1, 0, 0) == RiskLevel.CRITICAL;
        if (worseWhenLarger) {
            settings.requireAbove(critical, warning);
        } else {
            settings.requireAbove(warning, critical);
        }
    }
}
