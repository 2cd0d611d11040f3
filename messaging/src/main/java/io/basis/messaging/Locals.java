package io.basis.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Gives a service's strategies what comes from inside the service: the ticks of a clock.
 *
 * @param <S> state of the core
 */
@FunctionalInterface
public interface Locals<S> {

    /** The messages that are due now; asked before every poll. */
    List<Local> due(Instant now, Shell<S> shell);

    /** How late a message may be because nobody asked. */
    default Duration granularity() {
        return Duration.ofMillis(100);
    }

    static <S> Locals<S> none() {
        return (now, shell) -> List.of();
    }
}
