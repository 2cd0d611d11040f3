package io.basis.messaging;

import io.basis.domain.message.VenueCall;

/** The way out to venues: makes a call, and has the answer come back as a local message, or never. */
@FunctionalInterface
public interface Calls {

    /** Where no venue is called. */
    Calls NONE = (strategy, call) -> {
        throw new IllegalStateException("there is no venue to call here");
    };

    /** Begins a call in the name of a strategy and returns at once. */
    void call(String strategy, VenueCall call);
}
