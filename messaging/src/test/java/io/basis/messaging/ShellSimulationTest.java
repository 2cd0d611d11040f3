package io.basis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever crashes, moves or comes twice, the same is stored and the same is written. */
class ShellSimulationTest {

    private static final int SEEDS = 200;

    private static final Map<String, String> UNDISTURBED = new Simulation(0, false).run();

    @Test
    void hasOneOutcomeForAllSeeds() {
        int fenced = 0;
        int duplicates = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Simulation simulation = new Simulation(seed, true);

            Map<String, String> outcome = simulation.run();

            assertThat(outcome).as("seed %d", seed).isEqualTo(UNDISTURBED);
            fenced += simulation.fenced();
            duplicates += simulation.duplicates;
        }
        // That the adversary was there at all.
        assertThat(fenced).isGreaterThan(SEEDS / 10);
        assertThat(duplicates).isGreaterThan(SEEDS);
    }

    @Test
    void runsTheWholeChain() {
        assertThat(UNDISTURBED).doesNotContainKey("stuck");
        for (String strategy : Simulation.STRATEGIES) {
            assertThat(UNDISTURBED.get("pnl " + strategy)).contains("\"done\":" + Toy.TICKS);
            assertThat(UNDISTURBED.get("market-data " + strategy + " ").lines()).hasSize(Toy.TICKS);
        }
        assertThat(UNDISTURBED.get("halts refused-d risk").lines()).hasSize(1);
        assertThat(UNDISTURBED.get("strategies refused-d ").lines()).hasSize(3);
    }

    @Test
    void goesWrongWithoutTheSequenceCheck() {
        assertThat(wrong(12, true, true, false)).isGreaterThan(6);
    }

    @Test
    void goesWrongWithoutTheOutbox() {
        assertThat(wrong(12, true, false, true)).isGreaterThan(6);
    }

    @Test
    void goesWrongWithoutTheFence() {
        assertThat(wrong(SEEDS, false, true, true)).isPositive();
    }

    private static int wrong(int seeds, boolean fence, boolean outbox, boolean sequenceCheck) {
        int wrong = 0;
        for (long seed = 1; seed <= seeds; seed++) {
            Simulation simulation = new Simulation(seed, true).without(fence, outbox, sequenceCheck);
            if (!simulation.run().equals(UNDISTURBED)) {
                wrong++;
            }
        }
        return wrong;
    }
}
