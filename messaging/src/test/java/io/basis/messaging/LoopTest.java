package io.basis.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.core.Core;
import io.basis.domain.message.Message;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Status;
import io.basis.embedded.TopicSpec;
import io.basis.embedded.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a real broker and a real database. */
@Timeout(120)
class LoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Servers servers;

    private final Codec codec = new Codec();
    private final Map<String, PollLoop<?>> running = new ConcurrentHashMap<>();
    private final Set<String> resumed = new HashSet<>();
    private final AtomicInteger crashes = new AtomicInteger();
    private volatile boolean over;

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeAll
    static void start(@TempDir Path directory) {
        servers = new Servers(directory);
        assertThatThrownBy(() -> TopicCheck.requireTopics(servers.broker()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not exist: create the topics before the services start");
        Topics.createMissing(servers.bootstrap(), List.of(new TopicSpec("commands", Servers.PARTITIONS)));
        servers.createTopics();
        assertThat(TopicCheck.requireTopics(servers.broker())).isEqualTo(Servers.PARTITIONS);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    /**
     * Instances die between a commit and its records, die in the middle of them, stop and begin again, and partitions
     * wander between them; what is stored and written is what the undisturbed simulation says.
     */
    @Test
    void hasTheSimulationsOutcomeOnARealBrokerAndDatabase() throws Exception {
        Map<String, String> expected = new Simulation(0, false).run();
        expected.keySet().removeIf(key -> key.startsWith("commands "));
        Servers.createTables(servers.database(), Toy.CHAIN.keySet());
        List<Thread> threads = new ArrayList<>();
        Instant begin = Instant.now();
        try (KafkaOutlet commands = new KafkaOutlet(servers.broker())) {
            for (String strategy : Simulation.STRATEGIES) {
                command(
                        commands,
                        strategy,
                        new StrategyCommand.Start(Samples.definition(strategy, Environment.BACKTEST), List.of()));
            }
            commands.send(List.of(new Outbound(Topic.COMMANDS, 0, "a", Map.of(), "garbage".getBytes(UTF_8))));
            Toy.CHAIN.forEach((name, service) -> {
                for (int instance = 1;
                        instance <= (name.equals("risk") || name.equals("strategy") ? 2 : 1);
                        instance++) {
                    String slot = name + "-" + instance;
                    Thread thread = new Thread(() -> keepRunning(slot, name, service, commands), slot);
                    thread.start();
                    threads.add(thread);
                }
            });
            Random random = new Random(1);
            int stops = 0;
            Map<String, String> found = outcome();
            while (!found.equals(expected) && begin.plus(PATIENCE).isAfter(Instant.now())) {
                Thread.sleep(500);
                if (stops < 6) {
                    stops++;
                    List<PollLoop<?>> loops = new ArrayList<>(running.values());
                    loops.get(random.nextInt(loops.size())).stop();
                }
                found = outcome();
            }
            assertThat(found).isEqualTo(expected);
            assertThat(crashes).hasPositiveValue();
            assertThat(everything(Topic.DEAD_LETTERS))
                    .isNotEmpty()
                    .allSatisfy(letter -> assertThat(letter.body()).asString().isEqualTo("garbage"));
        } finally {
            over = true;
            running.values().forEach(PollLoop::stop);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private void keepRunning(String slot, String name, Toy.Service service, Outlet commands) {
        for (int life = 1; !over; life++) {
            try (KafkaOutlet outlet = new KafkaOutlet(servers.broker())) {
                PollLoop<?> loop =
                        loop(name, service.core(), service.reads(), mortal(outlet, slot, life), operator(commands));
                running.put(slot, loop);
                loop.run();
            } catch (Crash e) {
                crashes.incrementAndGet();
            }
        }
    }

    private <S> PollLoop<S> loop(String name, Core<S> core, Set<Topic> reads, Outlet outlet, ReadModel readModel) {
        JdbcStore store = new JdbcStore(servers.database(), name, codec, List.of(readModel));
        Shell<S> shell = new Shell<>(name, core, codec, store, outlet, Spans.NONE, Calls.NONE);
        return new PollLoop<>(name, servers.broker(), reads, shell, Locals.none(), Clock.systemUTC());
    }

    /** In its first lives an instance dies when it has committed and not sent, or not sent all. */
    private static Outlet mortal(Outlet outlet, String slot, int life) {
        Random random = new Random(31L * slot.hashCode() + life);
        return new Outlet() {
            @Override
            public void send(List<Outbound> records) {
                boolean dies = !records.isEmpty() && life <= 3 && random.nextInt(6) == 0;
                outlet.send(dies ? records.subList(0, random.nextInt(records.size())) : records);
                if (dies) {
                    throw new Crash();
                }
            }

            @Override
            public void await() {
                outlet.await();
            }
        };
    }

    /** Resumes each strategy that halts, once. */
    private ReadModel operator(Outlet commands) {
        return (connection, messages) -> {
            for (KeyedMessage message : messages) {
                if (message.topic() == Topic.STRATEGIES
                        && ((StartedStrategy) message.message()).status() == Status.HALTED
                        && resumed.add(message.strategy())) {
                    command(commands, message.strategy(), new StrategyCommand.Resume());
                }
            }
        };
    }

    private void command(Outlet commands, String strategy, Message command) {
        commands.send(List.of(new Outbound(
                Topic.COMMANDS,
                Partitioning.of(strategy, Servers.PARTITIONS),
                strategy,
                Map.of(),
                codec.write(Topic.COMMANDS, command))));
    }

    private Map<String, String> outcome() throws SQLException {
        Map<String, String> outcome = new TreeMap<>();
        try (Connection connection = servers.database().getConnection();
                Statement statement = connection.createStatement()) {
            for (String schema : Toy.CHAIN.keySet()) {
                try (ResultSet row = statement.executeQuery("select strategy, body from " + schema + ".state")) {
                    while (row.next()) {
                        outcome.put(schema + " " + row.getString(1), new String(row.getBytes(2), UTF_8));
                    }
                }
            }
        }
        for (Topic topic : Topic.values()) {
            if (TopicCatalogue.sequenced(topic)) {
                Map<Integer, List<Inbound>> partitions = new TreeMap<>();
                for (Inbound record : everything(topic)) {
                    partitions
                            .computeIfAbsent(record.partition(), p -> new ArrayList<>())
                            .add(record);
                }
                partitions.values().forEach(records -> ReadBack.of(topic, records, outcome));
            }
        }
        return outcome;
    }

    private static List<Inbound> everything(Topic topic) {
        List<Inbound> records = new ArrayList<>();
        Map<String, Object> settings = new TreeMap<>(servers.broker());
        settings.put("auto.offset.reset", "none");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int p = 0; p < Servers.PARTITIONS; p++) {
                partitions.add(new TopicPartition(topic.toString(), p));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    Header sequence = record.headers().lastHeader(Outbound.SEQUENCE);
                    Header writer = record.headers().lastHeader(Outbound.WRITER);
                    records.add(new Inbound(
                            topic,
                            record.partition(),
                            record.offset(),
                            record.key(),
                            sequence == null
                                    ? 0
                                    : ByteBuffer.wrap(sequence.value()).getLong(),
                            writer == null ? "" : new String(writer.value(), UTF_8),
                            record.value()));
                }
            }
        }
        return records;
    }
}
