package io.basis.domain.scenario;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * A stress scenario: shocks to the feed and to the simulated venues, counted from the start of a run.
 *
 * @param name short name, as users choose it
 * @param title one line for people
 */
public record Scenario(String name, String title, List<Shock> shocks) {
    public Scenario {
        shocks = List.copyOf(shocks);
        if (shocks.isEmpty()) {
            throw new IllegalArgumentException("scenario " + name + " has no shock");
        }
    }

    /** When the first shock begins, counted from the start of a run. */
    public Duration begins() {
        return shocks.stream().map(Shock::after).min(Comparator.naturalOrder()).orElseThrow();
    }
}
