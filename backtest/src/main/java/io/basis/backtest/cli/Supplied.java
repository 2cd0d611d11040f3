package io.basis.backtest.cli;

import io.basis.backtest.run.Benchmark;
import io.basis.domain.instrument.Asset;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.scenario.ShockedSnapshots;
import io.basis.marketdata.signal.SignalledMarket;
import io.basis.marketdata.snapshot.DataQuality;
import io.basis.marketdata.snapshot.SnapshotFeed;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.Points;
import io.basis.venues.catalogue.Signal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The market data of a run, and what is to be said of it.
 *
 * @param snapshots as the scenario of the run alters them; all else is of the data as it was read
 * @param hash fingerprint of what the data were read from
 * @param benchmark what the result is held against, or null
 */
record Supplied(
        List<MarketSnapshot> snapshots,
        String hash,
        DataQuality quality,
        @Nullable Benchmark benchmark) {

    /** From a catalogue, whose files make the fingerprint, with the predictions where the definition has any. */
    static Supplied from(Catalogue catalogue, SignalledMarket market, StrategyDefinition definition) {
        SnapshotFeed feed = SnapshotFeed.of(
                market,
                definition.series(),
                definition.from(),
                Objects.requireNonNull(definition.to()),
                definition.interval(),
                definition.parameters().gaps());
        String files = catalogue.hash(feed.sources());
        boolean signalled = feed.sources().stream().anyMatch(key -> key.kind() == SeriesKind.SIGNAL);
        return new Supplied(
                ShockedSnapshots.of(definition.scenario(), feed.snapshots()),
                signalled ? hash(files, market.signals()) : files,
                feed.quality(),
                benchmark(catalogue, definition));
    }

    private static String hash(String files, List<Signal> signals) {
        MessageDigest digest = sha256();
        digest.update(files.getBytes(StandardCharsets.UTF_8));
        ByteBuffer row = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + 2 * Double.BYTES);
        for (Signal signal : signals) {
            row.clear();
            row.putLong(signal.at().toEpochMilli());
            row.putInt(signal.direction().sign());
            row.putDouble(signal.confidence());
            row.putDouble(signal.sd());
            digest.update(row.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The yield of the staked dollar, for strategies that count in dollars. */
    private static @Nullable Benchmark benchmark(Catalogue catalogue, StrategyDefinition definition) {
        return definition.shareClass() == Asset.USDT && catalogue.has(Benchmark.SUSDE)
                ? new Benchmark((Points) catalogue.series(Benchmark.SUSDE))
                : null;
    }

    /** From a recording, whose values make the fingerprint. */
    static Supplied recorded(List<MarketSnapshot> snapshots, StrategyDefinition definition) {
        SeriesLayout layout = snapshots.getFirst().layout();
        return new Supplied(
                ShockedSnapshots.of(definition.scenario(), snapshots),
                hash(layout, snapshots),
                DataQuality.of(layout, snapshots),
                null);
    }

    private static String hash(SeriesLayout layout, List<MarketSnapshot> snapshots) {
        MessageDigest digest = sha256();
        digest.update(layout.keys().toString().getBytes(StandardCharsets.UTF_8));
        ByteBuffer row = ByteBuffer.allocate(Long.BYTES * (1 + 3 * layout.size()));
        for (MarketSnapshot snapshot : snapshots) {
            row.clear();
            row.putLong(snapshot.at().toEpochMilli());
            for (int slot = 0; slot < layout.size(); slot++) {
                row.putDouble(snapshot.value(slot));
                row.putDouble(snapshot.high(slot));
                row.putDouble(snapshot.low(slot));
            }
            digest.update(row.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
