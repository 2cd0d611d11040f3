package io.basis.domain.strategy;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Money that the owner adds or takes out.
 *
 * @param id unique within the strategy
 * @param amount in share-class currency, positive
 * @param at applies at the first assessment at or after this instant
 * @param urgent true for a withdrawal that must not wait in a queue, whatever leaving at once costs
 */
public record Flow(String id, Type type, BigDecimal amount, Instant at, boolean urgent) {

    /** Direction of a flow. */
    public enum Type {
        DEPOSIT,
        WITHDRAWAL
    }

    public Flow {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("flow " + id + " must be positive, got " + amount);
        }
    }

    public Flow(String id, Type type, BigDecimal amount, Instant at) {
        this(id, type, amount, at, false);
    }
}
