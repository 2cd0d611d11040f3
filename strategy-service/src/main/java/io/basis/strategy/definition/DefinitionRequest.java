package io.basis.strategy.definition;

import io.basis.domain.scenario.Scenario;
import io.basis.domain.strategy.Environment;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks for when starting a strategy.
 *
 * @param strategy name of the strategy, unique for ever: it keys all its messages
 * @param capital starting capital in share-class currency as the user wrote it, null for the mode's
 * @param to last instant, or null for an open end
 * @param source topic that market data is replayed from, or null for the catalogue
 * @param overrides values by the name of their parameter, as the user wrote them
 * @param costs false to run without any cost
 * @param scenario what is done to the market and the venues on top of history, written for any strategy, or null
 */
public record DefinitionRequest(
        String strategy,
        String mode,
        Environment environment,
        @Nullable String capital,
        Instant from,
        @Nullable Instant to,
        @Nullable String source,
        Map<String, String> overrides,
        boolean costs,
        @Nullable Scenario scenario) {

    public DefinitionRequest {
        overrides = Map.copyOf(overrides);
    }

    public DefinitionRequest(
            String strategy,
            String mode,
            Environment environment,
            @Nullable String capital,
            Instant from,
            @Nullable Instant to,
            @Nullable String source,
            Map<String, String> overrides,
            boolean costs) {
        this(strategy, mode, environment, capital, from, to, source, overrides, costs, null);
    }
}
