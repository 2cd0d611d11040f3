package io.basis.domain.strategy;

/** Where a strategy stands in its life. */
public enum Status {
    /** Taking part in the loop. */
    RUNNING,
    /** Taking part in the loop, but closed down and opening nothing. */
    STOPPED,
    /** A service cannot go on with it; visible, and resumed by an operator. */
    HALTED,
    /** Its run reached its last instant. */
    COMPLETED
}
