package io.basis.local;

import io.basis.domain.message.Message;
import io.basis.domain.message.Topic;
import io.basis.embedded.StartException;
import io.basis.messaging.Codec;
import io.basis.messaging.Unreadable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from their beginning as an onlooker, each strategy's records in order and each but once. */
final class TopicFollower implements AutoCloseable {

    /** Takes one record. */
    @FunctionalInterface
    interface Sink {
        void accept(Topic topic, String strategy, Message message);
    }

    private final KafkaConsumer<String, byte[]> consumer;
    private final Predicate<String> wanted;
    private final Codec codec = new Codec();
    private final Map<String, Topic> topics = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();

    /**
     * Makes a follower at the beginning of the topics.
     *
     * @param wanted strategies whose records are handed over; the others' are not even decoded
     */
    TopicFollower(String bootstrap, Collection<Topic> followed, Predicate<String> wanted) {
        this.wanted = wanted;
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
        followed.forEach(topic -> topics.put(topic.toString(), topic));
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics.keySet()) {
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Hands over what has come in, waiting at most this long for the first record. */
    void poll(Duration wait, Sink sink) {
        for (ConsumerRecord<String, byte[]> entry : consumer.poll(wait)) {
            String strategy = entry.key();
            if (strategy != null && wanted.test(strategy) && entry.value() != null && isNew(entry)) {
                Topic topic = Objects.requireNonNull(topics.get(entry.topic()));
                sink.accept(topic, strategy, read(topic, entry));
            }
        }
    }

    private Message read(Topic topic, ConsumerRecord<String, byte[]> entry) {
        try {
            return codec.read(topic, entry.value());
        } catch (Unreadable unreadable) {
            throw new StartException("%s partition %d offset %d cannot be read: %s"
                    .formatted(topic, entry.partition(), entry.offset(), unreadable.getMessage()));
        }
    }

    /** Delivery is at least once: a record sent again carries a sequence that has been seen. */
    private boolean isNew(ConsumerRecord<String, byte[]> entry) {
        Header sequence = entry.headers().lastHeader("seq");
        if (sequence == null) {
            return true;
        }
        Header writer = entry.headers().lastHeader("writer");
        String stream =
                entry.topic() + "/" + entry.key() + "/" + (writer == null ? "" : Arrays.toString(writer.value()));
        long number = ByteBuffer.wrap(sequence.value()).getLong();
        boolean fresh = number > seen.getOrDefault(stream, 0L);
        if (fresh) {
            seen.put(stream, number);
        }
        return fresh;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
