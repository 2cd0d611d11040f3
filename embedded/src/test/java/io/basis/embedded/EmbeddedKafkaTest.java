package io.basis.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    @TempDir
    Path directory;

    @Test
    void deliversWhatWasSent() throws ExecutionException, InterruptedException {
        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            // Given
            Topics.createMissing(kafka.bootstrap(), List.of(new TopicSpec("fills", 3)));

            // When
            Records.send(kafka.bootstrap(), "fills", "one", "two");

            // Then
            assertThat(Records.read(kafka.bootstrap(), "fills", 2)).containsExactly("one", "two");
        }
    }

    @Test
    void keepsItsRecordsOverARestartOnOtherPorts() throws ExecutionException, InterruptedException {
        // Given
        String before;
        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            before = kafka.bootstrap();
            Topics.createMissing(before, List.of(new TopicSpec("fills", 1)));
            Records.send(before, "fills", "kept");
        }

        // When
        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            Records.send(kafka.bootstrap(), "fills", "added");

            // Then
            assertThat(kafka.bootstrap()).isNotEqualTo(before);
            assertThat(Records.read(kafka.bootstrap(), "fills", 2)).containsExactly("kept", "added");
        }
    }

    @Test
    void keepsItsRecordsOverARestartOnTheSamePort() throws ExecutionException, InterruptedException {
        // Given
        int port = LoopbackPort.free();
        try (var kafka = EmbeddedKafka.start(directory, port)) {
            Topics.createMissing(kafka.bootstrap(), List.of(new TopicSpec("fills", 1)));
            Records.send(kafka.bootstrap(), "fills", "kept");
        }

        // When
        try (var kafka = EmbeddedKafka.start(directory, port)) {
            // Then
            assertThat(kafka.bootstrap()).isEqualTo("127.0.0.1:" + port);
            assertThat(Records.read(kafka.bootstrap(), "fills", 1)).containsExactly("kept");
        }
    }

    @Test
    void createsOnlyMissingTopicsAndRefusesAnotherNumberOfPartitions() {
        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            // Given
            var strategies = new TopicSpec("strategies", 4, Map.of("cleanup.policy", "compact"));
            var fills = new TopicSpec("fills", 4);
            Topics.createMissing(kafka.bootstrap(), List.of(strategies));

            // When
            Topics.createMissing(kafka.bootstrap(), List.of(strategies, fills));
            Topics.createMissing(kafka.bootstrap(), List.of(strategies, fills));

            // Then
            assertThatThrownBy(() -> Topics.createMissing(kafka.bootstrap(), List.of(new TopicSpec("fills", 5))))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("topic fills has 4 partitions but 5 are wanted");
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            assertThat(kafka.bootstrap()).startsWith("127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(
                            "is in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void refusesAPortThatIsInUseAndGivesTheDirectoryBack() throws IOException {
        try (var stranger = new ServerSocket()) {
            stranger.bind(LoopbackPort.address(0));
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, stranger.getLocalPort()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("Kafka cannot listen on 127.0.0.1:" + stranger.getLocalPort());
        }
        DirectoryLock.acquire(directory).close();
    }
}
