package io.basis.marketdata.snapshot;

import static io.basis.marketdata.snapshot.Tape.bar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.market.SeriesKey;
import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.CatalogueException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FilledBarsTest {

    private static final String PERP = "perp:binance:BTCUSDT_5m";
    private static final String SPOT = "spot:binance:BTCUSDT_5m";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @Test
    void holes_are_filled_by_the_rule_and_what_is_there_is_kept() {
        // Given
        Tape tape = new Tape()
                .bars(
                        PERP,
                        FIVE_MINUTES,
                        bar("2024-06-01T00:05:00Z", 101, 101, 101, 101),
                        bar("2024-06-01T00:20:00Z", 300, 300, 300, 300))
                .bars(
                        SPOT,
                        FIVE_MINUTES,
                        bar("2024-06-01T00:00:00Z", 50, 50, 50, 50),
                        bar("2024-06-01T00:05:00Z", 100, 100, 100, 100),
                        bar("2024-06-01T00:10:00Z", 200, 210, 190, 205),
                        bar("2024-06-01T00:20:00Z", 250, 250, 250, 250),
                        bar("2024-06-01T00:25:00Z", 400, 400, 400, 400));

        // When
        Bars filled = FilledBars.of(tape, SeriesKey.parse(PERP));

        // Then
        assertThat(filled.size()).isEqualTo(4);
        assertThat(Instant.ofEpochMilli(filled.time(1))).isEqualTo(Instant.parse("2024-06-01T00:10:00Z"));
        assertThat(new double[] {filled.open(1), filled.high(1), filled.low(1), filled.close(1)})
                .containsExactly(200 * 1.01, 210 * 1.01, 190 * 1.01, 205 * 1.01);
        assertThat(new double[] {filled.close(0), filled.close(2), filled.close(3)})
                .containsExactly(101, 300, 400 * 1.2);
    }

    @Test
    void a_series_without_a_stand_in_is_as_it_is() {
        // Given
        Tape tape = new Tape().bars(PERP, FIVE_MINUTES, bar("2024-06-01T00:05:00Z", 101, 102, 100, 101));

        // When Then
        assertThat(FilledBars.of(tape, SeriesKey.parse(PERP)).size()).isEqualTo(1);
        assertThatThrownBy(() -> FilledBars.of(new Tape(), SeriesKey.parse(PERP)))
                .isInstanceOf(CatalogueException.class);
    }
}
