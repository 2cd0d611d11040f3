package io.basis.backtest.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.strategy.Environment;
import io.basis.strategy.definition.Modes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {

    /** Crashes tried in each mode at most, with its venues inside and outside the loop, evenly over its durable steps. */
    private static final int CRASHES = 40;

    @Test
    void nothingIsViolatedWhateverGoesWrong() {
        // Given
        List<List<Long>> plans = Simulation.seeds(0, 59);

        // When
        List<Outcome> outcomes = plans.parallelStream()
                .flatMap(seeds -> Simulation.of(seeds, null).stream())
                .toList();

        // Then
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.failure()).isNull());
        assertThat(Simulation.faults(outcomes).keySet()).isEqualTo(EnumSet.allOf(Fault.Kind.class));
        assertThat(outcomes.stream().mapToInt(Outcome::fenced).sum()).isPositive();
    }

    @Test
    void theSameSeedDoesTheSameToTheByte() {
        // Given
        List<Long> seeds = List.of(4L, 5L);

        // When
        List<Outcome> again = Simulation.of(seeds, null);

        // Then
        assertThat(again).isEqualTo(Simulation.of(seeds, null));
        assertThat(again.get(1)).isEqualTo(Simulation.of(List.of(5L), null).getFirst());
    }

    @ParameterizedTest
    @EnumSource(
            value = Environment.class,
            names = {"BACKTEST", "TESTNET"})
    void aCrashAtAnyDurableStepOfAnyModeLeavesNoTrace(Environment environment) {
        // Given
        List<String> modes = Modes.names();

        // When
        Map<String, int[]> crashes = new TreeMap<>();
        modes.parallelStream().forEach(mode -> {
            int[] tried = crashEverywhere(mode, environment);
            synchronized (crashes) {
                crashes.put(mode, tried);
            }
        });

        // Then
        crashes.forEach((mode, tried) -> System.out.println(
                environment + ": crashed at " + tried[0] + " of " + tried[1] + " durable steps of " + mode));
        assertThat(crashes.values().stream().mapToInt(tried -> tried[0]).sum()).isGreaterThanOrEqualTo(300);
    }

    /** How many crashes were tried, and how many durable steps there are. */
    private static int[] crashEverywhere(String mode, Environment environment) {
        Plan plan = Plan.plain(mode, environment, 8);
        Market market = new Market(plan);
        Run calm = new Run(plan, market, 0, Script.ORDERLY, Parts.SOUND).toItsEnd();
        Map<String, String> expected = calm.left();
        int steps = calm.world().durable();
        int crashes = Math.min(CRASHES, steps);
        for (int i = 0; i < crashes; i++) {
            int point = (int) ((long) i * steps / crashes);
            Run crashed = new Run(plan, market, 0, Script.ORDERLY, Parts.SOUND, point).toItsEnd();
            crashed.witness().end();
            assertThat(crashed.world().counts()).as("%s at %d", mode, point).hasSize(1);
            assertThat(crashed.left()).as("%s at %d", mode, point).isEqualTo(expected);
        }
        return new int[] {crashes, steps};
    }

    @Test
    void aScriptIsShortenedToTheFaultsThatItTakes() {
        // Given
        List<Long> seeds = List.of(0L, 1L, 2L, 3L);

        // When
        List<Outcome> outcomes = Simulation.of(seeds, null, PlantedBug.OUTBOX_LOST.parts());

        // Then
        Outcome.Failure failure = outcomes.stream()
                .map(Outcome::failure)
                .filter(found -> found != null)
                .findFirst()
                .orElseThrow();
        assertThat(failure.script()).isNotEmpty().hasSizeLessThanOrEqualTo(4);
        assertThat(failure.script().getFirst()).startsWith("step ");
    }

    @Test
    void whatTheDesignBearsIsNoViolation() {
        // Given
        Set<PlantedBug> harmless = EnumSet.copyOf(
                Arrays.stream(PlantedBug.values()).filter(PlantedBug::harmless).toList());

        // When
        List<String> violations = new ArrayList<>();
        harmless.forEach(deviation -> Simulation.of(List.of(8L, 9L, 10L, 11L), null, deviation.parts()).stream()
                .filter(outcome -> outcome.failure() != null)
                .forEach(outcome -> violations.add(deviation + ": " + outcome.failure())));

        // Then
        assertThat(harmless).isNotEmpty();
        assertThat(violations).isEmpty();
    }
}
