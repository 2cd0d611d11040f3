package io.basis.backtest.run;

import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.venues.catalogue.Points;
import java.time.Instant;
import java.util.List;

/** A published yield that a run is held against: what one unit of currency would have become elsewhere. */
public final class Benchmark {

    /** The yield of Ethena's staked dollar, a year's fraction with compounding. */
    public static final SeriesKey SUSDE = new SeriesKey(SeriesKind.BENCHMARK, "ethena", "SUSDE");

    private static final double YEAR_MILLIS = 365.0 * 24 * 3600 * 1000;

    private final Points yields;

    /** A yield a year, each value true from its stamp to the next; zero is a hole of the source. */
    public Benchmark(Points yields) {
        this.yields = yields;
    }

    /** What one unit has become at each instant since the first of them, NaN before the yield is known. */
    public double[] growth(List<Instant> at) {
        double[] growth = new double[at.size()];
        double unit = Double.NaN;
        double yield = Double.NaN;
        int row = yields.rowAt(at.getFirst().toEpochMilli());
        for (int past = row; past >= 0 && Double.isNaN(yield); past--) {
            yield = published(past);
        }
        long since = at.getFirst().toEpochMilli();
        for (int i = 0; i < growth.length; i++) {
            long now = at.get(i).toEpochMilli();
            while (row + 1 < yields.size() && yields.time(row + 1) <= now) {
                row++;
                unit = grown(unit, yield, yields.time(row) - since);
                since = yields.time(row);
                yield = Double.isNaN(published(row)) ? yield : published(row);
            }
            if (Double.isNaN(unit) && !Double.isNaN(yield)) {
                unit = 1;
                since = now;
            }
            unit = grown(unit, yield, now - since);
            since = now;
            growth[i] = unit;
        }
        return growth;
    }

    private double published(int row) {
        double value = yields.value(row);
        return value == 0 ? Double.NaN : value;
    }

    private static double grown(double unit, double yield, long millis) {
        return millis == 0 ? unit : unit * StrictMath.pow(1 + yield, millis / YEAR_MILLIS);
    }
}
