package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.domain.message.Topic;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a shell from Kafka, in one thread: poll, process, poll.
 *
 * <p>Because the same thread does both, a partition cannot be taken away while its records are processed, and a seek
 * clears everything read before it. Offsets are never committed to Kafka: the positions in the store are the only ones.
 *
 * @param <S> state of the core
 */
public final class PollLoop<S> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    /** Pause before the store is asked again. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Set<Topic> reads;
    private final Shell<S> shell;
    private final Locals<S> locals;
    private final Clock clock;
    private final Consumer<String, byte[]> consumer;
    private final Map<String, Topic> topics = new HashMap<>();

    private Duration pause;

    /** True once the group has said which partitions are this instance's, be it none. */
    private boolean member;

    private volatile boolean stopping;
    private volatile Instant lastPoll;
    private volatile Set<Integer> owned = Set.of();
    private volatile Set<String> halted = Set.of();

    /** True when everything that Kafka assigned is acquired from the store. */
    private volatile boolean ready;

    /**
     * Makes a loop that has not begun.
     *
     * @param group name of the consumer group, the same for all instances of a service
     * @param broker how to reach the broker, and what else is set for the consumer
     */
    public PollLoop(
            String group, Map<String, Object> broker, Set<Topic> reads, Shell<S> shell, Locals<S> locals, Clock clock) {
        this.reads = new TreeSet<>(reads);
        this.shell = shell;
        this.locals = locals;
        this.clock = clock;
        this.lastPoll = clock.instant();
        this.pause = locals.granularity();
        for (Topic topic : reads) {
            topics.put(topic.toString(), topic);
        }
        consumer = consumer(group, broker);
    }

    private static Consumer<String, byte[]> consumer(String group, Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 300);
        settings.putAll(broker);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A position that the log no longer has must be seen, not skipped over.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // Others give one member different partition numbers of different topics, some only at certain group sizes.
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * How the loop is doing, for health checks.
     *
     * @param halted strategies that are halted in this instance
     */
    public record Health(Instant lastPoll, Set<Integer> owned, boolean ready, Set<String> halted) {

        private static final Duration FRESH = Duration.ofSeconds(30);

        /** True when it polls, and owns what it was assigned. */
        public boolean good(Instant now) {
            return ready && lastPoll.plus(FRESH).isAfter(now);
        }
    }

    public Health health() {
        return new Health(lastPoll, owned, ready, halted);
    }

    /** The consumer, for its metrics. */
    public Consumer<String, byte[]> consumer() {
        return consumer;
    }

    /** Ends the loop after the current batch; callable from any thread. */
    public void stop() {
        stopping = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(topics.keySet(), new Rebalance());
            while (!stopping) {
                List<Local> due = ready ? locals.due(clock.instant(), shell) : List.of();
                ConsumerRecords<String, byte[]> records = consumer.poll(due.isEmpty() ? pause : Duration.ZERO);
                lastPoll = clock.instant();
                if (ready) {
                    process(records, due);
                } else if (member) {
                    // Only now, after a poll that got through: the group still counts this instance in.
                    acquire();
                }
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        }
    }

    private void process(ConsumerRecords<String, byte[]> records, List<Local> due) {
        List<Inbound> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            batch.add(inbound(record));
        }
        try {
            shell.batch(batch, due);
            halted = shell.halted();
        } catch (StoreFailure e) {
            LOG.warn("partitions dropped, acquiring them again: {}", e.getMessage());
            suspend(consumer.assignment());
        }
    }

    private Inbound inbound(ConsumerRecord<String, byte[]> record) {
        @Nullable Header sequence = record.headers().lastHeader(Outbound.SEQUENCE);
        @Nullable Header writer = record.headers().lastHeader(Outbound.WRITER);
        @Nullable Topic topic = topics.get(record.topic());
        if (topic == null) {
            throw new IllegalStateException("not subscribed to " + record.topic());
        }
        return new Inbound(
                topic,
                record.partition(),
                record.offset(),
                record.key(),
                sequence == null || sequence.value().length != Long.BYTES
                        ? 0
                        : ByteBuffer.wrap(sequence.value()).getLong(),
                writer == null ? "" : new String(writer.value(), UTF_8),
                record.value() == null ? new byte[0] : record.value());
    }

    /** Reads nothing until the partitions are acquired. */
    private void suspend(Collection<TopicPartition> partitions) {
        ready = false;
        owned = Set.of();
        consumer.pause(partitions);
    }

    private void acquire() {
        Set<TopicPartition> assignment = consumer.assignment();
        Set<Integer> numbers = new TreeSet<>();
        assignment.forEach(partition -> numbers.add(partition.partition()));
        Map<Integer, Map<Topic, Long>> positions;
        try {
            positions = shell.assigned(numbers);
        } catch (StoreFailure e) {
            LOG.warn("partitions not acquired, trying again: {}", e.getMessage());
            pause = RETRY;
            return;
        }
        pause = locals.granularity();
        List<TopicPartition> unread = new ArrayList<>();
        positions.forEach((number, byTopic) -> {
            for (Topic topic : reads) {
                TopicPartition partition = new TopicPartition(topic.toString(), number);
                @Nullable Long position = byTopic.get(topic);
                if (position == null) {
                    unread.add(partition);
                } else {
                    consumer.seek(partition, position);
                }
            }
        });
        try {
            consumer.beginningOffsets(unread).forEach(consumer::seek);
        } catch (RetriableException e) {
            LOG.warn("the beginning of {} is not known, trying again: {}", unread, e.getMessage());
            pause = RETRY;
            return;
        }
        consumer.resume(assignment);
        owned = Set.copyOf(numbers);
        halted = shell.halted();
        ready = true;
        LOG.info("owns partitions {}", numbers);
    }

    private final class Rebalance implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            requireEqualNumbers(consumer.assignment());
            member = true;
            suspend(consumer.assignment());
            // Without a position the poll would fail; nothing is read from it before the true one is known.
            partitions.forEach(partition -> consumer.seek(partition, 0L));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            Set<Integer> numbers = new HashSet<>();
            partitions.forEach(partition -> numbers.add(partition.partition()));
            shell.revoked(numbers);
            owned = shell.owned();
            halted = shell.halted();
            // RangeAssignor takes everything and then gives everything: what is left, if anything, is given again.
            member = false;
            ready = false;
        }
    }

    private void requireEqualNumbers(Set<TopicPartition> assignment) {
        Map<String, Set<Integer>> numbers = new TreeMap<>();
        topics.keySet().forEach(topic -> numbers.put(topic, new TreeSet<>()));
        for (TopicPartition partition : assignment) {
            numbers.computeIfAbsent(partition.topic(), t -> new TreeSet<>()).add(partition.partition());
        }
        if (new HashSet<>(numbers.values()).size() > 1) {
            throw new IllegalStateException("different partitions of different topics were assigned: " + numbers);
        }
    }
}
