package io.basis.venues.simulated;

import java.math.BigDecimal;

/**
 * What a simulated venue does with an order that it takes.
 *
 * @param refused true when it takes no order now
 * @param first share of a trade that fills at once, from 0 to 1
 * @param patience calls of the strategy after which the rest fills; negative for never
 */
public record Treatment(boolean refused, BigDecimal first, int patience) {

    /** Fills at once. */
    public static final Treatment FILLED = new Treatment(false, BigDecimal.ONE, 0);

    public static final Treatment REFUSED = new Treatment(true, BigDecimal.ZERO, 0);

    /** Decides on every order that arrives. */
    @FunctionalInterface
    public interface Rule {
        Treatment of(String strategy, String clientId);
    }
}
