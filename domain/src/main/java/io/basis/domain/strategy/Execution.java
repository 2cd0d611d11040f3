package io.basis.domain.strategy;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How the simulated venues execute.
 *
 * @param transferDelay time that a transfer is in transit
 * @param latency time after which an exchange fills an order, at the price of then
 * @param fillRatio share of an exchange order that fills, the rest being cancelled
 * @param spot what an exchange takes for a spot order
 * @param perp what an exchange takes for an order of a perpetual
 */
public record Execution(Duration transferDelay, Duration latency, BigDecimal fillRatio, Filter spot, Filter perp) {

    /** At once, in full, any size. */
    public static final Execution PERFECT =
            new Execution(Duration.ZERO, Duration.ZERO, BigDecimal.ONE, Filter.NONE, Filter.NONE);

    /**
     * The sizes that an exchange takes.
     *
     * @param lot quantities are multiples of it; zero for any
     * @param tick prices are multiples of it; zero for any
     * @param minNotional least notional, USDT
     */
    public record Filter(BigDecimal lot, BigDecimal tick, BigDecimal minNotional) {

        /** Takes any size. */
        public static final Filter NONE = new Filter(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
