package io.basis.backtest.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.domain.message.Topic;
import io.basis.messaging.Inbound;
import io.basis.messaging.Outbound;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A log for each topic and partition, checked as it is written: no gaps, and duplicates that are none but in name. */
final class Broker {

    private final Map<Topic, List<List<Inbound>>> log = new EnumMap<>(Topic.class);

    /** What a reader that drops duplicates sees, by strategy, topic and writer. */
    private final TreeMap<String, List<Inbound>> streams = new TreeMap<>();

    private final Consumer<Inbound> reader;

    /**
     * Makes empty topics.
     *
     * @param reader sees every record once
     */
    Broker(int partitions, Consumer<Inbound> reader) {
        this.reader = reader;
        for (Topic topic : Topic.values()) {
            List<List<Inbound>> all = new ArrayList<>();
            for (int p = 0; p < partitions; p++) {
                all.add(new ArrayList<>());
            }
            log.put(topic, all);
        }
    }

    List<Inbound> records(Topic topic, int partition) {
        return Objects.requireNonNull(log.get(topic)).get(partition);
    }

    Map<String, List<Inbound>> streams() {
        return streams;
    }

    void append(Outbound record) {
        byte @Nullable [] sequence = record.headers().get(Outbound.SEQUENCE);
        append(
                record.topic(),
                record.partition(),
                record.key(),
                sequence == null ? 0 : ByteBuffer.wrap(sequence).getLong(),
                new String(record.headers().getOrDefault(Outbound.WRITER, new byte[0]), UTF_8),
                record.body());
    }

    /** Writes the last records of some topic once more; false when there are none. */
    boolean repeat(int which) {
        List<List<Inbound>> written = new ArrayList<>();
        log.values()
                .forEach(partitions -> partitions.stream()
                        .filter(records ->
                                !records.isEmpty() && records.getFirst().sequence() > 0)
                        .forEach(written::add));
        if (written.isEmpty()) {
            return false;
        }
        List<Inbound> records = written.get(which % written.size());
        int count = 1 + which / written.size() % 4;
        for (Inbound record : List.copyOf(records.subList(Math.max(0, records.size() - count), records.size()))) {
            append(record.topic(), record.partition(), record.key(), record.sequence(), record.writer(), record.body());
        }
        return true;
    }

    private void append(Topic topic, int partition, @Nullable String key, long sequence, String writer, byte[] body) {
        List<Inbound> records = records(topic, partition);
        Inbound record = new Inbound(topic, partition, records.size(), key, sequence, writer, body);
        records.add(record);
        if (topic == Topic.DEAD_LETTERS) {
            throw new Violation(Invariant.NO_ERROR, "a dead letter of " + key + ": " + new String(body, UTF_8));
        }
        String stream = key + " " + topic + (writer.isEmpty() ? "" : " of " + writer);
        List<Inbound> seen = streams.computeIfAbsent(stream, s -> new ArrayList<>());
        if (sequence == 0 || sequence == seen.size() + 1) {
            seen.add(record);
            reader.accept(record);
        } else if (sequence > seen.size() + 1) {
            throw new Violation(Invariant.CONTIGUOUS, stream + " goes from " + seen.size() + " to " + sequence);
        } else if (!Arrays.equals(body, seen.get((int) sequence - 1).body())) {
            throw new Violation(Invariant.IDENTICAL_DUPLICATES, stream + " has two different records " + sequence);
        }
    }
}
