package io.basis.local;

import io.basis.embedded.EmbeddedPostgres;
import io.basis.embedded.TopicSpec;
import io.basis.embedded.Topics;
import io.basis.messaging.TopicCatalogue;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The least that a lock-step tick can cost: as many hops through the broker and as many database commits as the loop has
 * one after the other, and nothing else. Every token goes round the ring of four; one round is one tick.
 *
 * <p>The four are market data, execution, risk and strategy. Profit and loss is beside the ring, and so is what risk does
 * with a snapshot before its report is there. A tick that trades goes through the last three once more for each group of
 * orders; here no tick trades.
 */
final class BareRing {

    private static final int HOPS = 4;
    private static final int PARTITIONS = TopicCatalogue.PARTITIONS;
    private static final byte[] BODY = new byte[1200];
    private static final AtomicInteger RINGS = new AtomicInteger();

    private BareRing() {}

    /** Rounds a second, summed over tokens that go round at the same time. */
    static double ticksPerSecond(Ports ports, int tokens, int rounds)
            throws InterruptedException, ExecutionException, SQLException {
        int ring = RINGS.incrementAndGet();
        List<TopicSpec> topics = IntStream.range(0, HOPS)
                .mapToObj(hop -> new TopicSpec("ring-" + ring + "-" + hop, PARTITIONS))
                .toList();
        Topics.createMissing(ports.bootstrap(), topics);
        try (Connection connection = connect(ports)) {
            connection.createStatement().execute("create table if not exists ring(hop int primary key, body bytea)");
        }
        ExecutorService threads = Executors.newFixedThreadPool(HOPS);
        CompletionService<Void> hops = new ExecutorCompletionService<>(threads);
        CountDownLatch ready = new CountDownLatch(HOPS);
        try (KafkaProducer<String, byte[]> producer = producer(ports)) {
            producer.partitionsFor(topics.getFirst().name());
            for (int hop = 0; hop < HOPS; hop++) {
                int at = hop;
                hops.submit(() -> {
                    carry(ports, topics, at, tokens, rounds, ready);
                    return null;
                });
            }
            if (!ready.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the ring is not ready after a minute");
            }
            long start = System.nanoTime();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int token = 0; token < tokens; token++) {
                sent.add(producer.send(new ProducerRecord<>(topics.getFirst().name(), token % PARTITIONS, "0", BODY)));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
            // Whichever ends first: one that fails must not leave this waiting for the others.
            for (int hop = 0; hop < HOPS; hop++) {
                hops.take().get();
            }
            return tokens * (double) rounds / ((System.nanoTime() - start) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void carry(
            Ports ports, List<TopicSpec> topics, int hop, int tokens, int rounds, CountDownLatch ready)
            throws SQLException, InterruptedException, ExecutionException {
        String from = topics.get(hop).name();
        String to = topics.get((hop + 1) % HOPS).name();
        boolean last = hop == HOPS - 1;
        try (KafkaConsumer<String, byte[]> consumer = consumer(ports);
                KafkaProducer<String, byte[]> producer = producer(ports);
                Connection connection = connect(ports);
                PreparedStatement store = connection.prepareStatement(
                        "insert into ring values (?, ?) on conflict (hop) do update set body = excluded.body")) {
            connection.setAutoCommit(false);
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(from, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            partitions.forEach(consumer::position);
            ready.countDown();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (long carried = 0; carried < (long) tokens * rounds; ) {
                ConsumerRecords<String, byte[]> batch = consumer.poll(Duration.ofSeconds(1));
                if (batch.isEmpty()) {
                    continue;
                }
                for (Future<RecordMetadata> acknowledged : sent) {
                    acknowledged.get();
                }
                sent.clear();
                store.setInt(1, hop);
                store.setBytes(2, BODY);
                store.executeUpdate();
                connection.commit();
                for (ConsumerRecord<String, byte[]> token : batch) {
                    carried++;
                    int round = Integer.parseInt(token.key()) + (last ? 1 : 0);
                    if (round < rounds) {
                        sent.add(producer.send(
                                new ProducerRecord<>(to, token.partition(), String.valueOf(round), BODY)));
                    }
                }
            }
        }
    }

    private static Connection connect(Ports ports) throws SQLException {
        return DriverManager.getConnection(ports.jdbcUrl(), EmbeddedPostgres.USER, EmbeddedPostgres.PASSWORD);
    }

    private static KafkaConsumer<String, byte[]> consumer(Ports ports) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        ports.bootstrap(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static KafkaProducer<String, byte[]> producer(Ports ports) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        ports.bootstrap(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
