package io.basis.messaging;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends through a Kafka producer that may be late but never skips. */
public final class KafkaOutlet implements Outlet, AutoCloseable {

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Producer<String, byte[]> producer;
    private final Queue<Future<RecordMetadata>> unacknowledged = new ArrayDeque<>();

    /**
     * Connects a producer.
     *
     * @param broker how to reach the broker: addresses, security
     */
    public KafkaOutlet(Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.keySet().retainAll(ProducerConfig.configNames());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A record that is given up would be a gap, at which the readers halt: so none is ever given up.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) Integer.MAX_VALUE);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void send(List<Outbound> records) {
        for (Outbound record : records) {
            ProducerRecord<String, byte[]> sent =
                    new ProducerRecord<>(record.topic().toString(), record.partition(), record.key(), record.body());
            record.headers().forEach((name, value) -> sent.headers().add(name, value));
            unacknowledged.add(producer.send(sent));
        }
    }

    @Override
    public void await() {
        try {
            for (Future<RecordMetadata> next = unacknowledged.peek(); next != null; next = unacknowledged.peek()) {
                next.get();
                unacknowledged.remove();
            }
        } catch (ExecutionException e) {
            // What was not sent is in the outbox, and whoever owns the partition next sends it again.
            throw new IllegalStateException("a record could not be sent: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while records were being sent", e);
        }
    }

    /** The producer, for its metrics. */
    public Producer<String, byte[]> producer() {
        return producer;
    }

    @Override
    public void close() {
        producer.close(LAST_WORDS);
    }
}
