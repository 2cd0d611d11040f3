package io.basis.local;

import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.Topic;
import io.basis.embedded.StartException;
import io.basis.messaging.Codec;
import io.basis.messaging.Partitioning;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends commands the way the REST interface does: acknowledged by the broker before it answers. */
final class Commander implements AutoCloseable {

    private final Codec codec = new Codec();
    private final KafkaProducer<String, byte[]> producer;

    Commander(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void send(String strategy, StrategyCommand command) {
        String topic = Topic.COMMANDS.toString();
        int partition = Partitioning.of(strategy, producer.partitionsFor(topic).size());
        try {
            producer.send(new ProducerRecord<>(topic, partition, strategy, codec.write(Topic.COMMANDS, command)))
                    .get();
        } catch (ExecutionException e) {
            throw new StartException("the broker did not take the command for " + strategy + ": " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while sending the command for " + strategy);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
