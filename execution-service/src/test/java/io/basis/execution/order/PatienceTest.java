package io.basis.execution.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {

    @ParameterizedTest
    @ValueSource(ints = {9, 10})
    void aWindowThatEndsBeforeAPlacementExpiresIsRefused(int window) {
        // When
        var thrown = assertThatThrownBy(() -> patience(window));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the window PT" + window
                        + "S must be longer than the validity PT10S, or one intent may have two orders");
    }

    @Test
    void aWindowThatEndsAfterItIsTaken() {
        assertThat(patience(11).window()).isEqualTo(Duration.ofSeconds(11));
    }

    private static Patience patience(int window) {
        return new Patience(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(window),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }
}
