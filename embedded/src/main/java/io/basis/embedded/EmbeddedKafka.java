package io.basis.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One real Kafka broker with its controller inside this JVM, on 127.0.0.1.
 *
 * <p>The broker that runs in production, not an imitation, so that rebalances, fencing and retention are the real ones.
 * What it stores survives a restart on the same directory, also on other ports.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String BROKER_LISTENER = "BROKER";

    private final DirectoryLock lock;
    private final KafkaRaftServer server;
    private final String bootstrap;
    private boolean closed;

    /**
     * What differs between uses of the broker.
     *
     * @param port where clients connect; 0 chooses a free port
     * @param minimumSessionTimeout the shortest session a consumer group may ask for; short, so that tests which kill
     *     consumers need not wait for Kafka's default of six seconds
     */
    public record Options(int port, Duration minimumSessionTimeout) {
        public static final Duration MINIMUM_SESSION_TIMEOUT = Duration.ofSeconds(1);

        public Options {
            if (port < 0 || port > 65535) throw new IllegalArgumentException("port must be 0 to 65535, got " + port);
            if (minimumSessionTimeout.toMillis() < 1)
                throw new IllegalArgumentException("the minimum session timeout must be positive");
        }

        public static Options onPort(int port) {
            return new Options(port, MINIMUM_SESSION_TIMEOUT);
        }
    }

    private EmbeddedKafka(DirectoryLock lock, KafkaRaftServer server, String bootstrap) {
        this.lock = lock;
        this.server = server;
        this.bootstrap = bootstrap;
    }

    /** Starts on the port, 0 for a free one, and returns when clients can connect. */
    public static EmbeddedKafka start(Path directory, int port) {
        return start(directory, Options.onPort(port));
    }

    /** Starts with the options and returns when clients can connect. */
    public static EmbeddedKafka start(Path directory, Options options) {
        var lock = DirectoryLock.acquire(directory);
        boolean started = false;
        try {
            int port = LoopbackPort.claim(options.port(), "Kafka");
            Path data = lock.directory().resolve("data");
            if (Files.notExists(data.resolve("meta.properties"))) format(data);
            var server = startServer(data, port, options);
            started = true;
            return new EmbeddedKafka(lock, server, LoopbackPort.HOST + ":" + port);
        } finally {
            if (!started) lock.close();
        }
    }

    /** Returns the address clients connect to, {@code host:port}. */
    public String bootstrap() {
        return bootstrap;
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            lock.close();
        }
    }

    private static KafkaRaftServer startServer(Path data, int port, Options options) {
        try {
            var server = new KafkaRaftServer(new KafkaConfig(properties(data, port, options)), Time.SYSTEM);
            server.startup();
            return server;
        } catch (KafkaException e) {
            throw new StartException("Kafka cannot start on %s: %s".formatted(data, e.getMessage()), e);
        }
    }

    /** In a task of its own only because the formatter declares every exception there is. */
    private static void format(Path data) {
        var formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(CONTROLLER_LISTENER)
                .setMetadataLogDirectory(data.toString())
                .addDirectory(data.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true);
        var formatting = new FutureTask<Void>(() -> {
            formatter.run();
            return null;
        });
        try {
            Files.createDirectories(data);
            formatting.run();
            formatting.get();
        } catch (IOException e) {
            throw new StartException("Kafka cannot use %s: %s".formatted(data, e), e);
        } catch (ExecutionException e) {
            throw new StartException("Kafka cannot format %s: %s".formatted(data, e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while formatting " + data, e);
        }
    }

    private static Map<String, String> properties(Path data, int port, Options options) {
        int controllerPort = LoopbackPort.free();
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@%s:%d".formatted(LoopbackPort.HOST, controllerPort)),
                Map.entry("controller.listener.names", CONTROLLER_LISTENER),
                Map.entry("inter.broker.listener.name", BROKER_LISTENER),
                Map.entry(
                        "listener.security.protocol.map",
                        "%s:PLAINTEXT,%s:PLAINTEXT".formatted(BROKER_LISTENER, CONTROLLER_LISTENER)),
                Map.entry(
                        "listeners",
                        "%2$s://%1$s:%3$d,%4$s://%1$s:%5$d"
                                .formatted(
                                        LoopbackPort.HOST, BROKER_LISTENER, port, CONTROLLER_LISTENER, controllerPort)),
                Map.entry("advertised.listeners", "%s://%s:%d".formatted(BROKER_LISTENER, LoopbackPort.HOST, port)),
                Map.entry("log.dirs", data.toString()),
                // A single broker cannot replicate; few partitions of the internal topics start faster.
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "4"),
                // A misspelt topic is an error, and group members need not be waited for.
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry(
                        "group.min.session.timeout.ms",
                        Long.toString(options.minimumSessionTimeout().toMillis())),
                // A killed broker is let back in only when its session has ended, by default after nine seconds.
                Map.entry("broker.session.timeout.ms", "2000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                // Replayed records carry the time of the market, years ago: a retention would delete them at once.
                Map.entry("log.retention.ms", "-1"),
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"));
    }
}
