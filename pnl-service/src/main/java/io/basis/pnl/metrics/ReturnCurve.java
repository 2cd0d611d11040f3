package io.basis.pnl.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Growth of one unit over time, flows taken out, so that its returns are time-weighted.
 *
 * <p>The unit is invested at the first instant, before anything else happens there: what the entry costs is part of
 * the first return, and the curve need not start at 1.
 */
public final class ReturnCurve {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final List<Instant> at;
    private final double[] growth;

    /**
     * Takes ownership of the array.
     *
     * @param at instants, ascending
     * @param growth value of the unit at each instant
     */
    public ReturnCurve(List<Instant> at, double[] growth) {
        if (at.isEmpty() || at.size() != growth.length) {
            throw new IllegalArgumentException(
                    "a return curve needs one value per instant, got " + at.size() + " and " + growth.length);
        }
        this.at = at;
        this.growth = growth;
    }

    /** Length of the curve in days, fractions included. */
    public double days() {
        return Duration.between(at.getFirst(), at.getLast()).toMillis() / (double) DAY_MILLIS;
    }

    /** R = value at the end − 1. */
    public double totalReturn() {
        return growth[growth.length - 1] - 1;
    }

    /** Deepest fall below the highest value so far, over all instants: min(value ÷ peak − 1), zero or negative. */
    public double maxDrawdown() {
        double peak = 1;
        double worst = 0;
        for (double value : growth) {
            peak = Math.max(peak, value);
            worst = Math.min(worst, value / peak - 1);
        }
        return worst;
    }

    /**
     * Returns of the whole days counted from the first instant, each read from the last value at or before its end.
     *
     * <p>Days of 24 hours from the start rather than calendar days, so that no day is shorter than another; a rest of
     * less than a day at the end is left out, because its return would pass for that of a whole day.
     */
    public double[] dailyReturns() {
        long start = at.getFirst().toEpochMilli();
        int days = (int) ((at.getLast().toEpochMilli() - start) / DAY_MILLIS);
        double[] returns = new double[days];
        double before = 1;
        int row = 0;
        for (int day = 0; day < days; day++) {
            long end = start + (day + 1) * DAY_MILLIS;
            while (row + 1 < growth.length && at.get(row + 1).toEpochMilli() <= end) {
                row++;
            }
            returns[day] = growth[row] / before - 1;
            before = growth[row];
        }
        return returns;
    }
}
