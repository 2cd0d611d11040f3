package io.basis.messaging;

/** The store did not do what was asked; the partitions that were owned must be acquired again. */
public class StoreFailure extends Exception {

    private static final long serialVersionUID = 1L;

    public StoreFailure(String message) {
        super(message);
    }

    public StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
