package io.basis.pnl.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.message.Message;
import io.basis.domain.message.Topic;
import io.basis.embedded.testing.Infrastructure;
import io.basis.messaging.Codec;
import io.basis.messaging.Samples;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "topics", value = "pnl:4,target-positions:4"))
class EventResourceTest {

    private static final Duration SILENCE = Duration.ofSeconds(1);

    @TestHTTPResource("/api/v1/strategies/mine/events")
    URI events;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    private final Codec codec = new Codec();

    @Test
    @Timeout(60)
    void aListenerHearsOfItsStrategyAndOfNoOther() throws Exception {
        // Given
        List<String> heard = new CopyOnWriteArrayList<>();
        URLConnection connection = events.toURL().openConnection();
        connection.setRequestProperty("Accept", "text/event-stream");
        Thread.ofVirtual().start(() -> listen(connection, heard));

        // When: repeated, because a listener hears only what comes after it
        Map<String, Object> settings = Map.of("bootstrap.servers", broker);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            while (events(heard).size() < 2) {
                producer.send(record(Topic.PNL, "other", Samples.pnl())).get();
                producer.send(record(Topic.PNL, "mine", Samples.pnl())).get();
                producer.send(record(Topic.TARGET_POSITIONS, "mine", Samples.decision()))
                        .get();
                producer.send(new ProducerRecord<>("pnl", "mine", "garbage".getBytes(StandardCharsets.UTF_8)))
                        .get();
                Thread.sleep(SILENCE);
            }
        }

        // Then
        assertThat(events(heard)).containsOnly("event:pnl", "event:decision").contains("event:pnl", "event:decision");
        assertThat(heard)
                .anyMatch(line -> line.startsWith("data:") && line.contains("\"equity\":100011.1"))
                .anyMatch(line -> line.startsWith("data:") && line.contains("\"action\":\"entry_partial\""));
    }

    private ProducerRecord<String, byte[]> record(Topic topic, String strategy, Message message) {
        return new ProducerRecord<>(topic.toString(), strategy, codec.write(topic, message));
    }

    private static List<String> events(List<String> heard) {
        return new ArrayList<>(heard)
                .stream().filter(line -> line.startsWith("event:")).distinct().toList();
    }

    private static void listen(URLConnection connection, List<String> heard) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(heard::add);
        } catch (IOException | UncheckedIOException closed) {
            heard.add("closed: " + closed.getMessage());
        }
    }
}
