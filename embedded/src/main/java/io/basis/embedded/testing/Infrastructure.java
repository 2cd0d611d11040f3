package io.basis.embedded.testing;

import io.basis.embedded.TopicSpec;
import io.basis.embedded.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@code @QuarkusTest} a Kafka broker and a PostgreSQL database, and tells Quarkus where they are.
 *
 * <p>The same tests run with and without Docker: the system property {@code basis.test.infrastructure} is {@code auto}
 * (Docker if an engine answers; the default), {@code embedded} or {@code docker}. Arguments, all optional: {@code
 * topics}, a list like {@code fills:12,pnl:12} to create before the service starts; {@code datasource}, the name of the
 * service's datasource if it has one.
 */
public final class Infrastructure implements QuarkusTestResourceLifecycleManager {
    private List<TopicSpec> topics = List.of();
    private String datasource = "";
    private @Nullable Servers servers;

    @Override
    public void init(Map<String, String> arguments) {
        topics = parseTopics(arguments.getOrDefault("topics", ""));
        datasource = arguments.getOrDefault("datasource", "");
    }

    @Override
    public Map<String, String> start() {
        var started = Servers.start(InfrastructureMode.configured());
        servers = started;
        Topics.createMissing(started.bootstrap(), topics);
        String prefix = datasource.isEmpty() ? "quarkus.datasource." : "quarkus.datasource.\"" + datasource + "\".";
        return Map.of(
                "kafka.bootstrap.servers",
                started.bootstrap(),
                prefix + "jdbc.url",
                started.jdbcUrl(),
                prefix + "username",
                started.user(),
                prefix + "password",
                started.password());
    }

    @Override
    public void stop() {
        if (servers == null) return;
        servers.close();
        servers = null;
    }

    static List<TopicSpec> parseTopics(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .map(Infrastructure::parseTopic)
                .toList();
    }

    private static TopicSpec parseTopic(String topic) {
        String[] part = topic.split(":");
        if (part.length != 2 || !part[1].matches("[1-9][0-9]*"))
            throw new IllegalArgumentException("not name:partitions: " + topic);
        return new TopicSpec(part[0], Integer.parseInt(part[1]));
    }
}
