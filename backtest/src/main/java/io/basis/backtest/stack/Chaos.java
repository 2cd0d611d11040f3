package io.basis.backtest.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The real processes under faults: killed, frozen, restarted and fed with poison, while strategies run. */
public interface Chaos {

    /**
     * Starts a stack of its own, disturbs it, lets what runs come to its end, and judges what is left.
     *
     * @param progress told line by line what happens
     * @throws io.basis.domain.core.Refusal if the stack cannot be started
     */
    Outcome run(Plan plan, Consumer<String> progress);

    /**
     * What is asked for.
     *
     * @param faults how long faults are injected; start and end come on top
     * @param seed of the schedule of faults and of what the strategies do
     * @param data catalogue folder whose market data is replayed
     */
    record Plan(Duration faults, long seed, Path data) {}

    /**
     * What came of it.
     *
     * @param table the figures, for people
     * @param violations one line for each promise that was broken, none when all were kept
     */
    record Outcome(String table, List<String> violations) {
        public Outcome {
            violations = List.copyOf(violations);
        }
    }
}
