package io.basis.execution.order;

import io.basis.domain.core.Output;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.VenueAnswer.NotFound;
import io.basis.domain.message.VenueAnswer.Stands;
import io.basis.domain.message.VenueCall;
import io.basis.domain.order.RejectReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order, or one transaction of several, on its way through a venue.
 *
 * <p>It is placed again only after the venue was asked, later than {@link Patience#window} after the last placement, and
 * did not know it: then no earlier placement can take effect any more, so there are never two live orders for one intent.
 * A placement lost by a crash looks like one whose answer is late, and takes the same way.
 */
public final class PlacedOrder {

    /** Placements after which a venue that never takes the order has refused it. */
    static final int MAX_PLACEMENTS = 5;

    private String clientId;
    private List<Integer> places;
    private OrderStatus status = OrderStatus.PENDING;
    private int placements;

    private @Nullable Instant sentAt;
    private @Nullable Instant openSince;

    /** When the order needs the clock next; the epoch for at once, null for not at all. */
    private @Nullable Instant due;

    /** Number of its last journal entry. */
    private long last;

    private @Nullable RejectReason reason;
    private String detail = "";

    /**
     * An intent.
     *
     * @param places its orders in the group, from 1
     * @param ready false when it must wait for the order before it
     */
    public PlacedOrder(String clientId, List<Integer> places, boolean ready) {
        this.clientId = clientId;
        this.places = List.copyOf(places);
        this.due = ready ? Instant.EPOCH : null;
    }

    /** For reading a stored state, which sets the fields. */
    @SuppressWarnings({"NullAway", "unused"})
    private PlacedOrder() {}

    public String clientId() {
        return clientId;
    }

    public List<Integer> places() {
        return places;
    }

    public OrderStatus status() {
        return status;
    }

    public @Nullable RejectReason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }

    /** True when it is over, and all that its venue has to tell of it is among the entries up to {@code journal}. */
    public boolean told(long journal) {
        return status.done() && last <= journal;
    }

    /** True when it needs to know that it is {@code now}. */
    public boolean due(Instant now) {
        return due != null && !due.isAfter(now);
    }

    /** The order before it was filled. */
    public void release() {
        due = Instant.EPOCH;
    }

    /** The order before it failed, so it is never sent. */
    public void drop() {
        end(OrderStatus.REJECTED, RejectReason.GROUP_FAILED, "an earlier order of the group failed");
    }

    /** Does what is due. */
    public void tick(Instant now, OrderGroup group, long journal, Patience patience, Output out) {
        if (!due(now)) {
            return;
        }
        switch (status) {
            case PENDING -> {
                status = OrderStatus.SENT;
                sentAt = now;
                placements++;
                due = now.plus(patience.answer());
                out.call(new VenueCall.Submit(clientId, group, places, now.plus(patience.validity()), journal));
            }
            case SENT -> {
                status = OrderStatus.UNKNOWN;
                ask(now, journal, patience, out);
            }
            case ACKNOWLEDGED, PARTIALLY_FILLED -> {
                if (openSince != null && !now.isBefore(openSince.plus(patience.fill()))) {
                    out.call(new VenueCall.Cancel(clientId, journal));
                    due = now.plus(patience.answer());
                } else {
                    ask(now, journal, patience, out);
                }
            }
            // The venue has told how it ended, but an entry is missing.
            case UNKNOWN, FILLED, REJECTED, CANCELLED -> ask(now, journal, patience, out);
        }
    }

    private void ask(Instant now, long journal, Patience patience, Output out) {
        due = now.plus(patience.answer());
        out.call(new VenueCall.Ask(clientId, now, journal));
    }

    /**
     * Takes in where the venue says the order stands; what is known to be over stays over, however late an answer comes.
     *
     * @param now the last time that is known
     * @param journal number of the last entry that is here, those of this answer included
     * @param filled true when entries of this order are among them
     */
    public void stands(Stands answer, Instant now, long journal, boolean filled, Patience patience) {
        if (!status.done()) {
            last = Math.max(last, answer.last());
            switch (answer.standing()) {
                case OPEN -> {
                    status = filled ? OrderStatus.PARTIALLY_FILLED : OrderStatus.ACKNOWLEDGED;
                    openSince = openSince == null ? now : openSince;
                    due = now.plus(patience.poll());
                    return;
                }
                case FILLED -> end(OrderStatus.FILLED, null, "");
                case CANCELLED -> end(OrderStatus.CANCELLED, RejectReason.UNFILLED, "not filled in time");
                case REFUSED -> end(OrderStatus.REJECTED, answer.reason(), answer.detail());
            }
        }
        due = told(journal) ? null : Instant.EPOCH;
    }

    private void end(OrderStatus end, @Nullable RejectReason why, String words) {
        status = end;
        reason = why;
        detail = words;
        due = null;
    }

    /** A call failed in a way that leaves open whether it took effect: the venue is asked. */
    public void unknown() {
        if (status == OrderStatus.SENT) {
            status = OrderStatus.UNKNOWN;
            due = Instant.EPOCH;
        }
    }

    /** The venue did not know the order; this is proof only if it was asked late enough. */
    public void notFound(NotFound answer, Patience patience) {
        if (sentAt == null || (status != OrderStatus.UNKNOWN && status != OrderStatus.SENT)) {
            return;
        }
        Instant proof = sentAt.plus(patience.window());
        if (answer.asked().isBefore(proof)) {
            status = OrderStatus.UNKNOWN;
            due = proof;
        } else if (placements < MAX_PLACEMENTS) {
            status = OrderStatus.PENDING;
            due = Instant.EPOCH;
        } else {
            end(OrderStatus.REJECTED, RejectReason.VENUE_UNAVAILABLE, "not taken in " + placements + " attempts");
        }
    }
}
