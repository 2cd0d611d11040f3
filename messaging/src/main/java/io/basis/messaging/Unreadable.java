package io.basis.messaging;

/** Bytes that are not the record they should be; the message says where they differ. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }

    Unreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
