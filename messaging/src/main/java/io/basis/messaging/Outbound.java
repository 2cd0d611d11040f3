package io.basis.messaging;

import io.basis.domain.message.Topic;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record to be sent; sending it twice sends the same bytes.
 *
 * @param partition that of the input it answers, so that a strategy stays on one partition number of every topic
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Outbound(Topic topic, int partition, @Nullable String key, Map<String, byte[]> headers, byte[] body) {

    /** Header with the sequence: 8 bytes, big-endian. */
    public static final String SEQUENCE = "seq";

    /** Header with the writer, on topics that several services write. */
    public static final String WRITER = "writer";
}
