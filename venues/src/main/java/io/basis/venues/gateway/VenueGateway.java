package io.basis.venues.gateway;

import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueCall;

/** The venues of one route, as an adapter reaches them. */
public interface VenueGateway {

    /**
     * Makes a call once, never again by itself, and waits for its answer.
     *
     * @param strategy whose account it is
     * @return {@link VenueAnswer.Unknown} when it is not known what became of the call
     */
    VenueAnswer call(String strategy, VenueCall call);
}
