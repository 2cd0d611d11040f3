package io.basis.domain.message;

import io.basis.domain.account.AccountEvent;
import java.time.Instant;
import java.util.List;

/**
 * What one route has to say about a strategy's accounts at an instant, possibly nothing.
 *
 * <p>Every snapshot is answered by one report of each route of the strategy, and every part of an order group by one.
 *
 * @param at the instant
 * @param group number of the order group it answers, or 0 when it answers the snapshot
 * @param part this part of the answer, from 1, of {@code parts}
 * @param events in the order in which they happened, in the answer to a group in the order of its orders
 */
public record VenueReport(Instant at, long group, int part, int parts, List<AccountEvent> events) implements Message {
    public VenueReport {
        events = List.copyOf(events);
    }

    /** The whole answer. */
    public VenueReport(Instant at, long group, List<AccountEvent> events) {
        this(at, group, 1, 1, events);
    }
}
