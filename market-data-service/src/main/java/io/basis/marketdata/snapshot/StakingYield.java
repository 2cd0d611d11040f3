package io.basis.marketdata.snapshot;

import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.venues.catalogue.Points;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a liquid staking token earns, from how its protocol rate grew: a series that no catalogue holds.
 *
 * <p>One value per update of the rate, known with it: growth since the earliest update of the last 30 days, as a simple
 * fraction a year. The history before a run counts. Until there are 7 days of it there is no value.
 */
final class StakingYield {

    private static final long LONGEST = Duration.ofDays(30).toMillis();
    private static final long SHORTEST = Duration.ofDays(7).toMillis();
    private static final double YEAR = Duration.ofDays(365).toMillis();

    private StakingYield() {}

    /** True for the yields, which are made here. */
    static boolean is(SeriesKey key) {
        return key.kind() == SeriesKind.LST_YIELD;
    }

    /** The protocol rate that a yield is made from. */
    static SeriesKey rate(SeriesKey yield) {
        return new SeriesKey(SeriesKind.LST_RATE, yield.source(), yield.symbol());
    }

    static Points of(SeriesKey yield, Points rate) {
        long[] time = new long[rate.size()];
        double[] value = new double[rate.size()];
        int size = 0;
        int base = 0;
        for (int row = 0; row < rate.size(); row++) {
            while (rate.time(base) < rate.time(row) - LONGEST) {
                base++;
            }
            long elapsed = rate.time(row) - rate.time(base);
            if (elapsed >= SHORTEST) {
                time[size] = rate.time(row);
                value[size++] = (rate.value(row) / rate.value(base) - 1) * (YEAR / elapsed);
            }
        }
        return new Points(yield, rate.stepMillis(), Arrays.copyOf(time, size), Arrays.copyOf(value, size));
    }
}
