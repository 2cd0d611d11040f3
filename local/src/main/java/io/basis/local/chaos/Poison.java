package io.basis.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.Topic;
import io.basis.embedded.StartException;
import io.basis.messaging.Codec;
import io.basis.messaging.Outbound;
import io.basis.messaging.Partitioning;
import io.basis.messaging.TopicCatalogue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes on every topic what no service of ours would: garbage, another schema, strangers, places that are not theirs,
 * and bodies as large as the broker takes and larger.
 *
 * <p>None of it bears the next sequence of a strategy that runs: who may write that can do anything, and is kept out by
 * the broker's access lists, not by the readers.
 */
final class Poison {

    /** Header of every record written here, so that the verification can tell it from the system's own. */
    static final String MARK = "poison";

    private static final int PARTITIONS = TopicCatalogue.PARTITIONS;

    /** The broker takes batches up to 1,048,588 bytes; this leaves room for key and headers, and for little more. */
    private static final int LARGE = 1_048_400;

    private static final int TOO_LARGE = 1_500_000;

    private final String bootstrap;
    private final Random random;
    private final List<Written> written = new ArrayList<>();
    private int refused;

    /**
     * A record that was written.
     *
     * @param place topic, partition and offset
     * @param what what is wrong with it
     * @param read true when a service reads the topic, and so must put the record aside
     */
    record Written(String place, String what, boolean read) {}

    Poison(String bootstrap, long seed) {
        this.bootstrap = bootstrap;
        this.random = new Random(seed);
    }

    /** Writes everything once, some of it in the name of a strategy that runs. */
    void write(String strategy) {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (Topic topic : Topic.values()) {
                int own = Partitioning.of(strategy, PARTITIONS);
                String stranger = "stranger-" + random.nextInt(1_000_000);
                int strangers = Partitioning.of(stranger, PARTITIONS);
                send(producer, "garbage", topic, own, strategy, 0, garbage(64));
                send(
                        producer,
                        "another schema",
                        topic,
                        own,
                        strategy,
                        0,
                        "{\"schema\":99,\"at\":\"soon\"}".getBytes(UTF_8));
                send(producer, "no key", topic, own, null, 0, garbage(64));
                send(producer, "unknown strategy", topic, strangers, stranger, 1, garbage(64));
                send(producer, "foreign partition", topic, (own + 1) % PARTITIONS, strategy, 1, garbage(64));
                send(producer, "no name of a strategy", topic, 0, "a\u0000b", 1, garbage(64));
                send(producer, "large", topic, own, strategy, 0, garbage(LARGE));
                send(producer, "too large", topic, own, strategy, 0, garbage(TOO_LARGE));
            }
            String stranger = "stranger-" + random.nextInt(1_000_000);
            send(
                    producer,
                    null,
                    Topic.COMMANDS,
                    Partitioning.of(stranger, PARTITIONS),
                    stranger,
                    0,
                    new Codec().write(Topic.COMMANDS, new StrategyCommand.Stop()));
        }
    }

    private byte[] garbage(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private void send(
            KafkaProducer<String, byte[]> producer,
            @Nullable String what,
            Topic topic,
            int partition,
            @Nullable String key,
            long sequence,
            byte[] body) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.toString(), partition, key, body);
        record.headers().add(MARK, new byte[] {1});
        if (sequence > 0) {
            record.headers()
                    .add(
                            Outbound.SEQUENCE,
                            ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
            record.headers().add(Outbound.WRITER, "foreigner".getBytes(UTF_8));
        }
        try {
            RecordMetadata at = producer.send(record).get();
            if (what != null) {
                written.add(new Written(
                        WireRecord.place(topic.toString(), at.partition(), at.offset()),
                        what,
                        topic != Topic.PNL && topic != Topic.DEAD_LETTERS));
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)
                    && !(e.getCause() instanceof InvalidRecordException)) {
                throw new StartException("poison could not be written: " + e.getCause(), e);
            }
            refused++;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while writing poison", e);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        2 * TOO_LARGE),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    List<Written> written() {
        return List.copyOf(written);
    }

    /** How many the broker did not take. */
    int refused() {
        return refused;
    }
}
