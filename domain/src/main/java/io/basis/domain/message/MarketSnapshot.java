package io.basis.domain.message;

import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesLayout;
import java.time.Instant;

/**
 * Everything subscribed, as of one instant, with the provenance of each value.
 *
 * <p>Values stand in the order of the layout. A value that is absent is {@code NaN}, never zero; so are the high and
 * low of a series that has no bars.
 */
public final class MarketSnapshot implements Message {

    private final Instant at;
    private final SeriesLayout layout;
    private final double[] values;
    private final double[] highs;
    private final double[] lows;
    private final Provenance[] provenance;

    /**
     * Takes ownership of the arrays, which the caller must not change afterwards.
     *
     * @param highs highest price of the last completed bar, or NaN
     * @param lows lowest price of the last completed bar, or NaN
     */
    public MarketSnapshot(
            Instant at, SeriesLayout layout, double[] values, double[] highs, double[] lows, Provenance[] provenance) {
        int size = layout.size();
        if (values.length != size || highs.length != size || lows.length != size || provenance.length != size) {
            throw new IllegalArgumentException("snapshot at " + at + " needs " + size + " values");
        }
        this.at = at;
        this.layout = layout;
        this.values = values;
        this.highs = highs;
        this.lows = lows;
        this.provenance = provenance;
    }

    public Instant at() {
        return at;
    }

    public SeriesLayout layout() {
        return layout;
    }

    /** The value in a slot, NaN when absent. */
    public double value(int slot) {
        return values[slot];
    }

    public double high(int slot) {
        return highs[slot];
    }

    public double low(int slot) {
        return lows[slot];
    }

    public Provenance provenance(int slot) {
        return provenance[slot];
    }
}
