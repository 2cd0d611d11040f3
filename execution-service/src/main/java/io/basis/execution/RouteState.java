package io.basis.execution;

import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.VenueAnswer.Entry;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.execution.order.PlacedOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the service of one route knows of one strategy. */
public final class RouteState {

    @Nullable
    StrategyDefinition definition;

    /** The instant of the loop. */
    @Nullable
    MarketSnapshot market;

    /** False from a snapshot until the venues have reached its instant. */
    boolean reached;

    /** When they are asked once more, null until it is known when they were asked. */
    @Nullable
    Instant advanceAt;

    /** A group that arrived before the venues reached its instant. */
    @Nullable
    OrderGroup early;

    /** The group being executed, and its orders. */
    @Nullable
    OrderGroup group;

    List<PlacedOrder> orders = new ArrayList<>();

    /** Number of the last journal entry taken in. */
    long journal;

    /** Entries that no report has told yet. */
    List<Entry> untold = new ArrayList<>();

    /** The last time told. */
    Instant now = Instant.EPOCH;

    /** Instants since balances were asked for. */
    int unchecked;

    /** True after any doubt about what a venue did: balances are asked for at the next instant. */
    boolean doubted = true;

    /** True when this is the state of a strategy that needs the clock now. */
    public boolean due(Instant at) {
        if (market != null && !reached) {
            return advanceAt == null || !at.isBefore(advanceAt);
        }
        for (PlacedOrder order : orders) {
            if (order.due(at)) {
                return true;
            }
        }
        return false;
    }
}
