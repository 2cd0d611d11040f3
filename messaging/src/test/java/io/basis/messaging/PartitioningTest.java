package io.basis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitioningTest {

    private final Placement placement = Partitioning.among(12);

    @Test
    void aStrategyBelongsOnItsOwnPartitionAlone() {
        // Given
        int own = Partitioning.of("btc-basis-1", 12);

        // When, Then
        assertThat(placement.right("btc-basis-1", own)).isTrue();
        assertThat(placement.right("btc-basis-1", (own + 1) % 12)).isFalse();
    }

    @Test
    void whatIsNoNameOfAStrategyBelongsNowhere() {
        // PostgreSQL takes no text with a zero in it, and no index takes a key of any length.
        for (String key : new String[] {"", "a\0b", "A", "-a", "k".repeat(101)}) {
            assertThat(placement.right(key, Partitioning.of(key, 12))).as(key).isFalse();
        }
    }
}
