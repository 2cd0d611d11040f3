package io.basis.marketdata.snapshot;

import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many values of a run were not what their series itself said.
 *
 * @param bySeries the same for each series, in the order of the layout
 */
public record DataQuality(int substituted, int stale, int missing, Map<SeriesKey, Counts> bySeries) {

    /** Instants at which one series had each kind of value. */
    public record Counts(int substituted, int stale, int missing) {}

    public DataQuality {
        bySeries = Collections.unmodifiableMap(new LinkedHashMap<>(bySeries));
    }

    /**
     * Counts provenance over the snapshots of one layout, in order. That a payment is absent between its stamps is no
     * fault, nor that a series has not begun: where that matters it bounds the window instead. An instant without a
     * prediction is missing one, counted once, on the direction.
     */
    public static DataQuality of(SeriesLayout layout, Iterable<MarketSnapshot> snapshots) {
        int size = layout.size();
        int[] substituted = new int[size];
        int[] stale = new int[size];
        int[] missing = new int[size];
        boolean[] momentary = new boolean[size];
        boolean[] due = new boolean[size];
        for (int slot = 0; slot < size; slot++) {
            momentary[slot] = layout.keys().get(slot).kind().momentary();
            due[slot] = layout.keys().get(slot).equals(SeriesKey.SIGNAL_DIRECTION);
        }
        for (MarketSnapshot snapshot : snapshots) {
            for (int slot = 0; slot < size; slot++) {
                Provenance provenance = snapshot.provenance(slot);
                switch (provenance) {
                    case OBSERVED -> {}
                    case SUBSTITUTED -> substituted[slot]++;
                    case STALE -> stale[slot]++;
                    case ABSENT -> missing[slot] += due[slot] ? 1 : 0;
                }
                due[slot] |= provenance != Provenance.ABSENT && !momentary[slot];
            }
        }
        int allSubstituted = 0;
        int allStale = 0;
        int allMissing = 0;
        Map<SeriesKey, Counts> bySeries = new LinkedHashMap<>();
        for (int slot = 0; slot < size; slot++) {
            bySeries.put(layout.keys().get(slot), new Counts(substituted[slot], stale[slot], missing[slot]));
            allSubstituted += substituted[slot];
            allStale += stale[slot];
            allMissing += missing[slot];
        }
        return new DataQuality(allSubstituted, allStale, allMissing, bySeries);
    }
}
