package io.basis.marketdata.snapshot;

import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.SeriesKey;
import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.SeriesSource;
import java.util.Arrays;

/** Whole bars of a series and, in its holes, those that its rule lets stand in: what a model may learn from. */
public final class FilledBars {

    private final long[] time;
    private final double[][] columns;
    private int size;

    private FilledBars(int most) {
        time = new long[most];
        columns = new double[4][most];
    }

    /**
     * Both together, in order. Holes that the rule does not fill stay.
     *
     * @throws io.basis.venues.catalogue.CatalogueException if the series has no data, or unsound data
     */
    public static Bars of(SeriesSource source, SeriesKey key) {
        Bars own = (Bars) source.series(key);
        return new Supply(source, key, GapPolicy.SUBSTITUTE).standIn() instanceof Bars other
                ? new FilledBars(own.size() + other.size()).merge(own, other)
                : own;
    }

    private Bars merge(Bars own, Bars other) {
        int theirs = 0;
        for (int mine = 0; mine <= own.size(); mine++) {
            long next = mine < own.size() ? own.time(mine) : Long.MAX_VALUE;
            while (theirs < other.size() && other.time(theirs) <= next) {
                if (other.time(theirs) < next) {
                    add(other, theirs);
                }
                theirs++;
            }
            if (mine < own.size()) {
                add(own, mine);
            }
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Arrays.copyOf(columns[i], size);
        }
        long[] stamps = Arrays.copyOf(time, size);
        return new Bars(own.key(), own.stepMillis(), stamps, columns[0], columns[1], columns[2], columns[3]);
    }

    private void add(Bars from, int row) {
        time[size] = from.time(row);
        columns[0][size] = from.open(row);
        columns[1][size] = from.high(row);
        columns[2][size] = from.low(row);
        columns[3][size] = from.close(row);
        size++;
    }
}
