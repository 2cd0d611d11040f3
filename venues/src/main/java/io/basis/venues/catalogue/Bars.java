package io.basis.venues.catalogue;

import io.basis.domain.market.SeriesKey;
import java.util.Arrays;

/** A series of price bars, each stamped with its open and known as a whole only one step later. */
public final class Bars implements TimeSeries {

    private final SeriesKey key;
    private final long stepMillis;
    private final long[] time;
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;

    /** Takes ownership of the arrays, which the caller must not change afterwards. */
    public Bars(
            SeriesKey key, long stepMillis, long[] time, double[] open, double[] high, double[] low, double[] close) {
        int size = time.length;
        if (open.length != size || high.length != size || low.length != size || close.length != size) {
            throw new IllegalArgumentException("series " + key + " needs columns of one length");
        }
        this.key = key;
        this.stepMillis = stepMillis;
        this.time = time;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
    }

    @Override
    public SeriesKey key() {
        return key;
    }

    @Override
    public long stepMillis() {
        return stepMillis;
    }

    @Override
    public int size() {
        return time.length;
    }

    @Override
    public long time(int row) {
        return time[row];
    }

    /** When a bar is complete: its stamp plus one step. */
    public long end(int row) {
        return time[row] + stepMillis;
    }

    public double open(int row) {
        return open[row];
    }

    public double high(int row) {
        return high[row];
    }

    public double low(int row) {
        return low[row];
    }

    public double close(int row) {
        return close[row];
    }

    @Override
    public int rowAt(long timeMillis) {
        int found = Arrays.binarySearch(time, timeMillis);
        return found >= 0 ? found : -found - 2;
    }
}
