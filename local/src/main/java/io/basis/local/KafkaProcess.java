package io.basis.local;

import io.basis.embedded.EmbeddedKafka;
import io.basis.embedded.ExitHook;
import io.basis.embedded.StartException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The embedded broker as a process of its own: {@code KafkaProcess DIR PORT}.
 *
 * <p>So that it can be killed and started again without its users, and so that they can be measured without it. It
 * prints the address clients connect to when they can, and ends on SIGTERM.
 */
public final class KafkaProcess {
    private KafkaProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 2 || !arguments[1].matches("[0-9]{1,5}")) {
            System.err.println("usage: KafkaProcess DIR PORT (0 for a free port)");
            System.exit(2);
        }
        try {
            var kafka = EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            ExitHook.register("stop-kafka", kafka::close);
            System.out.println(kafka.bootstrap());
        } catch (StartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }
}
