package io.basis.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server as a child process, on 127.0.0.1, with the database {@value #DATABASE}.
 *
 * <p>It runs without fsync: a crash of the machine may lose data, a crash of any process may not. What it stores
 * survives a restart on the same directory. A server left behind by a JVM that was killed is stopped first, since two
 * servers on one directory would destroy it.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    public static final String DATABASE = "basis";
    public static final String USER = "postgres";

    /** Any would do: the server trusts whoever reaches it. Connection pools insist on one. */
    public static final String PASSWORD = "postgres";

    private static final Duration START_WITHIN = Duration.ofSeconds(30);
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    private final DirectoryLock lock;
    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private final ProcessHandle process;
    private boolean closed;

    private EmbeddedPostgres(
            DirectoryLock lock, io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, ProcessHandle process) {
        this.lock = lock;
        this.server = server;
        this.process = process;
    }

    /** Starts on the port, 0 for a free one, and returns when the database can be used. */
    public static EmbeddedPostgres start(Path directory, int port) {
        requireUsableAccount();
        var lock = DirectoryLock.acquire(directory);
        Path data = lock.directory().resolve("data");
        boolean started = false;
        try {
            stopRunning(data);
            removeHalfMade(lock.directory(), data);
            var server = startServer(lock.directory(), data, LoopbackPort.claim(port, "PostgreSQL"));
            createDatabase(server);
            Files.writeString(madeCompletely(lock.directory()), "");
            started = true;
            return new EmbeddedPostgres(lock, server, running(data).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!started) {
                stopRunning(data);
                lock.close();
            }
        }
    }

    /** Returns the JDBC address of the database on that port of this machine. */
    public static String jdbcUrl(int port) {
        return "jdbc:postgresql://%s:%d/%s".formatted(LoopbackPort.HOST, port, DATABASE);
    }

    public String jdbcUrl() {
        return jdbcUrl(port());
    }

    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    public int port() {
        return server.getPort();
    }

    /** Returns the process id of the server. */
    public long pid() {
        return process.pid();
    }

    /** Stops a server that a killed JVM left running on the directory, if there is one. */
    public static void stopLeftBehind(Path directory) {
        stopRunning(directory.toAbsolutePath().resolve("data"));
    }

    /** Kills the server without warning, as a crash would; another can be started on what it leaves. */
    public synchronized void kill9() {
        // Those it has started end by themselves when they notice, and the next server must not start before.
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        process.destroyForcibly();
        Await.until(STOP_GRACE, () -> all.stream().noneMatch(GracefulStop::runs));
        close();
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            stop(process);
            lock.close();
        }
    }

    /** PostgreSQL refuses to run as root; a user namespace, where permitted, makes it believe it does not. */
    private static void requireUsableAccount() {
        if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable())
            throw new StartException(
                    "PostgreSQL does not run as root and `unshare -U` is not permitted here: run this as an ordinary user");
    }

    /** No exit hook of the server's own: on Ctrl-C the services must be able to finish before their database goes. */
    private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres startServer(
            Path directory, Path data, int port) {
        Path log = directory.resolve("postgres.log");
        var output = ProcessBuilder.Redirect.appendTo(log.toFile());
        try {
            return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(binaries().toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(START_WITHIN)
                    .setOutputRedirector(output)
                    .setErrorRedirector(output)
                    // The same sort order on every machine.
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("listen_addresses", LoopbackPort.HOST)
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("synchronous_commit", "on")
                    // A frozen service must not keep a partition's row from the one that takes over.
                    .setServerConfig("idle_in_transaction_session_timeout", "5s")
                    .setServerConfig("lock_timeout", "10s")
                    .start();
        } catch (IOException | IllegalStateException e) {
            throw new StartException(
                    "PostgreSQL cannot start in %s: %s; its log %s ends with: %s"
                            .formatted(directory, e.getMessage(), log, lastLine(log)),
                    e);
        }
    }

    /** One folder per account: the unpacked programs of one cannot be refreshed by another. */
    private static Path binaries() {
        return Path.of(System.getProperty("java.io.tmpdir"), "basis-postgres-" + System.getProperty("user.name"));
    }

    private static void createDatabase(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
            if (!found.next()) statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            throw new StartException(
                    "PostgreSQL cannot create the database %s: %s".formatted(DATABASE, e.getMessage()), e);
        }
    }

    private static Path madeCompletely(Path directory) {
        return directory.resolve("complete");
    }

    /** A first start that was killed leaves a folder that no server opens and that holds nothing yet. */
    private static void removeHalfMade(Path directory, Path data) throws IOException {
        if (Files.exists(madeCompletely(directory)) || Files.notExists(data)) return;
        FileTree.delete(data);
    }

    private static void stopRunning(Path data) {
        running(data).ifPresent(EmbeddedPostgres::stop);
    }

    private static void stop(ProcessHandle server) {
        if (GracefulStop.runs(server)) GracefulStop.stop(server, () -> requestFastShutdown(server), STOP_GRACE);
    }

    private static Optional<ProcessHandle> running(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) return Optional.empty();
        try (Stream<String> lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(line -> Long.parseLong(line.strip()))
                    .flatMap(ProcessHandle::of)
                    .filter(process -> serves(process, data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number in the file may meanwhile belong to a stranger. */
    private static boolean serves(ProcessHandle process, Path data) {
        return process.info()
                .arguments()
                .map(arguments -> Stream.of(arguments).anyMatch(data.toString()::equals))
                .orElse(false);
    }

    /** SIGINT; on the usual SIGTERM the server would wait until every client has gone. */
    private static void requestFastShutdown(ProcessHandle server) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lastLine(Path log) {
        if (Files.notExists(log)) return "(nothing)";
        try (Stream<String> lines = Files.lines(log)) {
            return lines.reduce((earlier, later) -> later).orElse("(nothing)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
