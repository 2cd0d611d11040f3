package io.basis.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/** A process that starts the database in the given directory, stores a row, says its pid, and waits to be killed. */
final class PostgresUntilKilled {
    private PostgresUntilKilled() {}

    @SuppressWarnings("try")
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        try (var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), 0);
                var connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            connection.createStatement().execute("create table kept as select 42 as answer");
            System.out.println(postgres.pid());
            new CountDownLatch(1).await();
        }
    }
}
