package io.basis.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path directory;

    @Test
    void keepsItsDataOverARestart() throws SQLException {
        // Given
        try (var postgres = EmbeddedPostgres.start(directory, 0)) {
            execute(postgres, "create table kept as select 42 as answer");
        }

        // When
        try (var postgres = EmbeddedPostgres.start(directory, 0)) {
            // Then
            assertThat(query(postgres, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void isSetUpForTheServices() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(directory, 0)) {
            assertThat(query(postgres, "select current_database()")).isEqualTo("basis");
            assertThat(query(postgres, "show max_connections")).isEqualTo("60");
            assertThat(query(postgres, "show idle_in_transaction_session_timeout"))
                    .isEqualTo("5s");
            assertThat(query(postgres, "show lock_timeout")).isEqualTo("10s");
            assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void stopsTheServerAKilledProcessLeftBehind() throws IOException, InterruptedException, SQLException {
        // Given
        var owner = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresUntilKilled.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long orphan = Long.parseLong(owner.inputReader().readLine());
        owner.destroyForcibly().waitFor();
        assertThat(runs(orphan)).as("the database server outlives its owner").isTrue();

        // When
        try (var postgres = EmbeddedPostgres.start(directory, 0)) {
            // Then
            assertThat(runs(orphan)).isFalse();
            assertThat(query(postgres, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void startsAgainOnWhatAKilledServerLeaves() throws SQLException {
        // Given
        var killed = EmbeddedPostgres.start(directory, 0);
        execute(killed, "create table kept as select 42 as answer");

        // When
        killed.kill9();

        // Then
        try (var postgres = EmbeddedPostgres.start(directory, killed.port())) {
            assertThat(runs(killed.pid())).isFalse();
            assertThat(query(postgres, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void leavesNoProcessWhenClosed() {
        // Given
        var postgres = EmbeddedPostgres.start(directory, 0);
        long pid = postgres.pid();

        // When
        postgres.close();
        postgres.close();

        // Then
        assertThat(runs(pid)).isFalse();
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (var postgres = EmbeddedPostgres.start(directory, 0)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, 0))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("is in use by process");
            assertThat(runs(postgres.pid())).isTrue();
        }
    }

    @Test
    void refusesAPortThatIsInUse() throws IOException {
        try (var stranger = new ServerSocket()) {
            stranger.bind(LoopbackPort.address(0));
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, stranger.getLocalPort()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("PostgreSQL cannot listen on 127.0.0.1:" + stranger.getLocalPort());
        }
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).map(GracefulStop::runs).orElse(false);
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
