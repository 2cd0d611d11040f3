package io.basis.backtest.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The simulation bites: what is broken on purpose is noticed. */
class PlantedBugTest {

    /** Seeds until a bug counts as not caught. */
    private static final int SEEDS = 40;

    /** What became of one bug. */
    private record Hunt(PlantedBug bug, @Nullable Invariant caughtBy, int seeds) {}

    @Test
    void nearlyEveryPlantedBugIsCaught() throws Exception {
        // Given
        List<PlantedBug> bugs = Arrays.stream(PlantedBug.values())
                .filter(bug -> !bug.harmless())
                .toList();

        // When
        List<Hunt> hunts = new ArrayList<>();
        try (ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Hunt>> pending = new ArrayList<>();
            bugs.forEach(bug -> pending.add(workers.submit(() -> hunt(bug))));
            for (Future<Hunt> hunt : pending) {
                hunts.add(hunt.get());
            }
        }

        // Then
        System.out.println(table(hunts));
        List<PlantedBug> escaped = hunts.stream()
                .filter(hunt -> hunt.caughtBy == null)
                .map(Hunt::bug)
                .toList();
        assertThat(bugs).hasSizeGreaterThanOrEqualTo(40);
        assertThat(escaped.size()).as("escaped: %s", escaped).isLessThanOrEqualTo(bugs.size() / 20);
    }

    private static Hunt hunt(PlantedBug bug) {
        int seeds = 0;
        for (List<Long> plan : Simulation.seeds(0, SEEDS - 1)) {
            Simulation.@Nullable Found found = Simulation.hunt(plan, bug.parts());
            if (found != null) {
                return new Hunt(bug, found.invariant(), seeds + found.seeds());
            }
            seeds += plan.size();
        }
        return new Hunt(bug, null, seeds);
    }

    /** As it stands in docs/simulation.md. */
    private static String table(List<Hunt> hunts) {
        StringBuilder table = new StringBuilder("| bug | caught by | seeds |\n|---|---|---:|\n");
        int caught = 0;
        for (Hunt hunt : hunts) {
            caught += hunt.caughtBy == null ? 0 : 1;
            table.append("| ")
                    .append(hunt.bug.what())
                    .append(" | ")
                    .append(
                            hunt.caughtBy == null
                                    ? "**not caught**"
                                    : hunt.caughtBy
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' '))
                    .append(" | ")
                    .append(hunt.seeds)
                    .append(" |\n");
        }
        return table + "\n" + caught + " of " + hunts.size() + " caught\n";
    }
}
