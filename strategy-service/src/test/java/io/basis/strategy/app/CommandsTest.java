package io.basis.strategy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.message.StrategyCommand;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsTest {

    @Test
    void aBrokerThatDoesNotAnswerIsSaid() {
        // Given
        Commands commands = new Commands(Map.of("bootstrap.servers", "127.0.0.1:1"), Duration.ofMillis(200));

        // When
        assertThatThrownBy(() -> commands.send("btc-1", new StrategyCommand.Stop()))
                // Then
                .hasMessageStartingWith("the command for btc-1 was not confirmed by the broker")
                .isInstanceOfSatisfying(ApiProblem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(503);
                    assertThat(problem.body().code()).isEqualTo("API-007");
                });
    }
}
