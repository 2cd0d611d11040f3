package io.basis.local.chaos;

import io.basis.embedded.Await;
import io.basis.embedded.StartException;
import io.basis.local.KafkaProcess;
import io.basis.local.ServiceProcess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The broker in a process of its own, on a port and a folder that stay the same. */
final class BrokerProcess {

    private static final Duration LISTENS_WITHIN = Duration.ofMinutes(1);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    private final Path directory;
    private final int port;
    private Process process;

    private BrokerProcess(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        process = launch();
    }

    /** Starts the broker and returns when it listens. */
    static BrokerProcess start(Path directory, int port) {
        BrokerProcess broker = new BrokerProcess(directory, port);
        if (!Await.until(LISTENS_WITHIN, () -> !broker.alive() || broker.listens()) || !broker.alive()) {
            broker.kill9();
            throw new StartException("the broker does not come up; its log is " + broker.log());
        }
        return broker;
    }

    private Process launch() {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        ServiceProcess.marker(directory),
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-Duser.timezone=UTC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaProcess.class.getName(),
                        directory.resolve("kafka").toString(),
                        Integer.toString(port)))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log().toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new StartException("the broker cannot be started: " + e.getMessage(), e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    Path log() {
        return directory.resolve("logs").resolve("broker.log");
    }

    synchronized boolean alive() {
        return process.isAlive();
    }

    synchronized long pid() {
        return process.pid();
    }

    synchronized void kill9() {
        process.destroyForcibly();
        Await.until(ENDS_WITHIN, () -> !process.isAlive());
    }

    synchronized void stop() {
        process.destroy();
        if (!Await.until(ENDS_WITHIN, () -> !process.isAlive())) {
            kill9();
        }
    }

    /** Starts it again after it has ended, and returns at once. */
    synchronized void relaunch() {
        process = launch();
    }
}
