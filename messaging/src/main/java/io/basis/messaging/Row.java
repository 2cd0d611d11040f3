package io.basis.messaging;

import io.basis.domain.message.Topic;
import java.util.ArrayList;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of one strategy.
 *
 * @param <S> state of the core
 */
final class Row<S> {

    S state;

    /** Last sequence received, by topic or, where several write, topic and writer; parked records count. */
    private final TreeMap<String, Long> received = new TreeMap<>();

    /** By the topic's wire name: a topic that is new is no reason not to read a row. */
    private final TreeMap<String, Long> sent = new TreeMap<>();

    /** In order of arrival: before the strategy's definition, or since it was halted. */
    final ArrayList<Parked> parked = new ArrayList<>();

    /** True once the core has the definition. */
    boolean introduced;

    /** True when it takes the snapshots that go to everybody. */
    boolean live;

    @Nullable
    Halt halt;

    /** For the codec, which sets all fields afterwards. */
    @SuppressWarnings({"unused", "NullAway"})
    private Row() {}

    Row(S state) {
        this.state = state;
    }

    long received(Topic topic, String writer) {
        return received.getOrDefault(stream(topic, writer), 0L);
    }

    void received(Topic topic, String writer, long sequence) {
        received.put(stream(topic, writer), sequence);
    }

    private static String stream(Topic topic, String writer) {
        return TopicCatalogue.severalWriters(topic) ? topic + "/" + writer : topic.toString();
    }

    long nextSequence(Topic topic) {
        return sent.merge(topic.toString(), 1L, Long::sum);
    }

    boolean parks(Topic topic) {
        for (Parked record : parked) {
            if (record.topic() == topic) {
                return true;
            }
        }
        return false;
    }

    /** A record that waits, as it came: one that cannot be read today may be readable by a newer version. */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Parked(Topic topic, long sequence, byte[] body) {}

    /** The sequence of the last halt that was announced. */
    long lastHalt() {
        return sent.getOrDefault(Topic.HALTS.toString(), 0L);
    }

    /**
     * Why the strategy does not go on here.
     *
     * @param lost true when records are missing, so that nothing can be resumed
     * @param failed place among the parked records of the one that failed; null when it is none of them
     */
    record Halt(
            String code,
            String reason,
            boolean lost,
            @Nullable Integer failed) {}
}
