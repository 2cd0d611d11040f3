package io.basis.backtest.simulation;

import io.basis.domain.core.Core;
import io.basis.domain.message.Topic;
import io.basis.messaging.Calls;
import io.basis.messaging.Locals;
import io.basis.messaging.Shell;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A service of the loop: what is the same for all of its instances.
 *
 * @param <S> state of the core
 * @param core makes the core of one instance
 * @param reads the topics it takes in
 * @param edge makes what one instance has besides topics
 */
record Service<S>(String name, Supplier<Core<S>> core, Set<Topic> reads, Function<World, Edge<S>> edge) {

    /** A service that has only topics. */
    static <S> Service<S> inside(String name, Supplier<Core<S>> core, Set<Topic> reads) {
        return new Service<>(name, core, reads, world -> new Edge<>(Locals.none(), Calls.NONE, shell -> false));
    }

    /**
     * Where an instance meets the clock and the world outside.
     *
     * @param <S> state of the core
     * @param locals what is due at an instant of the simulated clock
     * @param calls takes the calls to venues
     * @param waiting true while something will become due
     */
    record Edge<S>(Locals<S> locals, Calls calls, Waiting<S> waiting) {}

    /**
     * Tells whether something will become due without any record.
     *
     * @param <S> state of the core
     */
    @FunctionalInterface
    interface Waiting<S> {
        boolean on(Shell<S> shell);
    }
}
