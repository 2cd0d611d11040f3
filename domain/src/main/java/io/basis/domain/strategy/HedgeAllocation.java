package io.basis.domain.strategy;

import io.basis.domain.instrument.Venue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Share of the short leg at each exchange; 0 leaves an exchange out, and the shares sum to 1 unless there is no hedge. */
public record HedgeAllocation(Map<Venue, BigDecimal> weights) {

    /** The allocation of a strategy that holds no shorts. */
    public static final HedgeAllocation NONE = new HedgeAllocation(Map.of());

    public HedgeAllocation {
        Map<Venue, BigDecimal> ordered = new EnumMap<>(Venue.class);
        ordered.putAll(weights);
        weights = java.util.Collections.unmodifiableMap(ordered);
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Venue, BigDecimal> weight : weights.entrySet()) {
            if (!weight.getKey().exchange()) {
                throw new IllegalArgumentException("hedge_allocation: " + weight.getKey() + " is not an exchange");
            }
            if (weight.getValue().signum() < 0) {
                throw new IllegalArgumentException(
                        "hedge_allocation." + weight.getKey() + " must not be negative, got " + weight.getValue());
            }
            sum = sum.add(weight.getValue());
        }
        if (!weights.isEmpty() && sum.compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("hedge_allocation must sum to 1, got " + sum.toPlainString());
        }
    }

    /** The exchanges with a weight above zero, in the order of {@link Venue}. */
    public List<Venue> venues() {
        List<Venue> venues = new ArrayList<>();
        weights.forEach((venue, weight) -> {
            if (weight.signum() > 0) {
                venues.add(venue);
            }
        });
        return venues;
    }

    public double weight(Venue venue) {
        return weights.getOrDefault(venue, BigDecimal.ZERO).doubleValue();
    }
}
