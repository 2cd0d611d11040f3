package io.basis.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.domain.message.Topic;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads topics from their beginning as an onlooker that believes nothing: every record, duplicates and garbage too. */
final class WireReader implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Topic> topics = new HashMap<>();
    private final List<TopicPartition> partitions = new ArrayList<>();

    WireReader(String bootstrap, Collection<Topic> read) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        read.forEach(topic -> topics.put(topic.toString(), topic));
        for (String topic : topics.keySet()) {
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What has come in, waiting at most this long for the first record. */
    List<WireRecord> poll(Duration wait) {
        List<WireRecord> records = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> entry : consumer.poll(wait)) {
            records.add(record(entry));
        }
        return records;
    }

    /** Reads up to what is there now. */
    void readAll(java.util.function.Consumer<WireRecord> sink) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(Duration.ofSeconds(1)).forEach(sink);
        }
    }

    private WireRecord record(ConsumerRecord<String, byte[]> entry) {
        @Nullable Header sequence = entry.headers().lastHeader("seq");
        @Nullable Header writer = entry.headers().lastHeader("writer");
        byte[] body = entry.value() == null ? new byte[0] : entry.value();
        return new WireRecord(
                Objects.requireNonNull(topics.get(entry.topic())),
                entry.partition(),
                entry.offset(),
                entry.key(),
                sequence == null || sequence.value().length != Long.BYTES
                        ? 0
                        : ByteBuffer.wrap(sequence.value()).getLong(),
                writer == null ? "" : new String(writer.value(), UTF_8),
                entry.headers().lastHeader(Poison.MARK) != null,
                origin(entry),
                fingerprint(entry, body),
                body);
    }

    private static @Nullable String origin(ConsumerRecord<String, byte[]> entry) {
        if (!entry.topic().equals(Topic.DEAD_LETTERS.toString())) {
            return null;
        }
        return text(entry, "topic") + "-" + text(entry, "partition") + "@" + text(entry, "offset");
    }

    private static String text(ConsumerRecord<String, byte[]> entry, String header) {
        @Nullable Header found = entry.headers().lastHeader(header);
        return found == null ? "" : new String(found.value(), UTF_8);
    }

    private static String fingerprint(ConsumerRecord<String, byte[]> entry, byte[] body) {
        MessageDigest digest = sha256();
        digest.update(String.valueOf(entry.key()).getBytes(UTF_8));
        for (Header header : entry.headers()) {
            digest.update(header.key().getBytes(UTF_8));
            digest.update(header.value());
        }
        digest.update(body);
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
