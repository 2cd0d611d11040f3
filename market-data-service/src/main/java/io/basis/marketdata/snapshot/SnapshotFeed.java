package io.basis.marketdata.snapshot;

import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.venues.catalogue.SeriesSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The snapshots of a run, one for every instant from its first to its last.
 *
 * <p>All are made at once and then only handed out: a run, or a sweep of many runs over one window, does no look-up, no
 * parsing and no allocation for market data in its loop. Holes are found before the run begins.
 */
public final class SnapshotFeed {

    private final SeriesLayout layout;
    private final List<MarketSnapshot> snapshots;
    private final Set<SeriesKey> sources;

    private SnapshotFeed(SeriesLayout layout, List<MarketSnapshot> snapshots, Set<SeriesKey> sources) {
        this.layout = layout;
        this.snapshots = snapshots;
        this.sources = sources;
    }

    /**
     * Reads the series, and those that stand in for them, and makes the snapshots.
     *
     * @param to the last instant, if a whole number of intervals leads there; never passed
     * @throws WindowException if the data does not cover the window
     * @throws MissingDataException at the first hole that the policy does not let anything fill
     * @throws io.basis.venues.catalogue.CatalogueException if a series cannot be had or is unsound
     */
    public static SnapshotFeed of(
            SeriesSource source, List<SeriesKey> keys, Instant from, Instant to, Duration interval, GapPolicy gaps) {
        if (interval.toMillis() <= 0) {
            throw new IllegalArgumentException("interval " + interval + " must be above 0");
        }
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("window ends " + to + " before it starts " + from);
        }
        SeriesLayout layout = new SeriesLayout(keys);
        List<Supply> supplies =
                layout.keys().stream().map(key -> new Supply(source, key, gaps)).toList();
        for (Supply supply : supplies) {
            if (supply.isOneHole()) {
                throw new MissingDataException(
                        supply.key(), from, "there is no data of it at all, and data.gaps=fail lets nothing stand in");
            }
        }
        requireCovered(supplies, from, to);
        Grid grid = new Grid(from, to, interval, gaps, layout.size());
        for (int slot = 0; slot < supplies.size(); slot++) {
            grid.fill(slot, supplies.get(slot));
        }
        grid.requireWhole();
        Set<SeriesKey> sources = new LinkedHashSet<>();
        supplies.forEach(supply -> sources.addAll(supply.read()));
        return new SnapshotFeed(layout, Arrays.asList(grid.snapshots(layout)), Collections.unmodifiableSet(sources));
    }

    private static void requireCovered(List<Supply> supplies, Instant from, Instant to) {
        long first = from.toEpochMilli();
        long last = to.toEpochMilli();
        if (supplies.stream().allMatch(supply -> supply.ownCovers(first, last))) {
            return;
        }
        Coverage coverage = Coverage.of(supplies);
        if (!coverage.contains(from, to)) {
            throw new WindowException(
                    "data does not cover " + from + " to " + to + ", the window available is " + coverage);
        }
    }

    public SeriesLayout layout() {
        return layout;
    }

    /** Number of snapshots. */
    public int size() {
        return snapshots.size();
    }

    /** The snapshot of the instant {@code from + index × interval}. */
    public MarketSnapshot at(int index) {
        return snapshots.get(index);
    }

    /** All snapshots in order, unmodifiable. */
    public List<MarketSnapshot> snapshots() {
        return Collections.unmodifiableList(snapshots);
    }

    /** Every series that was read, those that stood in for others too: what a hash of the data used must cover. */
    public Set<SeriesKey> sources() {
        return sources;
    }

    /** How many values were substituted, stale or missing. */
    public DataQuality quality() {
        return DataQuality.of(layout, snapshots);
    }
}
