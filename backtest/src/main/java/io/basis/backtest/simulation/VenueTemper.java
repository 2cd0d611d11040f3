package io.basis.backtest.simulation;

import io.basis.venues.simulated.Treatment;
import java.math.BigDecimal;
import java.util.SplittableRandom;

/**
 * How venues treat orders: some are refused, some fill in two parts, some in one part and no more.
 *
 * <p>It depends on the order alone, so that the facts are the same in every run of a plan, disturbed or not.
 */
record VenueTemper(long plan, boolean bad) implements Treatment.Rule {

    private static final BigDecimal PART = new BigDecimal("0.4");

    @Override
    public Treatment of(String strategy, String clientId) {
        int drawn = bad ? new SplittableRandom(plan * 31 + clientId.hashCode()).nextInt(100) : 100;
        if (drawn < 5) {
            return Treatment.REFUSED;
        }
        if (drawn < 12) {
            return new Treatment(false, PART, 2);
        }
        return drawn < 16 ? new Treatment(false, PART, -1) : Treatment.FILLED;
    }
}
