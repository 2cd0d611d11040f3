package io.basis.embedded;

import java.io.Serial;

/**
 * A server or process that could not be started, said in a message made for the person at the terminal.
 *
 * <p>The command line prints the message and not the stack trace: it names what failed, where, and what would help.
 */
public final class StartException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
