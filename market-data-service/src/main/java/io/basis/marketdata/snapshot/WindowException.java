package io.basis.marketdata.snapshot;

/** A run was asked for over a window that the data does not cover; the message says which window it does. */
public final class WindowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WindowException(String message) {
        super(message);
    }
}
