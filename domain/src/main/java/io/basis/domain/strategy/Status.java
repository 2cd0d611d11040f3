package io.basis.domain.strategy;

/** Where a strategy stands in its life. */
public enum Status {
    /** Taking part in the loop. */
    RUNNING,
    /** Taking part in the loop, but closed down and opening nothing. */
    STOPPED,
    /** A service cannot go on with it; visible, and resumed by an operator. */
    HALTED,
    /** Taking part in the loop, but holding what it holds: an order was refused and a person must look; resumed by one. */
    NEEDS_ATTENTION,
    /** Its run reached its last instant. */
    COMPLETED
}
