package io.basis.domain.message;

import io.basis.domain.strategy.StrategyDefinition;
import java.time.Instant;
import java.util.List;

/**
 * What execution-service asks of a venue for the account of a strategy; made by the shell after the intent is stored,
 * never sent on a topic. Any call may be lost, or its answer, and none is repeated by the shell.
 */
public sealed interface VenueCall {

    /** Number of the last journal entry that the caller has: the venue answers with those after it. */
    long after();

    /** Lets simulated accounts reach an instant, and asks what they hold then; done once, however often it is asked. */
    record Advance(StrategyDefinition definition, MarketSnapshot market, long after) implements VenueCall {}

    /**
     * Places one order, or one transaction of several.
     *
     * @param clientId names it at the venue, unique for ever
     * @param places which orders of the group, from 1
     * @param until the venue refuses it later than that, so that a call that was held up cannot act behind its caller
     */
    record Submit(String clientId, OrderGroup group, List<Integer> places, Instant until, long after)
            implements VenueCall {}

    /**
     * Asks where an order stands.
     *
     * @param asked when, so that the answer says how old it is
     */
    record Ask(String clientId, Instant asked, long after) implements VenueCall {}

    /** Takes back what of an order is open. */
    record Cancel(String clientId, long after) implements VenueCall {}
}
