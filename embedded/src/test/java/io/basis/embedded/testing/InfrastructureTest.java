package io.basis.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.embedded.TopicSpec;
import io.basis.embedded.Topics;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InfrastructureTest {
    @BeforeEach
    void embedded() {
        System.setProperty(InfrastructureMode.PROPERTY, "embedded");
    }

    @AfterEach
    void asConfigured() {
        System.clearProperty(InfrastructureMode.PROPERTY);
    }

    @Test
    void tellsQuarkusWhereBrokerAndDatabaseAre() throws SQLException {
        // Given
        var infrastructure = new Infrastructure();
        infrastructure.init(Map.of("topics", "fills:12, pnl:12", "datasource", "risk"));
        try {
            // When
            Map<String, String> configuration = infrastructure.start();

            // Then
            assertThat(configuration)
                    .containsOnlyKeys(
                            "kafka.bootstrap.servers",
                            "quarkus.datasource.\"risk\".jdbc.url",
                            "quarkus.datasource.\"risk\".username",
                            "quarkus.datasource.\"risk\".password");
            Topics.createMissing(
                    configuration.get("kafka.bootstrap.servers"),
                    List.of(new TopicSpec("fills", 12), new TopicSpec("pnl", 12)));
            try (var connection = DriverManager.getConnection(
                    configuration.get("quarkus.datasource.\"risk\".jdbc.url"),
                    configuration.get("quarkus.datasource.\"risk\".username"),
                    configuration.get("quarkus.datasource.\"risk\".password"))) {
                assertThat(connection.isValid(5)).isTrue();
            }
        } finally {
            infrastructure.stop();
        }
    }

    @Test
    void namesTheDefaultDatasourceWithoutAName() {
        // Given
        var infrastructure = new Infrastructure();
        infrastructure.init(Map.of());
        try {
            // When
            Map<String, String> configuration = infrastructure.start();

            // Then
            assertThat(configuration).containsKey("quarkus.datasource.jdbc.url");
        } finally {
            infrastructure.stop();
        }
    }

    @Test
    void refusesWhatIsNoTopicAndNoMode() {
        assertThatThrownBy(() -> Infrastructure.parseTopics("fills"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not name:partitions: fills");
        assertThatThrownBy(() -> InfrastructureMode.parse("podman"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("basis.test.infrastructure must be auto, embedded or docker, got podman");
    }
}
