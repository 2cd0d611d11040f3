package io.basis.strategy.app;

import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.Topic;
import io.basis.messaging.Codec;
import io.basis.messaging.Partitioning;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The way of commands into the loop: a command is on its topic, on all replicas, before the caller hears of it. */
@ApplicationScoped
public class Commands {

    private final Codec codec = new Codec();
    private final Producer<String, byte[]> producer;
    private final Duration within;

    /**
     * Connects to the broker.
     *
     * @param within how long a caller waits for the broker before it is told so
     */
    Commands(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "basis.commands.within", defaultValue = "10s") Duration within) {
        this.within = within;
        Map<String, Object> settings = new HashMap<>(broker);
        settings.keySet().retainAll(ProducerConfig.configNames());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, within.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) within.toMillis() / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) within.toMillis());
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Sends a command and returns when the broker has it. */
    void send(String strategy, StrategyCommand command) {
        String topic = Topic.COMMANDS.toString();
        try {
            int partition =
                    Partitioning.of(strategy, producer.partitionsFor(topic).size());
            producer.send(new ProducerRecord<>(topic, partition, strategy, codec.write(Topic.COMMANDS, command)))
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException unsent) {
            throw new ApiProblem(
                    ApiProblem.Kind.NO_BROKER,
                    "the command for " + strategy + " was not confirmed by the broker within " + within.toSeconds()
                            + " s; it may or may not take effect, and sending it again does no harm");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ApiProblem(ApiProblem.Kind.NO_BROKER, "the service is stopping; send the command again");
        }
    }

    void close(@Observes ShutdownEvent stopping) {
        producer.close(within);
    }
}
