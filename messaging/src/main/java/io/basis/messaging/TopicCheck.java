package io.basis.messaging;

import io.basis.domain.message.Topic;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Refuses to begin on a broker whose topics are not as they must be: a topic made later is noticed minutes later. */
public final class TopicCheck {

    private static final int PATIENCE_SECONDS = 30;

    private TopicCheck() {}

    /**
     * Requires all topics, with the same number of partitions.
     *
     * @return that number
     * @throws IllegalStateException with the one line that an operator needs
     */
    public static int requireTopics(Map<String, Object> broker) {
        Map<String, Object> settings = new TreeMap<>(broker);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        Map<String, Integer> partitions = new TreeMap<>();
        try (Admin admin = Admin.create(settings)) {
            Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                            java.util.Arrays.stream(Topic.values())
                                    .map(Topic::toString)
                                    .toList())
                    .topicNameValues();
            for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : described.entrySet()) {
                partitions.put(topic.getKey(), partitions(topic.getKey(), topic.getValue()));
            }
        }
        if (partitions.values().stream().distinct().count() != 1) {
            throw new IllegalStateException("all topics need the same number of partitions, found " + partitions);
        }
        return partitions.values().iterator().next();
    }

    private static int partitions(String topic, KafkaFuture<TopicDescription> description) {
        try {
            return description
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException(
                        "topic " + topic + " does not exist: create the topics before the services start", e);
            }
            throw new IllegalStateException("the broker does not describe topic " + topic + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the broker does not answer within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for the topics", e);
        }
    }
}
