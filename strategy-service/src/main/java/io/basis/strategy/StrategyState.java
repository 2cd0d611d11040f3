package io.basis.strategy;

import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Target;
import io.basis.strategy.family.Strategy;
import io.basis.strategy.plan.Attention;
import io.basis.strategy.plan.Plan;
import io.basis.strategy.plan.Purpose;
import io.basis.strategy.plan.Refused;
import io.basis.strategy.plan.Sent;
import io.basis.strategy.plan.Unbooked;
import io.basis.strategy.rebalancing.Situation.Closing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What strategy-service knows of one strategy. */
public final class StrategyState {

    @Nullable
    StrategyDefinition definition;

    Closing closing = Closing.NO;

    /** True from the word of a service that it cannot go on until an operator's that it shall. */
    boolean halted;

    /** True from the last instant on; a service that was halted then may still have to go on. */
    boolean completed;

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

    /** Orders that venues work. */
    List<OrderRef> working = new ArrayList<>();

    /** Since when leverage has cost more than leaving it would. */
    @Nullable
    Instant carryLostSince;

    List<Target> targets = new ArrayList<>();

    /** Orders that are out, until what has come of them is answered. */
    @Nullable
    Sent sent;

    /** The first of them that a venue refused, until that is answered. */
    @Nullable
    Refused refused;

    /** Money of an owner that a venue refused to book. */
    @Nullable
    Unbooked unbooked;

    /** Instants in a row of which none ended without an order refused for good, or taken back. */
    int failures;

    /** Why a person must look before anything is added, or null. */
    @Nullable
    Attention attention;

    /**
     * Answers a refusal that leaves nothing open: a plan without its flash loan goes on in rounds where that is wanted,
     * any other is dropped, because what it leaves is measured and mended at the next instant.
     *
     * @return true when the plan goes on
     */
    boolean goesOnInRounds(Refused refusal) {
        Plan going = plan;
        Leverage leverage = Objects.requireNonNull(definition).parameters().leverage();
        if (going != null
                && refusal.reason() == RejectReason.FLASH_UNAVAILABLE
                && leverage != null
                && leverage.fallback() == Leverage.Fallback.SEQUENTIAL) {
            plan = going.inRoundsFrom(Math.max(0, going.next() - 1));
            return true;
        }
        return false;
    }

    /** Ends a plan that cannot go on; cash that it was to deploy waits again. */
    void dropPlan() {
        freshCash |= plan != null && plan.purpose() == Purpose.ENTER;
        plan = null;
    }

    /** Bound to the definition, rebuilt when a stored state is read. */
    transient @Nullable Strategy strategy;
}
