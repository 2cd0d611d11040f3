package io.basis.local.chaos;

import io.basis.embedded.Await;
import io.basis.embedded.DirectoryLock;
import io.basis.embedded.EmbeddedPostgres;
import io.basis.embedded.ExitHook;
import io.basis.embedded.FileTree;
import io.basis.embedded.LoopbackPort;
import io.basis.embedded.StartException;
import io.basis.embedded.Topics;
import io.basis.local.Home;
import io.basis.local.Migrations;
import io.basis.local.Ports;
import io.basis.local.ServiceProcess;
import io.basis.local.ServiceSpec;
import io.basis.local.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Broker, database and several instances of every service, each in a process that can be killed.
 *
 * <p>What ends by itself is started again and counted, as Kubernetes would do.
 */
final class Cluster implements AutoCloseable {

    /** Instances of every service, so that partitions have somewhere to go. */
    static final int INSTANCES = 2;

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration DISK_FULL_WITHIN = Duration.ofSeconds(20);
    /** The optimising compiler would cost more than it gives to a process that is soon killed. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

    private static final Duration LOOK = Duration.ofMillis(500);

    private final DirectoryLock lock;
    private final Path directory;
    private final Ports ports = Ports.free();
    private final List<ServiceSpec> specs;
    private final Consumer<String> progress;
    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> ended = new TreeMap<>();
    private final ExitHook hook;

    private @Nullable BrokerProcess broker;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable Thread keeper;
    private boolean brokerHeld;
    private volatile boolean closed;

    private Cluster(DirectoryLock lock, Map<String, String> market, Consumer<String> progress) {
        this.lock = lock;
        this.directory = lock.directory();
        this.progress = progress;
        specs = Services.specs(Home.folder(), ports, Services.freePorts(), market);
        specs.forEach(ServiceSpec::requireJar);
        hook = ExitHook.register("stop-chaos", this::close);
    }

    /** Starts everything in an empty folder and returns when all instances can work. */
    static Cluster start(Path folder, Map<String, String> market, Consumer<String> progress) {
        Cluster cluster = new Cluster(DirectoryLock.acquire(folder), market, progress);
        boolean started = false;
        try {
            cluster.start();
            started = true;
            return cluster;
        } finally {
            if (!started) {
                cluster.close();
            }
        }
    }

    private void start() {
        ServiceProcess.stopLeftBehind(directory);
        EmbeddedPostgres.stopLeftBehind(directory.resolve("postgres"));
        empty();
        step(() -> broker = BrokerProcess.start(directory, ports.kafka()));
        step(() -> postgres = EmbeddedPostgres.start(directory.resolve("postgres"), ports.postgres()));
        Topics.createMissing(ports.bootstrap(), Services.topics());
        Migrations.run(ports);
        Thread thread = new Thread(this::keep, "keeper");
        thread.setDaemon(true);
        thread.start();
        keeper = thread;
        // One after the other: starting is what takes the processor, and whoever waits too long for it gives up.
        for (int number = 1; number <= INSTANCES; number++) {
            startInstances(number);
        }
        synchronized (this) {
            ended.clear();
        }
    }

    private void startInstances(int number) {
        for (ServiceSpec spec : specs) {
            step(() -> instances.add(new Instance(spec.name(), launch(spec, number, LoopbackPort.free()))));
        }
        if (!Await.until(
                READY_WITHIN,
                () -> instances.stream().allMatch(instance -> instance.process().ready()))) {
            throw new StartException("the services are not all ready; their logs are in " + directory.resolve("logs"));
        }
    }

    /** Under the lock that closing takes: what Ctrl-C interrupts is stopped again. */
    private synchronized <T> T step(Supplier<T> start) {
        if (closed) {
            throw new IllegalStateException("stopped while starting");
        }
        return start.get();
    }

    private void empty() {
        try {
            for (String part : List.of("kafka", "postgres", "logs")) {
                if (Files.exists(directory.resolve(part))) {
                    FileTree.delete(directory.resolve(part));
                }
            }
            Files.createDirectories(directory.resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first instance has a fixed place in its group, as pods of a stateful set have; the others come and go. */
    private ServiceProcess launch(ServiceSpec spec, int number, int port) {
        String name = spec.name() + "-" + number;
        Map<String, String> more = new HashMap<>();
        // Heard by the execution-service alone: its venues act on some calls and do not answer.
        more.put("BASIS_GATEWAY_LOST", "0.05");
        if (number == 1) {
            more.put("KAFKA_GROUP_INSTANCE_ID", name);
        }
        return ServiceProcess.start(spec.instance(name, port, more, QUICK_START), directory);
    }

    private void keep() {
        while (!closed) {
            for (Instance instance : instances) {
                synchronized (this) {
                    if (!closed && instance.mend()) {
                        ended.merge(instance.service(), 1, Integer::sum);
                        progress.accept(instance.name() + " had ended by itself and was started again");
                    }
                }
            }
            synchronized (this) {
                if (!closed && !brokerHeld && !broker().alive()) {
                    ended.merge("broker", 1, Integer::sum);
                    progress.accept("the broker had ended by itself and was started again");
                    broker().relaunch();
                }
            }
            if (!pausedFor(LOOK)) {
                return;
            }
        }
    }

    String bootstrap() {
        return ports.bootstrap();
    }

    Ports ports() {
        return ports;
    }

    Path directory() {
        return directory;
    }

    int services() {
        return specs.size();
    }

    /** Ports of all instances of a service. */
    List<Integer> httpPorts(String service) {
        return instances.stream()
                .filter(instance -> instance.service().equals(service))
                .map(instance -> instance.process().httpPort())
                .toList();
    }

    /** How often each process ended without anybody having ended it. */
    Map<String, Integer> endedByThemselves() {
        synchronized (this) {
            return new TreeMap<>(ended);
        }
    }

    String killService(int service, int instance) {
        return disturb(service, instance, process -> {
            process.kill9();
            process.relaunch();
        });
    }

    String terminateService(int service, int instance) {
        return disturb(service, instance, process -> {
            process.stop();
            process.relaunch();
        });
    }

    String freezeService(int service, int instance, Duration length) {
        return disturb(service, instance, process -> {
            Signal.freeze(process.pid());
            pause(length);
            Signal.thaw(process.pid());
        });
    }

    private String disturb(int service, int instance, Consumer<ServiceProcess> fault) {
        Instance hit = instances.get(instance * specs.size() + service);
        hit.hold();
        try {
            fault.accept(hit.process());
        } finally {
            hit.release();
        }
        return hit.name();
    }

    /** Has one more instance join a service's group, and leave it again. */
    String visitService(int service, Duration length) {
        ServiceSpec spec = specs.get(service);
        ServiceProcess visitor = launch(spec, INSTANCES + 1, LoopbackPort.free());
        try {
            Await.until(READY_WITHIN, () -> visitor.ready() || !visitor.alive());
            pause(length);
        } finally {
            visitor.stop();
        }
        return visitor.name();
    }

    void killBroker() {
        holdBroker(() -> broker().kill9());
    }

    /**
     * Takes the broker the room to write: no file of its process may grow, which fails its writes as a full disk does.
     *
     * <p>A limit of the process rather than a small file system, because that would need root. The broker does what it
     * does on any failing disk: it gives its folder up and, having no other, ends. The room is back when it starts again.
     *
     * @return false where such a limit cannot be set
     */
    boolean fillDisk() {
        boolean[] full = {false};
        holdBroker(() -> {
            full[0] = Signal.run("prlimit", "--pid", Long.toString(broker().pid()), "--fsize=0:unlimited");
            if (full[0] && !Await.until(DISK_FULL_WITHIN, () -> !broker().alive())) {
                progress.accept("the broker did not end on a full disk; it is killed");
                broker().kill9();
            }
        });
        return full[0];
    }

    private void holdBroker(Runnable fault) {
        synchronized (this) {
            brokerHeld = true;
        }
        try {
            fault.run();
        } finally {
            synchronized (this) {
                if (!closed && !broker().alive()) {
                    broker().relaunch();
                }
                brokerHeld = false;
            }
        }
    }

    void killDatabase() {
        synchronized (this) {
            if (!closed && postgres != null) {
                postgres.kill9();
                postgres = EmbeddedPostgres.start(directory.resolve("postgres"), ports.postgres());
            }
        }
    }

    private BrokerProcess broker() {
        BrokerProcess running = broker;
        if (running == null) {
            throw new IllegalStateException("the broker has not been started");
        }
        return running;
    }

    private static boolean pausedFor(Duration length) {
        try {
            Thread.sleep(length);
            return true;
        } catch (InterruptedException closing) {
            return false;
        }
    }

    static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (keeper != null) {
            keeper.interrupt();
        }
        // Nothing of it is needed any more: no farewell.
        instances.forEach(instance -> instance.process().kill9());
        if (broker != null) {
            broker.kill9();
        }
        if (postgres != null) {
            postgres.close();
        }
        hook.close();
        lock.close();
    }
}
