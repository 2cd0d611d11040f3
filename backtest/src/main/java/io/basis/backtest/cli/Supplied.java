package io.basis.backtest.cli;

import io.basis.backtest.run.Benchmark;
import io.basis.domain.instrument.Asset;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.marketdata.snapshot.DataQuality;
import io.basis.marketdata.snapshot.SnapshotFeed;
import io.basis.venues.catalogue.Catalogue;
import io.basis.venues.catalogue.Points;
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
 * @param hash fingerprint of what the data were read from
 * @param benchmark what the result is held against, or null
 */
record Supplied(
        List<MarketSnapshot> snapshots,
        String hash,
        DataQuality quality,
        @Nullable Benchmark benchmark) {

    /** From a catalogue, whose files make the fingerprint. */
    static Supplied from(Catalogue catalogue, StrategyDefinition definition) {
        SnapshotFeed feed = SnapshotFeed.of(
                catalogue,
                definition.series(),
                definition.from(),
                Objects.requireNonNull(definition.to()),
                definition.interval(),
                definition.parameters().gaps());
        return new Supplied(
                feed.snapshots(), catalogue.hash(feed.sources()), feed.quality(), benchmark(catalogue, definition));
    }

    /** The yield of the staked dollar, for strategies that count in dollars. */
    private static @Nullable Benchmark benchmark(Catalogue catalogue, StrategyDefinition definition) {
        return definition.shareClass() == Asset.USDT && catalogue.has(Benchmark.SUSDE)
                ? new Benchmark((Points) catalogue.series(Benchmark.SUSDE))
                : null;
    }

    /** From a recording, whose values make the fingerprint. */
    static Supplied recorded(List<MarketSnapshot> snapshots) {
        SeriesLayout layout = snapshots.getFirst().layout();
        return new Supplied(snapshots, hash(layout, snapshots), DataQuality.of(layout, snapshots), null);
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
