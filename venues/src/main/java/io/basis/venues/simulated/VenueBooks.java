package io.basis.venues.simulated;

import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.Route;
import io.basis.domain.message.VenueAnswer.Entry;
import io.basis.domain.message.VenueAnswer.Standing;
import io.basis.domain.order.RejectReason;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What simulated venues outside the loop know of one strategy: the truth that its books are held against.
 *
 * <p>All routes of a strategy share them, because a transfer leaves one venue and arrives at another.
 */
public final class VenueBooks {

    @Nullable
    StrategyDefinition definition;

    @Nullable
    Accounts accounts;

    /** The prices that orders fill at. */
    @Nullable
    MarketSnapshot market;

    EnumMap<Route, Journal> journals = new EnumMap<>(Route.class);

    /** Orders by client id, those of the last groups; a venue does not remember for ever. */
    TreeMap<String, Placed> orders = new TreeMap<>();

    /** Client ids in the order of their executions, one entry for each: taken out by who keeps count of them. */
    List<String> executed = new ArrayList<>();

    /** Bound to the layouts, rebuilt when they change. */
    transient @Nullable SimulatedVenues venues;

    /** The accounts, null before the first instant. */
    public @Nullable Accounts accounts() {
        return accounts;
    }

    /** Client ids in the order of their executions, one entry for each; to be cleared by who stores them elsewhere. */
    public List<String> executed() {
        return executed;
    }

    /** The entries of a route that its caller may not have yet. */
    static final class Journal {
        long last;
        List<Entry> entries = new ArrayList<>();

        void forget(long number) {
            entries.removeIf(entry -> entry.number() <= number);
        }
    }

    /** An order as its venue has it. */
    static final class Placed {
        OrderGroup group;
        int[] places;
        Standing standing = Standing.OPEN;
        long last;

        @Nullable
        RejectReason reason;

        String detail = "";

        /** Calls after which the rest fills; negative for never. */
        int patience;

        Placed(OrderGroup group, int[] places) {
            this.group = group;
            this.places = places;
        }

        /** For reading a stored state, which sets the fields. */
        @SuppressWarnings({"NullAway", "unused"})
        private Placed() {}
    }
}
