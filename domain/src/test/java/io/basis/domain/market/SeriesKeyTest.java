package io.basis.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.message.MarketSnapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesKeyTest {

    @Property
    void parseAcceptsWhatToStringPrints(
            @ForAll SeriesKind kind,
            @ForAll @NotBlank @AlphaChars String source,
            @ForAll @NotBlank @AlphaChars String symbol) {
        SeriesKey key = new SeriesKey(kind, source, symbol);

        SeriesKey again = SeriesKey.parse(key.toString());

        assertThat(again).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spot:binance", "spot:binance:BTCUSDT:1h", "spot::BTCUSDT", "spot:binance:", "candle:a:b"})
    void whatIsNoKeyIsRefused(String text) {
        // When
        var thrown = assertThatThrownBy(() -> SeriesKey.parse(text));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyPaymentsAndPredictionsAreMomentary() {
        // When
        List<SeriesKind> momentary =
                Arrays.stream(SeriesKind.values()).filter(SeriesKind::momentary).toList();

        // Then
        assertThat(momentary).containsExactly(SeriesKind.FUNDING, SeriesKind.REWARD, SeriesKind.SIGNAL);
    }

    @Test
    void aSeriesStandsOnceInALayout() {
        // When
        var thrown = assertThatThrownBy(() -> new SeriesLayout(List.of(SeriesKey.GAS, SeriesKey.GAS)));

        // Then
        thrown.hasMessage("series gas:ethereum:gwei twice in one layout");
    }

    @Test
    void aSeriesThatIsNotWatchedIsNamed() {
        // Given
        SeriesLayout layout = new SeriesLayout(List.of(SeriesKey.GAS));

        // When
        var thrown = assertThatThrownBy(() -> layout.require(SeriesKey.parse("spot:okx:BTCUSDT")));

        // Then
        thrown.hasMessage("series spot:okx:BTCUSDT is not in the snapshot");
    }

    @Test
    void aSnapshotHasAValueForEverySeries() {
        // Given
        SeriesLayout layout = new SeriesLayout(List.of(SeriesKey.GAS));

        // When
        var thrown = assertThatThrownBy(() -> new MarketSnapshot(
                Instant.EPOCH, layout, new double[2], new double[1], new double[1], new Provenance[1]));

        // Then
        thrown.hasMessage("snapshot at 1970-01-01T00:00:00Z needs 1 values");
    }
}
