package io.basis.domain.risk;

/** What the risks still allow, from most to least; a risk may only ever take permission away. */
public enum Permission {
    /** Anything. */
    TRADE,
    /** No order that raises the size of any exposure: the circuit breaker is open. */
    NO_DELTA,
    /** No order that adds to positions. */
    NO_ENTRY,
    /** Only orders that reduce positions. */
    REDUCE,
    /** Close everything. */
    EXIT
}
