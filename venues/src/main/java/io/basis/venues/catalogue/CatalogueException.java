package io.basis.venues.catalogue;

/** A catalogue cannot be used: one line that says which file and line, what is wrong and what would be right. */
public final class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CatalogueException(String message) {
        super(message);
    }

    public CatalogueException(String message, Throwable cause) {
        super(message, cause);
    }
}
