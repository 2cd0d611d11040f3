package io.basis.messaging;

import io.basis.domain.message.Topic;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the loop, a step of its own before any service starts, like the migrations of the schemas. */
public final class TopicCreation {

    private TopicCreation() {}

    /**
     * Creates what the broker does not have, as often replicated as the broker does by default; the rest stays as it is.
     * That it is as it should be, each service checks when it starts.
     *
     * @throws IllegalStateException with the one line that an operator needs
     */
    public static void createMissing(Map<String, Object> broker, int partitions) {
        Map<String, Object> settings = new TreeMap<>(broker);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        Collection<NewTopic> topics = Arrays.stream(Topic.values())
                .map(topic -> new NewTopic(topic.toString(), Optional.of(partitions), Optional.empty())
                        .configs(TopicCatalogue.settings(topic)))
                .toList();
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(topics).values().forEach(TopicCreation::awaitCreated);
        }
    }

    private static void awaitCreated(String topic, KafkaFuture<Void> created) {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic " + topic + " is not created: " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topic " + topic + " was created", e);
        }
    }
}
