package io.basis.local;

import io.basis.backtest.stack.AuditLog;
import io.basis.embedded.EmbeddedPostgres;
import io.basis.embedded.StartException;
import io.basis.strategy.app.AuditTable;
import io.basis.strategy.audit.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit in the database of {@code up}, whether that runs or not, or in any other. */
public final class LocalAudit implements AuditLog {

    /** For {@link java.util.ServiceLoader}. */
    public LocalAudit() {}

    @Override
    public List<Verdict> verify(@Nullable Database database) throws Unavailable {
        return database == null ? verifyStack(Home.stack()) : verifyAt(database);
    }

    private static List<Verdict> verifyStack(Path stack) throws Unavailable {
        Path postgres = stack.resolve("postgres");
        if (!Files.isDirectory(postgres)) {
            throw new Unavailable("there is no stack in " + stack
                    + ": start one with ./basis up, or name a database with --url, --user and --password");
        }
        Optional<StackFile> running = StackFile.running(stack);
        if (running.isPresent()) {
            return verifyAt(EmbeddedPostgres.jdbcUrl(running.get().postgresPort()));
        }
        // Only the database: nothing that could change it starts with it.
        try (EmbeddedPostgres server = EmbeddedPostgres.start(postgres, 0)) {
            return verifyAt(server.jdbcUrl());
        } catch (StartException e) {
            throw new Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static List<Verdict> verifyAt(String url) throws Unavailable {
        return verifyAt(new Database(url, EmbeddedPostgres.USER, EmbeddedPostgres.PASSWORD));
    }

    private static List<Verdict> verifyAt(Database database) throws Unavailable {
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            if (!AuditTable.exists(connection)) {
                throw new Unavailable("the database at " + database.url()
                        + " has no table strategy.audit: bring it up to date with ./basis up, or name another");
            }
            return AuditTable.verify(connection);
        } catch (SQLException e) {
            throw new Unavailable("the database at " + database.url() + " does not answer: " + e.getMessage());
        }
    }
}
