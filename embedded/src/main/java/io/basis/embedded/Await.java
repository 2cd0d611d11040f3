package io.basis.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waits for something that another process does and nobody announces.
 *
 * <p>Polling, because neither a health endpoint nor a topic's propagation can be subscribed to.
 */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Await() {}

    /** Returns whether the condition came true in time. An interrupt ends the wait and stays set. */
    public static boolean until(Duration timeout, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start >= timeout.toNanos()) return false;
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
