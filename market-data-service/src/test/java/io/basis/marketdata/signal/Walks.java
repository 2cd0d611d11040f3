package io.basis.marketdata.signal;

import io.basis.venues.catalogue.Bars;
import java.time.Instant;
import java.util.Arrays;

/** Five-minute bars written down as closes. */
final class Walks {

    static final Instant START = Instant.parse("2024-06-01T00:00:00Z");
    static final long STEP = 300_000;
    static final int DAY = 288;

    private Walks() {}

    static Bars bars(double[] closes) {
        long[] time = new long[closes.length];
        for (int i = 0; i < time.length; i++) {
            time[i] = START.toEpochMilli() + i * STEP;
        }
        return new Bars(ExampleModel.BARS, STEP, time, closes, closes, closes, closes);
    }

    /** The same bars without some. */
    static Bars without(Bars bars, int from, int to) {
        int size = bars.size() - (to - from);
        long[] time = new long[size];
        double[] closes = new double[size];
        for (int i = 0; i < size; i++) {
            int row = i < from ? i : i + (to - from);
            time[i] = bars.time(row);
            closes[i] = bars.close(row);
        }
        return new Bars(ExampleModel.BARS, STEP, time, closes, closes, closes, closes);
    }

    /** The same bars, those from one on replaced. */
    static Bars changed(Bars bars, int from, double[] closes) {
        double[] all = new double[bars.size()];
        Arrays.setAll(all, row -> row < from ? bars.close(row) : closes[row]);
        return bars(all);
    }

    static Instant at(int bar) {
        return START.plusMillis(bar * STEP);
    }
}
