package io.basis.marketdata.app;

import io.basis.domain.core.Refusal;
import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.replay.SnapshotSource;
import io.basis.marketdata.scenario.ShockedSnapshots;
import io.basis.marketdata.signal.ExampleModel;
import io.basis.marketdata.signal.SignalSource;
import io.basis.marketdata.signal.SignalledMarket;
import io.basis.marketdata.snapshot.Coverage;
import io.basis.marketdata.snapshot.MissingDataException;
import io.basis.marketdata.snapshot.SnapshotFeed;
import io.basis.marketdata.snapshot.WindowException;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.CatalogueException;
import io.basis.venues.catalogue.SeriesSource;
import io.basis.venues.catalogue.SignalFile;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What strategies are replayed from: the topic that they name, or the catalogue.
 *
 * <p>Strategies with the same series and window share their snapshots for as long as one of them runs; each sees them
 * as its scenario alters them.
 */
final class RecordedData implements SnapshotSource {

    private final @Nullable SeriesSource market;
    private final String bootstrap;
    private final Map<Window, WeakReference<List<MarketSnapshot>>> open = new HashMap<>();

    private record Window(
            List<SeriesKey> series,
            Instant from,
            @Nullable Instant to,
            Duration interval,
            GapPolicy gaps,
            @Nullable String source) {}

    /**
     * Opens what there is.
     *
     * @param signals file of the predictions; without it the example model makes them from the catalogue
     * @throws CatalogueException if a folder or file cannot be used
     */
    RecordedData(Optional<Path> catalogue, Optional<Path> signals, String bootstrap) {
        this.market = catalogue
                .map(Catalogue::open)
                .map(market -> signalled(market, signals))
                .orElse(null);
        this.bootstrap = bootstrap;
    }

    private static SeriesSource signalled(Catalogue market, Optional<Path> file) {
        SignalSource source = file.map(SignalFile::read)
                .<SignalSource>map(signals -> () -> signals)
                .orElseGet(() -> new ExampleModel(market));
        return new SignalledMarket(market, source);
    }

    @Override
    public List<MarketSnapshot> open(StrategyDefinition definition) {
        return ShockedSnapshots.of(definition.scenario(), history(definition));
    }

    private List<MarketSnapshot> history(StrategyDefinition definition) {
        Window window = new Window(
                definition.series(),
                definition.from(),
                definition.to(),
                definition.interval(),
                definition.parameters().gaps(),
                definition.source());
        @Nullable WeakReference<List<MarketSnapshot>> shared = open.get(window);
        @Nullable List<MarketSnapshot> known = shared == null ? null : shared.get();
        if (known != null) {
            return known;
        }
        List<MarketSnapshot> snapshots = read(definition);
        open.values().removeIf(reference -> reference.get() == null);
        open.put(window, new WeakReference<>(snapshots));
        return snapshots;
    }

    private List<MarketSnapshot> read(StrategyDefinition definition) {
        try {
            return definition.source() == null
                    ? fromCatalogue(definition)
                    : new RecordedTopic(bootstrap, definition.source()).open(definition);
        } catch (MissingDataException e) {
            throw new Refusal("DAT-001", String.valueOf(e.getMessage()));
        } catch (WindowException e) {
            throw new Refusal("DAT-002", String.valueOf(e.getMessage()));
        } catch (CatalogueException e) {
            throw new Refusal("DAT-003", String.valueOf(e.getMessage()));
        }
    }

    private List<MarketSnapshot> fromCatalogue(StrategyDefinition definition) {
        if (market == null) {
            throw new Refusal(
                    "DAT-003",
                    definition.strategy() + " names no source topic, and market-data-service has no catalogue: set"
                            + " basis.catalogue to its folder");
        }
        Instant to = definition.to() == null
                ? Coverage.of(
                                market,
                                definition.series(),
                                definition.parameters().gaps())
                        .to()
                : definition.to();
        return SnapshotFeed.of(
                        market,
                        definition.series(),
                        definition.from(),
                        to,
                        definition.interval(),
                        definition.parameters().gaps())
                .snapshots();
    }
}
