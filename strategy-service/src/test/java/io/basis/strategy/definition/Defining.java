package io.basis.strategy.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.StrategyDefinition;
import java.time.Instant;
import java.util.Map;

/** Defines strategies over the window of the real data, and says how they are refused. */
final class Defining {

    static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    static final Instant TO = Instant.parse("2025-07-01T00:00:00Z");

    private Defining() {}

    static StrategyDefinition define(String mode) {
        return define(mode, Map.of());
    }

    static StrategyDefinition define(String mode, Map<String, String> overrides) {
        return Definitions.define(
                new DefinitionRequest("run", mode, Environment.BACKTEST, null, FROM, TO, null, overrides, true));
    }

    static void refuses(String mode, Map<String, String> overrides, String code, String message) {
        assertThatThrownBy(() -> define(mode, overrides))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        refusal -> assertThat(refusal.code()).hasToString(code));
    }
}
