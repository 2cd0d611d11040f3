package io.basis.domain.ledger;

/** An event that no account can have seen, such as a coin balance below zero: the books would be wrong after it. */
public final class LedgerViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LedgerViolation(String message) {
        super(message);
    }
}
