package io.basis.domain.strategy;

import io.basis.domain.risk.RiskType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The thresholds a strategy is held to; all fractions.
 *
 * @param enabled the risks that are watched
 * @param maxDeltaDrift warning level of the drift, of equity
 * @param deltaCritical critical level of the drift, of equity
 * @param marginTarget margin ratio to restore
 * @param marginWarning margin ratio at which margin is moved or the position resized
 * @param marginCritical margin ratio at which the position is reduced
 * @param maintenanceMargin margin ratio at which a venue liquidates
 * @param maxDrawdown drawdown the mode is meant to stay within
 * @param breaker when trading stops
 */
public record RiskLimits(
        Set<RiskType> enabled,
        double maxDeltaDrift,
        double deltaCritical,
        double marginTarget,
        double marginWarning,
        double marginCritical,
        double maintenanceMargin,
        double maxDrawdown,
        CircuitBreaker breaker) {

    public RiskLimits {
        Set<RiskType> ordered = EnumSet.noneOf(RiskType.class);
        ordered.addAll(enabled);
        enabled = Collections.unmodifiableSet(ordered);
    }

    /**
     * When trading stops.
     *
     * @param priceMove move of the asset's price per interval that opens the breaker
     * @param intervals intervals for which it stays open
     * @param drawdownMultiple multiple of the mode's maximum drawdown that closes the position
     */
    public record CircuitBreaker(double priceMove, int intervals, double drawdownMultiple) {}
}
