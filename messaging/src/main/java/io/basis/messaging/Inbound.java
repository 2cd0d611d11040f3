package io.basis.messaging;

import io.basis.domain.message.Topic;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read.
 *
 * @param key strategy, or null for all strategies of the partition that take live data
 * @param sequence counts the records of this strategy, topic and writer from 1; 0 when the record has none
 * @param writer who wrote it, empty on topics with one writer
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Inbound(
        Topic topic, int partition, long offset, @Nullable String key, long sequence, String writer, byte[] body) {}
