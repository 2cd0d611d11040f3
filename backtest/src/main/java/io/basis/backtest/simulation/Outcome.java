package io.basis.backtest.simulation;

import io.basis.backtest.simulation.Fault.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a seed.
 *
 * @param instants of all its strategies
 * @param groups order groups of all its strategies
 * @param market time of the market that its strategies lived through
 * @param clock time that passed on the simulated clock
 * @param fenced commits that were refused because somebody else owned the partition
 * @param nakedInstants instants in a row for which a hedged strategy was naked at most
 * @param digest SHA-256 of everything that was stored and sent
 */
public record Outcome(
        long seed,
        int strategies,
        int instants,
        int groups,
        int steps,
        Duration market,
        Duration clock,
        Map<Kind, Integer> faults,
        int fenced,
        int nakedInstants,
        String digest,
        @Nullable Failure failure) {

    public Outcome {
        faults = Map.copyOf(faults);
    }

    /**
     * A violated invariant.
     *
     * @param script the shortest that was found to violate it still, nothing in it when no fault is needed
     */
    public record Failure(Invariant invariant, String detail, List<String> script) {
        public Failure {
            script = List.copyOf(script);
        }
    }
}
