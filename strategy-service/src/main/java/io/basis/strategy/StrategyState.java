package io.basis.strategy;

import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Target;
import io.basis.strategy.family.Strategy;
import io.basis.strategy.plan.Plan;
import io.basis.strategy.rebalancing.Situation.Closing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What strategy-service knows of one strategy. */
public final class StrategyState {

    @Nullable
    StrategyDefinition definition;

    Closing closing = Closing.NO;

    /** Flows that have not been booked, by instant, the oldest first. */
    List<Flow> flows = new ArrayList<>();

    /** Withdrawals accepted and not yet paid, the oldest first. */
    List<Flow> withdrawals = new ArrayList<>();

    /** Names of all flows ever taken in, so that a repeated request does nothing. */
    List<String> seenFlows = new ArrayList<>();

    boolean capitalBooked;

    /** True when cash that came in waits to be deployed. */
    boolean freshCash;

    @Nullable
    Plan plan;

    /** Instant at which the last plan was started. */
    @Nullable
    Instant actedAt;

    /** Number of the last order group. */
    long group;

    List<Target> targets = new ArrayList<>();

    /** Bound to the definition, rebuilt when a stored state is read. */
    transient @Nullable Strategy strategy;
}
