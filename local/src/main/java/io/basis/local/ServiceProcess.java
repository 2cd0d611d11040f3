package io.basis.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basis.embedded.Await;
import io.basis.embedded.GracefulStop;
import io.basis.embedded.LoopbackPort;
import io.basis.embedded.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One service in a JVM of its own, with its log in a file.
 *
 * <p>Every such JVM carries the stack's directory in a system property that does nothing but mark it: a later run
 * recognises by it what an earlier, killed one has left behind.
 */
public final class ServiceProcess {
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);
    private static final Duration LEFT_BEHIND_GRACE = Duration.ofSeconds(5);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final int LOG_LINES_SHOWN = 15;

    private final ServiceSpec spec;
    private final Path directory;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    private ServiceProcess(ServiceSpec spec, Path directory, Process process) {
        this.spec = spec;
        this.directory = directory;
        this.process = process;
    }

    /** Starts the JVM and returns at once; the log of an earlier run is replaced. */
    public static ServiceProcess start(ServiceSpec spec, Path directory) {
        spec.requireJar();
        return new ServiceProcess(
                spec,
                directory,
                launch(spec, directory, Redirect.to(log(spec, directory).toFile())));
    }

    /** Returns the argument by which processes of the stack in that directory are recognised. */
    public static String marker(Path directory) {
        return "-Dbasis.stack=" + directory;
    }

    public String name() {
        return spec.name();
    }

    public int httpPort() {
        return spec.httpPort();
    }

    public Path log() {
        return log(spec, directory);
    }

    public synchronized long pid() {
        return process.pid();
    }

    public synchronized boolean alive() {
        return process.isAlive();
    }

    /** Returns whether the service says it can work; a refused connection means no. */
    public boolean ready() {
        var probe = HttpRequest.newBuilder(
                        URI.create("http://%s:%d/q/health/ready".formatted(LoopbackPort.HOST, spec.httpPort())))
                .timeout(PROBE_TIMEOUT)
                .build();
        try {
            return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns when the service can work; if it ends before or takes longer, throws with the end of its log. */
    public void awaitReady(Duration timeout) {
        awaitReady(List.of(this), timeout);
    }

    /** Waits for all at once, so that the first one to die is reported at once. */
    static void awaitReady(List<ServiceProcess> services, Duration timeout) {
        var waiting = new ArrayList<>(services);
        boolean ready = Await.until(timeout, () -> {
            waiting.forEach(ServiceProcess::requireAlive);
            waiting.removeIf(ServiceProcess::ready);
            return waiting.isEmpty();
        });
        if (!ready) {
            var slow = waiting.getFirst();
            throw slow.failed("was not ready after %d s".formatted(timeout.toSeconds()));
        }
    }

    /** Asks with SIGTERM and returns at once. */
    public synchronized void requestStop() {
        process.destroy();
    }

    /** Asks with SIGTERM, kills after a grace period, and returns when the process is gone. */
    public synchronized void stop() {
        GracefulStop.stop(process.toHandle(), STOP_GRACE);
        awaitEnd();
    }

    /** Kills without warning, as a crash would; returns when the process is gone. */
    public synchronized void kill9() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops the process if it runs, starts another and returns when that is ready. */
    public void restart(Duration timeout) {
        synchronized (this) {
            if (process.isAlive()) stop();
            process = launch(spec, directory, Redirect.appendTo(log().toFile()));
        }
        awaitReady(timeout);
    }

    /** Starts another process after the last one has ended, and returns at once. */
    public synchronized void relaunch() {
        if (process.isAlive()) throw new IllegalStateException(spec.name() + " still runs");
        process = launch(spec, directory, Redirect.appendTo(log().toFile()));
    }

    /**
     * Stops what an earlier run on that directory, killed, has left behind.
     *
     * <p>By the mark on the process rather than by the pids an earlier run wrote down: those may belong to strangers by now,
     * and may miss a process started just before the end. The directory is ours alone, so whatever carries its mark is
     * left over. The database server finds its own predecessor.
     */
    public static void stopLeftBehind(Path directory) {
        String marker = marker(directory);
        List<ProcessHandle> leftBehind = ProcessHandle.allProcesses()
                .filter(process -> carries(process, marker))
                .toList();
        leftBehind.forEach(process -> GracefulStop.stop(process, LEFT_BEHIND_GRACE));
    }

    private static boolean carries(ProcessHandle process, String marker) {
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains(marker))
                .orElse(false);
    }

    /** Until this JVM has noticed, which is a moment after the process is gone. */
    private void awaitEnd() {
        Await.until(STOP_GRACE, () -> !process.isAlive());
    }

    private void requireAlive() {
        if (!alive()) throw failed("ended with exit code %d before it was ready".formatted(exitCode()));
    }

    private synchronized int exitCode() {
        return process.exitValue();
    }

    private StartException failed(String what) {
        return new StartException("%s %s; its log %s ends with:%n%s"
                .formatted(spec.name(), what, log(), String.join("\n", lastLines(log()))));
    }

    private static Process launch(ServiceSpec spec, Path directory, Redirect output) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command = Stream.of(
                Stream.of(java.toString(), marker(directory)),
                spec.jvmOptions().stream(),
                Stream.of("-jar", spec.jar().toString()));
        var builder = new ProcessBuilder(command.flatMap(part -> part).toList())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().put("QUARKUS_HTTP_HOST", LoopbackPort.HOST);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(spec.httpPort()));
        builder.environment().putAll(spec.environment());
        try {
            Files.createDirectories(log(spec, directory).getParent());
            return builder.start();
        } catch (IOException e) {
            throw new StartException("%s cannot be started: %s".formatted(spec.name(), e.getMessage()), e);
        }
    }

    private static Path log(ServiceSpec spec, Path directory) {
        return directory.resolve("logs").resolve(spec.name() + ".log");
    }

    private static List<String> lastLines(Path log) {
        try {
            // Not readAllLines: a killed process may leave half a character.
            List<String> lines =
                    new String(Files.readAllBytes(log), UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
