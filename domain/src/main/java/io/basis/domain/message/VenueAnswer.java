package io.basis.domain.message;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.BalancesReported;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a venue answers to a call, or tells of itself; given to the core by the shell, never sent on a topic. Answers may
 * come late, twice, in any order, or not at all.
 */
public sealed interface VenueAnswer extends Message {

    /**
     * A fact about the account, in the venue's own count.
     *
     * @param number counts the entries of an account from 1, without holes
     * @param order the order it comes from, or null
     */
    record Entry(long number, @Nullable OrderRef order, AccountEvent event) {}

    /** Entries of the journal, which any answer brings along. */
    List<Entry> journal();

    /** The accounts have reached an instant, and hold this after the entries of the journal. */
    record Advanced(Instant at, BalancesReported balances, List<Entry> journal) implements VenueAnswer {}

    /** Where an order stands at its venue. */
    enum Standing {
        /** Taken, and not filled in full. */
        OPEN,
        FILLED,
        /** What had filled by then stays; the rest is gone. */
        CANCELLED,
        REFUSED
    }

    /**
     * Where an order stands.
     *
     * @param last number of its last journal entry, 0 for none: before that one is here, not all of it is known
     * @param reason why it was refused, else null
     */
    record Stands(
            String clientId,
            Standing standing,
            long last,
            @Nullable RejectReason reason,
            String detail,
            List<Entry> journal)
            implements VenueAnswer {}

    /** The venue knew no such order at the time it was asked; it may still have been on its way. */
    record NotFound(String clientId, Instant asked, List<Entry> journal) implements VenueAnswer {}

    /** The call failed, and it is not known whether the venue acted on it. */
    record Unknown(String clientId, String detail) implements VenueAnswer {
        @Override
        public List<Entry> journal() {
            return List.of();
        }
    }

    /** The venue tells what happened without being asked. */
    record Told(List<Entry> journal) implements VenueAnswer {}
}
