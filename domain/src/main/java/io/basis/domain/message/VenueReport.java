package io.basis.domain.message;

import io.basis.domain.account.AccountEvent;
import java.time.Instant;
import java.util.List;

/**
 * What one venue adapter has to say about a strategy's accounts at an instant, possibly nothing.
 *
 * <p>A simulated venue answers every snapshot and every order group with exactly one report.
 *
 * @param at the instant
 * @param group number of the order group it answers, or 0 when it answers the snapshot
 * @param events in the order in which they happened
 */
public record VenueReport(Instant at, long group, List<AccountEvent> events) implements Message {
    public VenueReport {
        events = List.copyOf(events);
    }
}
