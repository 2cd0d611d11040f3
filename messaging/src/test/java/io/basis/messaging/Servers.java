package io.basis.messaging;

import io.basis.domain.message.Topic;
import io.basis.embedded.EmbeddedKafka;
import io.basis.embedded.EmbeddedPostgres;
import io.basis.embedded.TopicSpec;
import io.basis.embedded.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.postgresql.ds.PGSimpleDataSource;

/** A broker and a database for the tests of this module, started once. */
final class Servers implements AutoCloseable {

    static final int PARTITIONS = 3;

    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;

    Servers(Path directory) {
        postgres = EmbeddedPostgres.start(directory.resolve("postgres"), 0);
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    }

    void createTopics() {
        List<TopicSpec> specs = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            specs.add(new TopicSpec(topic.toString(), PARTITIONS, TopicCatalogue.settings(topic)));
        }
        Topics.createMissing(kafka.bootstrap(), specs);
    }

    String bootstrap() {
        return kafka.bootstrap();
    }

    Map<String, Object> broker() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    }

    DataSource database() {
        return database(postgres);
    }

    static DataSource database(EmbeddedPostgres postgres) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl());
        database.setUser(postgres.user());
        database.setPassword(postgres.password());
        return database;
    }

    static void createTables(DataSource database, Collection<String> schemas) throws SQLException, IOException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                InputStream script =
                        Objects.requireNonNull(Servers.class.getResourceAsStream("/db/shell/V1__shell.sql"))) {
            String tables = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            for (String schema : schemas) {
                statement.execute("create schema " + schema);
                statement.execute("set search_path to " + schema);
                statement.execute(tables);
            }
        }
    }

    @Override
    public void close() {
        try (postgres;
                kafka) {
            // closed in the order: kafka, postgres
        }
    }
}
