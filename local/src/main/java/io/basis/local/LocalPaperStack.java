package io.basis.local;

import io.basis.backtest.stack.PaperStack;
import io.basis.embedded.LoopbackPort;
import io.basis.embedded.StartException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The stack of {@code up}: kept in the project folder across restarts, running until it is told to stop. */
public final class LocalPaperStack implements PaperStack {

    /** For {@link java.util.ServiceLoader}. */
    public LocalPaperStack() {}

    @Override
    public void up(Path data, double speed, int port) {
        try {
            run(data, speed, port);
        } catch (StartException notUp) {
            throw Services.refusal(notUp);
        }
    }

    private static void run(Path data, double speed, int port) {
        Ports ports = Ports.free();
        List<Integer> httpPorts = Services.portsFrom(port);
        Map<String, String> market = Map.of(
                "BASIS_CATALOGUE", data.toAbsolutePath().toString(),
                "BASIS_SPEED", Double.toString(speed));
        try (Stack stack = Stack.up(
                Home.stack(),
                ports,
                Services.topics(),
                () -> Migrations.run(ports),
                Services.specs(Home.folder(), ports, httpPorts, market))) {
            announce(stack.ports(), httpPorts, data, speed);
            awaitStop();
        }
    }

    private static void announce(Ports ports, List<Integer> httpPorts, Path data, double speed) {
        System.out.println("Basis is up, replaying " + data + " at " + speed + " simulated seconds per second.");
        for (int i = 0; i < Services.NAMES.size(); i++) {
            System.out.println("  " + Services.NAMES.get(i) + " http://" + LoopbackPort.HOST + ":" + httpPorts.get(i));
        }
        System.out.println("  Kafka " + ports.bootstrap() + ", PostgreSQL " + ports.jdbcUrl());
        System.out.println(
                "REST: http://" + LoopbackPort.HOST + ":" + httpPorts.getFirst() + "/q/swagger-ui   Stop with Ctrl-C.");
    }

    /** Ctrl-C ends the JVM, whose exit hook stops the stack; until then there is nothing to do here. */
    private static void awaitStop() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
