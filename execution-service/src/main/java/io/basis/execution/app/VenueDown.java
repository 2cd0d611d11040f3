package io.basis.execution.app;

import org.jspecify.annotations.Nullable;

/** A venue could not be reached, or did not answer. */
final class VenueDown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VenueDown(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
