package io.basis.messaging;

import io.basis.domain.core.Core;
import io.basis.domain.message.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service: one core on one loop in one thread, with its store and its outlet.
 *
 * @param <S> state of the core
 */
public final class ServiceLoop<S> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceLoop.class);

    private static final Duration LAST_BATCH = Duration.ofSeconds(10);

    private final Settings settings;
    private final Core<S> core;
    private final DataSource database;
    private final List<ReadModel> readModels;
    private final Locals<S> locals;
    private final Spans spans;
    private final Calls calls;
    private final Clock clock;
    private final Runnable failed;

    private volatile @Nullable Running<S> running;
    private volatile @Nullable Throwable failure;

    /**
     * What distinguishes one service from another.
     *
     * @param service name, of the consumer group and as a writer
     * @param schema schema of the database that belongs to it
     * @param reads the topics its core takes in
     * @param broker how to reach Kafka, and what else is set for its clients
     */
    public record Settings(String service, String schema, Set<Topic> reads, Map<String, Object> broker) {
        public Settings {
            reads = Set.copyOf(reads);
            broker = Map.copyOf(broker);
        }
    }

    private record Running<S>(PollLoop<S> loop, KafkaOutlet outlet, Thread thread, List<KafkaClientMetrics> metrics) {}

    /**
     * Makes a service that has not begun and connects to nothing yet.
     *
     * @param readModels written in the transaction of each batch
     * @param failed called when the loop ended because of an error, so that the process can end visibly
     */
    public ServiceLoop(
            Settings settings,
            Core<S> core,
            DataSource database,
            List<ReadModel> readModels,
            Locals<S> locals,
            Spans spans,
            Calls calls,
            Clock clock,
            Runnable failed) {
        this.settings = settings;
        this.core = core;
        this.database = database;
        this.readModels = List.copyOf(readModels);
        this.locals = locals;
        this.spans = spans;
        this.calls = calls;
        this.clock = clock;
        this.failed = failed;
    }

    /**
     * Begins, if everything it needs is there; logs one line if not.
     *
     * @param meters shows what the clients measure: lag, rates, latencies
     * @return false when it did not begin
     */
    public boolean start(MeterRegistry meters) {
        Codec codec = new Codec();
        JdbcStore store = new JdbcStore(database, settings.schema(), codec, readModels);
        int partitions;
        try {
            partitions = TopicCheck.requireTopics(settings.broker());
            store.requireTables();
            store.requirePartitions(partitions);
        } catch (IllegalStateException | KafkaException e) {
            failure = e;
            LOG.error("{} does not start: {}", settings.service(), e.getMessage());
            return false;
        }
        KafkaOutlet outlet = new KafkaOutlet(settings.broker());
        Shell<S> shell = new Shell<>(
                settings.service(), core, codec, store, outlet, spans, calls, Partitioning.among(partitions));
        PollLoop<S> loop =
                new PollLoop<>(settings.service(), settings.broker(), settings.reads(), shell, locals, clock);
        List<KafkaClientMetrics> metrics =
                List.of(new KafkaClientMetrics(loop.consumer()), new KafkaClientMetrics(outlet.producer()));
        metrics.forEach(client -> client.bindTo(meters));
        Thread thread = new Thread(loop, settings.service() + "-loop");
        thread.setUncaughtExceptionHandler((ended, error) -> {
            failure = error;
            LOG.error("{} ends: {}", settings.service(), error.toString(), error);
            failed.run();
        });
        running = new Running<>(loop, outlet, thread, metrics);
        thread.start();
        return true;
    }

    /** True while it polls and owns what it was assigned. */
    public boolean healthy() {
        @Nullable Running<S> current = running;
        return current != null
                && current.thread().isAlive()
                && current.loop().health().good(clock.instant());
    }

    /** Number of strategies that are halted in this instance. */
    public int halted() {
        @Nullable Running<S> current = running;
        return current == null ? 0 : current.loop().health().halted().size();
    }

    /** Number of records on the topics that this instance owns and has not read yet, as of its last fetch. */
    public long lag() {
        @Nullable Running<S> current = running;
        if (current == null) {
            return 0;
        }
        double lag = 0;
        for (Metric metric : current.loop().consumer().metrics().values()) {
            if (metric.metricName().name().equals("records-lag")
                    && metric.metricValue() instanceof Double records
                    && records > 0) {
                lag += records;
            }
        }
        return (long) lag;
    }

    /** One line for people who look at a health check. */
    public String status() {
        @Nullable Running<S> current = running;
        if (failure != null) {
            return "ended: " + failure;
        }
        if (current == null) {
            return "not started";
        }
        PollLoop.Health health = current.loop().health();
        return "last poll " + health.lastPoll() + ", "
                + (health.ready() ? "owns partitions " + health.owned() : "waits for partitions");
    }

    /** Ends after the current batch; what was committed and not sent is sent by the next owner. */
    @Override
    public void close() {
        @Nullable Running<S> current = running;
        if (current == null) {
            return;
        }
        current.loop().stop();
        try {
            current.thread().join(LAST_BATCH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        current.metrics().forEach(KafkaClientMetrics::close);
        current.outlet().close();
    }
}
