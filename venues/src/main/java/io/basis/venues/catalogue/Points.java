package io.basis.venues.catalogue;

import io.basis.domain.market.SeriesKey;
import java.util.Arrays;

/** A series of values, each true at its own stamp: rates, indices, gas, payments. */
public final class Points implements TimeSeries {

    private final SeriesKey key;
    private final long stepMillis;
    private final long[] time;
    private final double[] value;

    /** Takes ownership of the arrays, which the caller must not change afterwards. */
    public Points(SeriesKey key, long stepMillis, long[] time, double[] value) {
        if (value.length != time.length) {
            throw new IllegalArgumentException("series " + key + " needs columns of one length");
        }
        this.key = key;
        this.stepMillis = stepMillis;
        this.time = time;
        this.value = value;
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

    public double value(int row) {
        return value[row];
    }

    @Override
    public int rowAt(long timeMillis) {
        int found = Arrays.binarySearch(time, timeMillis);
        return found >= 0 ? found : -found - 2;
    }
}
