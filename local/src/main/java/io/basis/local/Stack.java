package io.basis.local;

import io.basis.embedded.DirectoryLock;
import io.basis.embedded.EmbeddedKafka;
import io.basis.embedded.EmbeddedPostgres;
import io.basis.embedded.ExitHook;
import io.basis.embedded.StartException;
import io.basis.embedded.TopicSpec;
import io.basis.embedded.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Broker, database and services of one directory, started together and stopped together.
 *
 * <p>Two promises: what is started is stopped again, in reverse order, also on Ctrl-C; and what a killed launcher left
 * behind is stopped by the next one on the same directory. A directory serves one stack at a time.
 */
public final class Stack implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final DirectoryLock lock;
    private final Ports ports;
    private final List<ServiceProcess> services = new CopyOnWriteArrayList<>();
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private @Nullable EmbeddedPostgres postgres;
    private boolean closed;

    private Stack(DirectoryLock lock, Ports ports) {
        this.lock = lock;
        this.ports = ports;
        closing.push(lock::close);
        closing.push(ExitHook.register("stop-stack", this::close)::close);
    }

    /**
     * Starts everything and returns when all services are ready.
     *
     * @param migrations runs when the database is there and no service is: altering tables beside running services
     *     deadlocks
     */
    public static Stack up(
            Path directory, Ports ports, List<TopicSpec> topics, Runnable migrations, List<ServiceSpec> services) {
        services.forEach(ServiceSpec::requireJar);
        var stack = new Stack(DirectoryLock.acquire(directory), ports);
        boolean up = false;
        try {
            stack.start(topics, migrations, services);
            up = true;
            return stack;
        } finally {
            if (!up) stack.close();
        }
    }

    public Ports ports() {
        return ports;
    }

    public List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    /** Stops the named service if it runs, starts it again, and returns when it is ready. */
    public void restart(String name) {
        services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service " + name))
                .restart(READY_WITHIN);
        writeFile();
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        closeNext();
    }

    private void start(List<TopicSpec> topics, Runnable migrations, List<ServiceSpec> specs) {
        ServiceProcess.stopLeftBehind(directory());
        step(() -> EmbeddedKafka.start(directory().resolve("kafka"), ports.kafka()), EmbeddedKafka::close);
        postgres = step(
                () -> EmbeddedPostgres.start(directory().resolve("postgres"), ports.postgres()),
                EmbeddedPostgres::close);
        step(() -> directory(), StackFile::remove);
        writeFile();
        Topics.createMissing(ports.bootstrap(), topics);
        migrations.run();
        step(() -> services, Stack::stopAll);
        for (ServiceSpec spec : specs) {
            step(() -> services.add(ServiceProcess.start(spec, directory())), added -> {});
            writeFile();
        }
        ServiceProcess.awaitReady(services, READY_WITHIN);
    }

    /**
     * Starts one thing and remembers how to stop it.
     *
     * <p>Under the lock that closing takes: Ctrl-C waits for a start that is under way, so that it can be undone, and lets
     * none follow.
     */
    private synchronized <T> T step(Supplier<T> start, Consumer<T> stop) {
        if (closed) throw new StartException("stopped while starting");
        T started = start.get();
        closing.push(() -> stop.accept(started));
        return started;
    }

    /** What could not be stopped does not keep the rest from being stopped. */
    private void closeNext() {
        if (closing.isEmpty()) return;
        try {
            closing.pop().run();
        } finally {
            closeNext();
        }
    }

    private static void stopAll(List<ServiceProcess> services) {
        services.reversed().forEach(ServiceProcess::requestStop);
        services.reversed().forEach(ServiceProcess::stop);
    }

    private void writeFile() {
        new StackFile(
                        ProcessHandle.current().pid(),
                        ports.kafka(),
                        ports.postgres(),
                        postgres == null ? 0 : postgres.pid(),
                        services.stream()
                                .map(s -> new StackFile.Service(
                                        s.name(), s.pid(), s.httpPort(), s.log().toString()))
                                .toList())
                .write(directory());
    }

    private Path directory() {
        return lock.directory();
    }
}
