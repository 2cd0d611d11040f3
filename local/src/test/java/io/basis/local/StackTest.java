package io.basis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.basis.embedded.GracefulStop;
import io.basis.embedded.LoopbackPort;
import io.basis.embedded.StartException;
import io.basis.embedded.TopicSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
    @TempDir
    Path temporary;

    Path directory;
    Path jar;

    @BeforeEach
    void build() throws IOException {
        directory = temporary.resolve("a stack");
        jar = DummyService.jar(temporary);
    }

    @Test
    void startsEverythingAndLeavesNothing() throws IOException, ExecutionException, InterruptedException, SQLException {
        // Given
        var ports = Ports.free();
        var migrated = new ArrayList<String>();
        Runnable migrations = () -> migrated.add(ports.jdbcUrl());
        List<Long> pids;

        // When
        try (var stack = Stack.up(
                directory, ports, List.of(new TopicSpec("fills", 12)), migrations, StackUntilKilled.dummies(jar))) {
            // Then
            pids = pids(directory);
            assertThat(pids).hasSize(3).allMatch(StackTest::runs);
            assertThat(stack.services()).extracting(ServiceProcess::name).containsExactly("first", "second");
            assertThat(stack.services()).allMatch(ServiceProcess::ready);
            assertThat(migrated).containsExactly(ports.jdbcUrl());
            try (var admin = Admin.create(Map.of("bootstrap.servers", ports.bootstrap()))) {
                assertThat(admin.listTopics().names().get()).contains("fills");
            }
            try (var connection = DriverManager.getConnection(ports.jdbcUrl(), "postgres", "postgres")) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
        assertThat(pids).noneMatch(StackTest::runs);
        assertThat(StackFile.in(directory)).doesNotExist();
    }

    @Test
    void writesDownThePidOfARestartedService() throws IOException {
        try (var stack = StackUntilKilled.up(directory, jar)) {
            // Given
            List<Long> before = pids(directory);
            stack.services().getFirst().kill9();

            // When
            stack.restart("first");

            // Then
            assertThat(stack.services()).allMatch(ServiceProcess::ready);
            assertThat(pids(directory)).hasSize(3).isNotEqualTo(before).allMatch(StackTest::runs);
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (var stack = StackUntilKilled.up(directory, jar)) {
            assertThatThrownBy(() -> StackUntilKilled.up(directory, jar))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("is in use by process")
                    .hasMessageNotContaining("\n");
            assertThat(stack.services()).allMatch(ServiceProcess::ready);
        }
    }

    @Test
    void stopsWhatAKilledLauncherLeftBehind() throws IOException, InterruptedException {
        // Given
        Process launcher = StackUntilKilled.inItsOwnProcess(directory, jar);
        assertThat(launcher.inputReader().readLine()).isEqualTo("up");
        List<Long> leftBehind = pids(directory);
        launcher.destroyForcibly().waitFor();
        assertThat(leftBehind).hasSize(3).allMatch(StackTest::runs);

        // When
        try (var stack = StackUntilKilled.up(directory, jar)) {
            // Then
            assertThat(leftBehind).noneMatch(StackTest::runs);
            assertThat(stack.services()).allMatch(ServiceProcess::ready);
        }
    }

    @Test
    void leavesNothingWhenTheLauncherIsToldToEnd() throws IOException, InterruptedException {
        // Given
        Process launcher = StackUntilKilled.inItsOwnProcess(directory, jar);
        assertThat(launcher.inputReader().readLine()).isEqualTo("up");
        List<Long> pids = pids(directory);

        // When
        launcher.destroy();
        launcher.waitFor();

        // Then
        assertThat(pids).hasSize(3).noneMatch(StackTest::runs);
        assertThat(StackFile.in(directory)).doesNotExist();
    }

    @Test
    void stopsWhatItHasStartedWhenAServiceDies() {
        // Given
        var broken = new ServiceSpec("broken", jar, Map.of("DUMMY_FAILURE", "no such table"), LoopbackPort.free());
        var ports = Ports.free();

        // When
        assertThatThrownBy(() -> Stack.up(directory, ports, List.of(), () -> {}, List.of(broken)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("broken ended with exit code 3 before it was ready")
                .hasMessageContaining("no such table");

        // Then
        assertThat(LoopbackPort.claim(ports.kafka(), "Kafka")).isEqualTo(ports.kafka());
        assertThat(LoopbackPort.claim(ports.postgres(), "PostgreSQL")).isEqualTo(ports.postgres());
        assertThat(StackFile.in(directory)).doesNotExist();
    }

    /** Of the database server and the services. */
    private static List<Long> pids(Path directory) throws IOException {
        JsonNode file = new ObjectMapper().readTree(StackFile.in(directory).toFile());
        var pids = new ArrayList<Long>();
        pids.add(file.get("postgresPid").asLong());
        file.get("services").forEach(service -> pids.add(service.get("pid").asLong()));
        return pids;
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).map(GracefulStop::runs).orElse(false);
    }
}
