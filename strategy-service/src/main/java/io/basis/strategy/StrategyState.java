package io.basis.strategy;

import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Target;
import io.basis.strategy.family.Strategy;
import io.basis.strategy.plan.Plan;
import io.basis.strategy.plan.Purpose;
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

    /**
     * A venue refused an order for a passing reason: a plan without its flash loan goes on in rounds where that is
     * wanted, any other is dropped, because what it leaves is measured and mended at the next instant.
     *
     * @return true when the plan goes on
     */
    boolean refused(Rejected refused) {
        Plan dropped = plan;
        Leverage leverage = Objects.requireNonNull(definition).parameters().leverage();
        if (dropped != null
                && refused.reason() == RejectReason.FLASH_UNAVAILABLE
                && leverage != null
                && leverage.fallback() == Leverage.Fallback.SEQUENTIAL) {
            plan = dropped.inRoundsFrom(Math.max(0, dropped.next() - 1));
            return true;
        }
        freshCash |= dropped != null && dropped.purpose() == Purpose.ENTER;
        plan = null;
        return false;
    }

    /** Bound to the definition, rebuilt when a stored state is read. */
    transient @Nullable Strategy strategy;
}
