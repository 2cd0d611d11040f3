package io.basis.embedded;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Brings a broker's topics to what is wanted: creates those that are missing and leaves the others as they are.
 *
 * <p>Topics exist before services start: a consumer notices a topic made after its subscription only minutes later.
 */
public final class Topics {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);

    private Topics() {}

    /**
     * Creates what is missing and returns when the broker knows all topics; harmless when repeated.
     *
     * <p>A topic with another number of partitions is refused rather than enlarged: its keys would move.
     */
    public static void createMissing(String bootstrap, List<TopicSpec> wanted) {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            Set<String> existing = answer(admin.listTopics().names(), bootstrap);
            create(
                    admin,
                    wanted.stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .toList(),
                    bootstrap);
            for (TopicSpec topic : wanted) requirePartitions(admin, topic, bootstrap);
        }
    }

    private static void create(Admin admin, List<TopicSpec> missing, String bootstrap) {
        var requests = missing.stream().map(Topics::request).toList();
        for (KafkaFuture<Void> created : admin.createTopics(requests).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) throw failed(bootstrap, e);
            } catch (InterruptedException e) {
                throw interrupted(bootstrap, e);
            }
        }
    }

    private static NewTopic request(TopicSpec topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config());
    }

    private static void requirePartitions(Admin admin, TopicSpec topic, String bootstrap) {
        if (!Await.until(VISIBLE_WITHIN, () -> partitions(admin, topic, bootstrap) > 0))
            throw new StartException(
                    "the Kafka broker at %s does not show topic %s".formatted(bootstrap, topic.name()));
        int found = partitions(admin, topic, bootstrap);
        if (found != topic.partitions())
            throw new StartException(
                    "topic %s has %d partitions but %d are wanted: use an empty directory, or the number it was made with"
                            .formatted(topic.name(), found, topic.partitions()));
    }

    /** Returns 0 while the broker has not yet heard of the topic from its controller. */
    private static int partitions(Admin admin, TopicSpec topic, String bootstrap) {
        try {
            Collection<TopicDescription> described = admin.describeTopics(List.of(topic.name()))
                    .allTopicNames()
                    .get()
                    .values();
            return described.stream()
                    .mapToInt(found -> found.partitions().size())
                    .sum();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) return 0;
            throw failed(bootstrap, e);
        } catch (InterruptedException e) {
            throw interrupted(bootstrap, e);
        }
    }

    private static <T> T answer(KafkaFuture<T> future, String bootstrap) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failed(bootstrap, e);
        } catch (InterruptedException e) {
            throw interrupted(bootstrap, e);
        }
    }

    private static StartException failed(String bootstrap, ExecutionException cause) {
        return new StartException("cannot create topics at %s: %s".formatted(bootstrap, cause.getMessage()), cause);
    }

    private static StartException interrupted(String bootstrap, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new StartException("interrupted while creating topics at " + bootstrap, cause);
    }
}
