package io.basis.backtest.simulation;

/** Something that must never be is. */
public final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    Violation(Invariant invariant, String detail) {
        super(detail);
        this.invariant = invariant;
    }

    public Invariant invariant() {
        return invariant;
    }
}
