package io.basis.domain.target;

/** The five actions of the specification, and doing nothing, which is a decision too. */
public enum Action {
    ENTRY_FULL,
    ENTRY_PARTIAL,
    EXIT_PARTIAL,
    EXIT_FULL,
    SELL_DUST,
    HOLD;

    /** The name of the action as the specification writes it. */
    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
