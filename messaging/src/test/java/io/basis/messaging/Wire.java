package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.domain.core.Core;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The rest of the loop, played by the test of one service. */
public final class Wire implements AutoCloseable {

    /** The topics of the loop, for the test resource that makes them. */
    public static final String TOPICS = "commands:3,strategies:3,market-data:3,risk-assessments:3,target-positions:3,"
            + "orders.simulated:3,orders.binance:3,orders.bybit:3,orders.okx:3,orders.onchain:3,"
            + "fills:3,pnl:3,halts:3,dead-letters:3";

    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrap;
    private final Codec codec = new Codec();
    private final KafkaOutlet outlet;
    private final Map<String, Long> sequences = new HashMap<>();

    public Wire(String bootstrap) {
        this.bootstrap = bootstrap;
        outlet = new KafkaOutlet(Map.of("bootstrap.servers", bootstrap));
    }

    /** Sends a message as the service that writes its topic would. */
    public void send(Topic topic, String strategy, Message message) {
        long sequence = sequences.merge(topic + strategy, 1L, Long::sum);
        Map<String, byte[]> headers = new HashMap<>();
        if (TopicCatalogue.sequenced(topic)) {
            headers.put(
                    Outbound.SEQUENCE,
                    ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
        }
        if (TopicCatalogue.severalWriters(topic)) {
            headers.put(Outbound.WRITER, "test".getBytes(UTF_8));
        }
        outlet.send(List.of(new Outbound(
                topic, Partitioning.of(strategy, PARTITIONS), strategy, headers, codec.write(topic, message))));
        outlet.await();
    }

    /** Writes to a topic that is not one of the loop. */
    @SuppressWarnings("FutureReturnValueIgnored") // closing the producer waits for it
    public void record(String topic, MarketSnapshot snapshot) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, codec.write(Topic.MARKET_DATA, snapshot)));
        }
    }

    /** A message as it stands on its topic. */
    public String json(Topic topic, Message message) {
        return new String(codec.write(topic, message), UTF_8);
    }

    /** Waits for so many messages of a strategy, and gives all that came by then, as JSON. */
    public List<String> read(Topic topic, String strategy, int count) {
        TopicPartition partition = new TopicPartition(topic.toString(), Partitioning.of(strategy, PARTITIONS));
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "none"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Instant end = Instant.now().plus(PATIENCE);
            while (found.size() < count && Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (strategy.equals(record.key())) {
                        found.add(new String(record.value(), UTF_8));
                    }
                }
            }
        }
        return found;
    }

    /** What a core emits to a topic when it is given these messages directly, as JSON. */
    public <S> List<String> emitted(Core<S> core, String strategy, Topic topic, List<Message> messages) {
        List<String> emitted = new ArrayList<>();
        S state = core.fresh(strategy);
        for (Message message : messages) {
            core.on(state, message, (to, what) -> {
                if (to == topic) {
                    emitted.add(new String(codec.write(to, what), UTF_8));
                }
            });
        }
        return emitted;
    }

    @Override
    public void close() {
        outlet.close();
    }
}
