package io.basis.strategy.audit;

import java.time.Instant;

/**
 * One record of the audit of a strategy.
 *
 * @param sequence counts the records of the strategy from 1
 * @param at when it was recorded, by the clock of the service, to the microsecond
 * @param kind name of the {@link Kind}
 * @param topic of the message
 * @param message sequence of the message on its topic; 0 for commands, which have none
 * @param body the message as it stands on its topic
 * @param previous hash of the record before, or {@link AuditChain#START}
 * @param hash of everything else here
 */
public record Entry(
        String strategy,
        long sequence,
        Instant at,
        String kind,
        String topic,
        long message,
        String body,
        String previous,
        String hash) {}
