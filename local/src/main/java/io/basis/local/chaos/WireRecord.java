package io.basis.local.chaos;

import io.basis.domain.message.Topic;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies on a topic.
 *
 * @param sequence 0 when it has none that can be read
 * @param poison true when this program wrote it to do harm
 * @param origin of a dead letter the place of the record that could not be read, else null
 * @param fingerprint of key, headers and body: equal for equal bytes
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record WireRecord(
        Topic topic,
        int partition,
        long offset,
        @Nullable String key,
        long sequence,
        String writer,
        boolean poison,
        @Nullable String origin,
        String fingerprint,
        byte[] body) {

    /** The place of a record. */
    static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }
}
