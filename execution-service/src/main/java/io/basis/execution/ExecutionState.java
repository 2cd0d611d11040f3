package io.basis.execution;

import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.venues.simulated.Accounts;
import io.basis.venues.simulated.SimulatedVenues;
import org.jspecify.annotations.Nullable;

/** What execution-service knows of one strategy. */
public final class ExecutionState {

    @Nullable
    StrategyDefinition definition;

    @Nullable
    Accounts accounts;

    /** The snapshot that orders fill at. */
    @Nullable
    MarketSnapshot market;

    /** A group that arrived before the snapshot of its instant. */
    @Nullable
    OrderGroup early;

    /** Bound to the layouts, rebuilt when they change. */
    transient @Nullable SimulatedVenues venues;
}
