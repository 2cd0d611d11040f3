package io.basis.marketdata.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.core.Refusal;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesPattern;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.signal.ExampleModel;
import io.basis.messaging.Samples;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.CatalogueException;
import io.basis.venues.catalogue.SampleCatalogue;
import io.basis.venues.catalogue.Signal;
import io.basis.venues.catalogue.SignalFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedDataTest {

    private static final List<SeriesKey> SERIES = List.of(
            SeriesKey.parse("perp:binance:BTCUSDT_5m"),
            SeriesKey.SIGNAL_DIRECTION,
            SeriesKey.SIGNAL_CONFIDENCE,
            SeriesKey.SIGNAL_SD,
            SeriesKey.parse("lst_yield:etherfi:WEETH"));

    private static final String BROKER = "none:1";

    @TempDir
    private static Path folder;

    private static Catalogue sample;

    @BeforeAll
    static void makeSample() {
        sample = SampleCatalogue.open(folder.resolve("sample"), 1);
    }

    @Test
    void theExampleModelPredictsWhereNoFileDoes() {
        // Given
        RecordedData data = new RecordedData(Optional.of(sample.root()), Optional.empty(), BROKER);

        // When
        List<MarketSnapshot> snapshots = data.open(definition());

        // Then
        Signal signal = new ExampleModel(sample)
                .signals().stream()
                        .filter(one -> one.at().equals(snapshots.getLast().at()))
                        .findFirst()
                        .orElseThrow();
        assertThat(snapshots.getLast().value(1)).isEqualTo(signal.direction().sign());
        assertThat(snapshots.getLast().value(2)).isEqualTo(signal.confidence());
        assertThat(snapshots.getLast().value(3)).isEqualTo(signal.sd());
        assertThat(snapshots.getLast().value(4)).isBetween(0.02, 0.04);
    }

    @Test
    void aFileOfPredictionsTakesTheModelsPlace() throws IOException {
        // Given
        Signal signal = new Signal(Instant.parse("2024-06-02T00:00:00Z"), Signal.Direction.SHORT, 0.9, 0.005);
        Path file = folder.resolve("signals.csv");
        SignalFile.write(file, List.of(signal));
        RecordedData data = new RecordedData(Optional.of(sample.root()), Optional.of(file), BROKER);

        // When
        List<MarketSnapshot> snapshots = data.open(definition());

        // Then
        assertThat(snapshots.getLast().value(1)).isEqualTo(-1);
        assertThat(snapshots.getFirst().value(1)).isNaN();
    }

    @Test
    void aWrongFileOfPredictionsIsFoundWhenTheServiceStarts() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("wrong.csv"), "timestamp\n");

        // When Then
        assertThatThrownBy(() -> new RecordedData(Optional.of(sample.root()), Optional.of(file), BROKER))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("wrong.csv line 1");
    }

    @Test
    void everyStrategySeesTheSameHistoryAsItsScenarioAltersIt() {
        // Given
        RecordedData data = new RecordedData(Optional.of(sample.root()), Optional.empty(), BROKER);
        Duration noon = Duration.ofHours(12);
        Scenario crash = new Scenario(
                "crash",
                "Prices halve at noon",
                List.of(new Shock.Scale(noon, Duration.ZERO, SeriesPattern.parse("perp:*:*"), 0.5, Duration.ZERO)));

        // When
        List<MarketSnapshot> history = data.open(definition());
        List<MarketSnapshot> shocked = data.open(definition().with(crash));

        // Then
        assertThat(data.open(definition())).isSameAs(history);
        assertThat(shocked.getFirst()).isSameAs(history.getFirst());
        assertThat(shocked.getLast().value(0)).isEqualTo(history.getLast().value(0) / 2);
        assertThat(shocked.getLast().value(1)).isEqualTo(history.getLast().value(1));
    }

    @Test
    void withoutCatalogueAndTopicNothingCanBeReplayed() {
        // Given
        RecordedData data = new RecordedData(Optional.empty(), Optional.empty(), BROKER);

        // When Then
        assertThatThrownBy(() -> data.open(definition()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("set basis.catalogue");
    }

    /** The first day of June in five-minute steps. */
    private static StrategyDefinition definition() {
        StrategyDefinition any = Samples.definition("m-1", Environment.BACKTEST);
        return new StrategyDefinition(
                any.strategy(),
                any.mode(),
                any.family(),
                any.environment(),
                any.shareClass(),
                any.marketNeutral(),
                any.asset(),
                any.hedged(),
                Duration.ofMinutes(5),
                any.capital(),
                Instant.parse("2024-06-01T00:00:00Z"),
                Instant.parse("2024-06-02T00:00:00Z"),
                null,
                any.positions(),
                SERIES,
                any.parameters(),
                null);
    }
}
