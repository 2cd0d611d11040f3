package io.basis.marketdata.snapshot;

import io.basis.venues.catalogue.Bars;

/**
 * Walks through bars with the instants of a run and tells what is known of them at each.
 *
 * <p>Only the open of the bar in progress is known, all of the bars that have ended.
 */
final class BarCursor {

    private final Bars bars;
    private final long first;
    private final long windowMillis;
    private int row;

    private double price;
    private double high;
    private double low;
    private boolean fresh;
    private boolean whole;

    /** @param first the first instant that matters: bars that should have ended by then are not missed */
    BarCursor(Bars bars, long first, long intervalMillis) {
        this.bars = bars;
        this.first = first;
        this.windowMillis = Math.max(intervalMillis, bars.stepMillis());
        this.row = bars.rowAt(first - 1);
    }

    void moveTo(long t) {
        while (row + 1 < bars.size() && bars.time(row + 1) <= t) {
            row++;
        }
        if (row < 0) {
            price = Double.NaN;
            high = Double.NaN;
            low = Double.NaN;
            fresh = false;
            whole = false;
            return;
        }
        long end = bars.end(row);
        price = t < end ? bars.open(row) : bars.close(row);
        fresh = t <= end;
        int ended = extremes(t, t < end ? row - 1 : row);
        long due = Math.max(first, t - windowMillis);
        whole = fresh && ended >= Math.floorDiv(t, bars.stepMillis()) - Math.floorDiv(due, bars.stepMillis());
    }

    /** Highest and lowest price since the previous instant, and how many bars have ended since. */
    private int extremes(long t, int lastEnded) {
        high = Double.NaN;
        low = Double.NaN;
        int ended = 0;
        for (int i = lastEnded; i >= 0 && bars.end(i) > t - windowMillis; i--) {
            high = ended == 0 ? bars.high(i) : Math.max(high, bars.high(i));
            low = ended == 0 ? bars.low(i) : Math.min(low, bars.low(i));
            ended++;
        }
        return ended;
    }

    /** True if any price is known at all. */
    boolean known() {
        return row >= 0;
    }

    /** True if the price is the latest there can be: no bar that should have opened since is absent. */
    boolean fresh() {
        return fresh;
    }

    /** True if also all bars are there that should have ended since the previous instant of the run. */
    boolean whole() {
        return whole;
    }

    /** The open of the bar in progress, else the last close, NaN when nothing is known yet. */
    double price() {
        return price;
    }

    /** Highest price of the bars ended since the previous instant, or of the last one due, NaN when there is none. */
    double high() {
        return high;
    }

    double low() {
        return low;
    }
}
