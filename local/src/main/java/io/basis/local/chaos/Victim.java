package io.basis.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Environment;
import io.basis.embedded.Await;
import io.basis.embedded.StartException;
import io.basis.embedded.TopicSpec;
import io.basis.embedded.Topics;
import io.basis.messaging.Codec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A strategy that is poisoned: the topic it replays its market data from begins with a record that is none.
 *
 * <p>It halts, alone. Then the record is deleted from the topic, as an operator would, and the strategy resumed.
 */
final class Victim {

    private static final String STRATEGY = "chaos-victim";
    private static final String MODE = "btc_basis";
    private static final String HISTORY = "history.victim";
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String bootstrap;
    private final Undisturbed undisturbed;
    private @Nullable Result result;

    /**
     * What came of it.
     *
     * @param before instants per second of the other strategies before it was poisoned
     * @param after the same while it stood still
     */
    record Result(Script script, @Nullable String halt, double before, double after) {}

    Victim(String bootstrap, Undisturbed undisturbed) {
        this.bootstrap = bootstrap;
        this.undisturbed = undisturbed;
    }

    /** Poisons the strategy, watches it halt and the others go on, mends the cause and resumes it. */
    void suffer(Load load, Owner owner, Progress progress) {
        Script script = undisturbed.script(STRATEGY, MODE, Environment.PAPER, HISTORY);
        Topics.createMissing(bootstrap, List.of(new TopicSpec(HISTORY, 1)));
        write(undisturbed.snapshots(script.definition()));
        double before = rate(progress);
        load.start(script);
        Await.until(PATIENCE, () -> progress.halted(STRATEGY) != null);
        double after = rate(progress);
        result = new Result(script, progress.halted(STRATEGY), before, after);
        deletePoison();
        owner.resume(STRATEGY);
    }

    @Nullable
    Result result() {
        return result;
    }

    private static double rate(Progress progress) {
        long from = progress.instants(name -> !name.equals(STRATEGY));
        Cluster.pause(MEASURED);
        return (progress.instants(name -> !name.equals(STRATEGY)) - from) / (double) MEASURED.toSeconds();
    }

    private void write(List<MarketSnapshot> history) {
        Codec codec = new Codec();
        Map<String, Object> settings =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.ACKS_CONFIG, "all");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            sent.add(producer.send(new ProducerRecord<>(HISTORY, "poison".getBytes(UTF_8))));
            for (MarketSnapshot snapshot : history) {
                sent.add(producer.send(new ProducerRecord<>(HISTORY, codec.write(Topic.MARKET_DATA, snapshot))));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        } catch (ExecutionException e) {
            throw new StartException("the history could not be written: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while writing the history", e);
        }
    }

    private void deletePoison() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.deleteRecords(Map.of(new TopicPartition(HISTORY, 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new StartException("the poison could not be deleted: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while deleting the poison", e);
        }
    }
}
