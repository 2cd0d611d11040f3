package io.basis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.message.Topic;
import io.basis.embedded.Await;
import io.basis.embedded.EmbeddedKafka;
import io.basis.embedded.TopicSpec;
import io.basis.embedded.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCreationTest {

    private static final int PARTITIONS = 3;
    private static final Map<String, String> KEPT = Map.of("retention.ms", "5000");

    @Test
    void createsWhatIsMissingAndLeavesTheRest(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            // Given
            Topics.createMissing(kafka.bootstrap(), List.of(new TopicSpec(Topic.PNL.toString(), PARTITIONS, KEPT)));
            Map<String, Object> broker = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());

            // When
            TopicCreation.createMissing(broker, PARTITIONS);
            TopicCreation.createMissing(broker, PARTITIONS);

            // Then
            assertThat(Await.until(Duration.ofSeconds(30), () -> allThere(broker)))
                    .isTrue();
            assertThat(TopicCheck.requireTopics(broker)).isEqualTo(PARTITIONS);
            try (Admin admin = Admin.create(broker)) {
                assertThat(setting(admin, Topic.PNL, "retention.ms")).isEqualTo("5000");
                assertThat(setting(admin, Topic.MARKET_DATA, "retention.ms")).isEqualTo("-1");
                assertThat(setting(admin, Topic.STRATEGIES, "cleanup.policy")).isEqualTo("compact");
            }
        }
    }

    /** A topic is known to the broker a moment after it was created. */
    private static boolean allThere(Map<String, Object> broker) {
        try {
            return TopicCheck.requireTopics(broker) > 0;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private static String setting(Admin admin, Topic topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.toString());
        Config config =
                admin.describeConfigs(List.of(resource)).values().get(resource).get();
        return config.get(name).value();
    }
}
