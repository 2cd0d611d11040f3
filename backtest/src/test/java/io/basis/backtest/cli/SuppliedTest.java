package io.basis.backtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.signal.ExampleModel;
import io.basis.marketdata.signal.SignalSource;
import io.basis.marketdata.signal.SignalledMarket;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.Signal;
import io.basis.venues.catalogue.SignalFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppliedTest {

    private static final SeriesKey PERP = SeriesKey.parse("perp:binance:BTCUSDT_5m");
    private static final List<SeriesKey> SIGNALLED = List.of(
            PERP,
            SeriesKey.parse("spot:binance:BTCUSDT_5m"),
            SeriesKey.parse("funding:binance:BTCUSDT"),
            SeriesKey.SIGNAL_DIRECTION,
            SeriesKey.SIGNAL_CONFIDENCE,
            SeriesKey.SIGNAL_SD);

    @TempDir
    private Path folder;

    private Catalogue catalogue;

    @BeforeEach
    void makeCatalogue() throws IOException {
        catalogue = Catalogue.open(SmallCatalogue.in(folder.resolve("data")).root());
    }

    @Test
    void withoutAFileTheExampleModelPredicts() {
        // Given
        SignalledMarket market = new SignalledMarket(catalogue, new ExampleModel(catalogue));

        // When
        Supplied supplied = Supplied.from(catalogue, market, definition(SIGNALLED));

        // Then
        // It begins on the tenth day.
        assertThat(supplied.snapshots()).hasSize(10 * 288 + 1);
        assertThat(supplied.quality().missing()).isEqualTo(9 * 288);
        MarketSnapshot last = supplied.snapshots().getLast();
        Signal signal = market.signals().getLast();
        assertThat(last.value(3)).isEqualTo(signal.direction().sign());
        assertThat(last.value(4)).isEqualTo(signal.confidence());
        assertThat(last.value(5)).isEqualTo(signal.sd());
    }

    @Test
    void aFileOfTheSameSignalsMakesTheSameMarket() throws IOException {
        // Given
        SignalledMarket model = new SignalledMarket(catalogue, new ExampleModel(catalogue));
        Path file = folder.resolve("signals.csv");
        SignalFile.write(file, model.signals());
        List<Signal> read = SignalFile.read(file);

        // When
        Supplied one = Supplied.from(catalogue, model, definition(SIGNALLED));
        Supplied other = Supplied.from(catalogue, new SignalledMarket(catalogue, () -> read), definition(SIGNALLED));

        // Then
        assertThat(other.hash()).isEqualTo(one.hash());
        assertThat(other.quality()).isEqualTo(one.quality());
    }

    @Test
    void theFingerprintIsThatOfTheFilesAndOfTheSignalsUsed() {
        // Given
        SignalSource model = new ExampleModel(catalogue);
        List<Signal> fewer = model.signals().subList(0, 100);

        // When
        Supplied all = Supplied.from(catalogue, new SignalledMarket(catalogue, model), definition(SIGNALLED));
        Supplied some = Supplied.from(catalogue, new SignalledMarket(catalogue, () -> fewer), definition(SIGNALLED));
        Supplied none = Supplied.from(catalogue, new SignalledMarket(catalogue, model), definition(List.of(PERP)));

        // Then
        assertThat(some.hash()).isNotEqualTo(all.hash());
        assertThat(none.hash()).isEqualTo(catalogue.hash(List.of(PERP)));
    }

    @Test
    void theModelIsFittedOnceForAllRunsAndForNoneThatDoesWithout() {
        // Given
        AtomicInteger fits = new AtomicInteger();
        SignalledMarket market = new SignalledMarket(catalogue, () -> {
            fits.incrementAndGet();
            return new ExampleModel(catalogue).signals();
        });

        // When
        Supplied.from(catalogue, market, definition(List.of(PERP)));
        int before = fits.get();
        Supplied.from(catalogue, market, definition(SIGNALLED));
        Supplied.from(catalogue, market, definition(SIGNALLED));

        // Then
        assertThat(before).isZero();
        assertThat(fits).hasValue(1);
    }

    /** Any definition will do, over other series. */
    private static StrategyDefinition definition(List<SeriesKey> series) {
        StrategyDefinition any = Planning.withoutWindow("btc_basis", Map.of());
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
                SmallCatalogue.FROM,
                SmallCatalogue.TO,
                any.source(),
                any.positions(),
                series,
                any.parameters(),
                null);
    }
}
