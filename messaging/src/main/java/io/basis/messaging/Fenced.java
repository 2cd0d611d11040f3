package io.basis.messaging;

/** Another instance owns the partition now. */
public final class Fenced extends StoreFailure {

    private static final long serialVersionUID = 1L;

    public Fenced(String message) {
        super(message);
    }
}
