package io.basis.messaging;

import io.basis.domain.core.Core;
import io.basis.domain.message.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
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
    private final Clock clock;
    private final JdbcStore store;
    private final KafkaOutlet outlet;
    private final PollLoop<S> loop;
    private final Thread thread;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

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

    /**
     * Makes a service that has not begun.
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
            Clock clock,
            Runnable failed) {
        this.settings = settings;
        this.clock = clock;
        Codec codec = new Codec();
        store = new JdbcStore(database, settings.schema(), codec, readModels);
        outlet = new KafkaOutlet(settings.broker());
        Shell<S> shell = new Shell<>(settings.service(), core, codec, store, outlet, spans);
        loop = new PollLoop<>(settings.service(), settings.broker(), settings.reads(), shell, locals, clock);
        thread = new Thread(loop, settings.service() + "-loop");
        thread.setUncaughtExceptionHandler((ended, error) -> {
            failure.set(error);
            LOG.error("{} ends: {}", settings.service(), error.toString(), error);
            failed.run();
        });
    }

    /**
     * Begins, if everything it needs is there.
     *
     * @throws IllegalStateException with the one line that an operator needs
     */
    public void start() {
        TopicCheck.requireTopics(settings.broker());
        store.requireTables();
        thread.start();
    }

    /** True while it polls and owns what it was assigned. */
    public boolean healthy() {
        return thread.isAlive() && loop.health().good(clock.instant());
    }

    /** One line for people who look at a health check. */
    public String status() {
        @Nullable Throwable error = failure.get();
        PollLoop.Health health = loop.health();
        Instant lastPoll = health.lastPoll();
        return error != null
                ? "ended: " + error
                : "last poll " + lastPoll + ", "
                        + (health.ready() ? "owns partitions " + health.owned() : "waits for partitions");
    }

    /** For its metrics. */
    public Consumer<String, byte[]> consumer() {
        return loop.consumer();
    }

    /** For its metrics. */
    public Producer<String, byte[]> producer() {
        return outlet.producer();
    }

    /** Ends after the current batch; what was committed and not sent is sent by the next owner. */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(LAST_BATCH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        outlet.close();
    }
}
