package io.basis.domain.strategy;

import io.basis.domain.risk.RiskType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The thresholds a strategy is held to.
 *
 * @param thresholds of the risks that are watched, in the unit of each
 * @param marginTarget margin ratio to restore
 * @param maintenanceMargin margin ratio at which a venue liquidates
 * @param maxDrawdown drawdown the mode is meant to stay within, fraction
 * @param breaker when trading stops
 */
public record RiskLimits(
        Map<RiskType, Threshold> thresholds,
        double marginTarget,
        double maintenanceMargin,
        double maxDrawdown,
        CircuitBreaker breaker) {

    public RiskLimits {
        Map<RiskType, Threshold> ordered = new EnumMap<>(RiskType.class);
        ordered.putAll(thresholds);
        thresholds = Collections.unmodifiableMap(ordered);
    }

    /** The risks that are watched. */
    public Set<RiskType> enabled() {
        return thresholds.keySet();
    }

    /** The level at which a watched risk warns. */
    public double warning(RiskType type) {
        return threshold(type).warning();
    }

    /** The level at which a watched risk is critical. */
    public double critical(RiskType type) {
        return threshold(type).critical();
    }

    private Threshold threshold(RiskType type) {
        return Objects.requireNonNull(thresholds.get(type), () -> type + " is not watched");
    }

    /** The two levels of a risk, in its unit. */
    public record Threshold(double warning, double critical) {}

    /**
     * When trading stops.
     *
     * @param priceMove move of the asset's price per interval that opens the breaker
     * @param intervals intervals for which it stays open
     * @param drawdownMultiple multiple of the mode's maximum drawdown that closes the position
     */
    public record CircuitBreaker(double priceMove, int intervals, double drawdownMultiple) {}
}
