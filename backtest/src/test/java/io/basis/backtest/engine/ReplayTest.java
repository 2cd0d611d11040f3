package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.backtest.simulation.SyntheticMarket;
import io.basis.domain.strategy.Flow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayTest {

    @ParameterizedTest
    @MethodSource("io.basis.strategy.definition.Modes#names")
    void theSameRunSaysTheSameToTheByte(String mode) {
        // Given
        List<String> once = replay(mode);

        // When
        List<String> again = replay(mode);

        // Then
        assertThat(once).hasSizeGreaterThan(5 * 240);
        assertThat(again).isEqualTo(once);
    }

    private static List<String> replay(String mode) {
        Runs run = Runs.of(mode)
                .transferDelay(Duration.ofHours(2))
                .flow(Flow.Type.DEPOSIT, "0.2", 30)
                .flow(Flow.Type.WITHDRAWAL, "0.5", 60);
        return Transcript.of(run, SyntheticMarket.calm(3), run.to());
    }
}
