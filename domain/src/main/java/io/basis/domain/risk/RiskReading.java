package io.basis.domain.risk;

import io.basis.domain.instrument.Venue;
import org.jspecify.annotations.Nullable;

/**
 * One risk, measured: the value, the thresholds it was held against and the level that follows.
 *
 * @param venue the exchange it concerns, or null for the whole strategy
 */
public record RiskReading(
        RiskType type, @Nullable Venue venue, double value, double warning, double critical, RiskLevel level) {

    public static RiskReading of(RiskType type, @Nullable Venue venue, double value, double warning, double critical) {
        return new RiskReading(type, venue, value, warning, critical, type.level(value, warning, critical));
    }
}
