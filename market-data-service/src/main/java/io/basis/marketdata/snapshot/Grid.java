package io.basis.marketdata.snapshot;

import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.Points;
import io.basis.venues.catalogue.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of all series at all instants of a run, filled series by series.
 *
 * <p>The ladder for each value: the series' own, fresh; what its rule lets stand in; its own last one, marked stale,
 * where holding is what the series is for; otherwise a hole, and the earliest hole stops the run.
 */
final class Grid {

    /** A value may be this many steps old before it counts as stale. */
    private static final int STALE_AFTER_STEPS = 2;

    /** Distinct rows of provenance that are shared; with more the data is so broken that memory matters least. */
    private static final int SHARED_PATTERNS = 64;

    private final long first;
    private final long last;
    private final long interval;
    private final boolean fail;
    private final int count;
    private final double[][] values;
    private final Provenance[][] provenance;
    private final int slots;

    /** Rows of highs and lows, one shared row of NaN until the first series with bars comes. */
    private double[][] highs;

    private double[][] lows;
    private boolean anyBars;

    private @Nullable MissingDataException earliestHole;

    Grid(Instant from, Instant to, Duration interval, GapPolicy gaps, int slots) {
        this.first = from.toEpochMilli();
        this.interval = interval.toMillis();
        this.fail = gaps == GapPolicy.FAIL;
        this.slots = slots;
        this.count = Math.toIntExact((to.toEpochMilli() - first) / this.interval + 1);
        this.last = first + (count - 1) * this.interval;
        this.values = new double[count][slots];
        this.provenance = new Provenance[count][slots];
        double[] none = nan();
        this.highs = new double[count][];
        this.lows = new double[count][];
        Arrays.fill(highs, none);
        Arrays.fill(lows, none);
    }

    void fill(int slot, Supply supply) {
        TimeSeries shape = supply.own() != null ? supply.own() : supply.standIn();
        switch (shape) {
            case Bars bars -> fillBars(slot, supply, bars);
            case Points points when points.key().kind() == SeriesKind.SIGNAL -> fillPredictions(slot, points);
            case Points points when points.key().kind().momentary() -> fillPayments(slot, supply);
            case Points points -> fillPoints(slot, supply, points);
            case null -> throw new IllegalStateException("series " + supply.key() + " has neither data nor a rule");
        }
    }

    /** @throws MissingDataException at the earliest hole of all series */
    void requireWhole() {
        if (earliestHole != null) {
            throw earliestHole;
        }
    }

    MarketSnapshot[] snapshots(SeriesLayout layout) {
        MarketSnapshot[] snapshots = new MarketSnapshot[count];
        List<Provenance[]> patterns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = Instant.ofEpochMilli(first + i * interval);
            Provenance[] pattern = shared(provenance[i], patterns);
            snapshots[i] = new MarketSnapshot(at, layout, values[i], highs[i], lows[i], pattern);
        }
        return snapshots;
    }

    private void fillBars(int slot, Supply supply, Bars shape) {
        needExtremes();
        Bars mine = supply.own() instanceof Bars bars ? bars : noBars(supply.key());
        boolean late = supply.mayBeginLate() && mine.size() > 0;
        BarCursor own = new BarCursor(mine, late ? Math.max(first, mine.time(0)) : first, interval);
        @Nullable BarCursor standIn = null;
        for (int i = 0; i < count; i++) {
            long t = first + i * interval;
            own.moveTo(t);
            if (own.whole()) {
                put(i, slot, own.price(), own.high(), own.low(), Provenance.OBSERVED);
                continue;
            }
            if (standIn == null && supply.standIn() instanceof Bars bars) {
                standIn = new BarCursor(bars, first, interval);
            }
            if (standIn != null) {
                standIn.moveTo(t);
            }
            if (standIn != null && standIn.fresh()) {
                double price = own.fresh() ? own.price() : standIn.price();
                if (standIn.whole()) {
                    put(i, slot, price, standIn.high(), standIn.low(), Provenance.SUBSTITUTED);
                } else {
                    double high = higher(own.high(), standIn.high());
                    bridge(i, slot, price, high, lower(own.low(), standIn.low()), Provenance.SUBSTITUTED);
                }
            } else if (!fail && (own.fresh() || mayHold(own, shape))) {
                bridge(i, slot, own.price(), own.high(), own.low(), Provenance.STALE);
            } else {
                put(i, slot, Double.NaN, Double.NaN, Double.NaN, Provenance.ABSENT);
                hole(supply, t, own.known(), "its bar is absent");
            }
        }
    }

    /** Between the instants of a coarser series than the run its last price is what is known. */
    private boolean mayHold(BarCursor own, Bars shape) {
        return own.known() && shape.stepMillis() > interval;
    }

    /** Where bars are absent, the prices at the ends of the interval are all that is known of its extremes. */
    private void bridge(int i, int slot, double price, double high, double low, Provenance from) {
        double before = i == 0 ? price : values[i - 1][slot];
        put(i, slot, price, higher(high, higher(price, before)), lower(low, lower(price, before)), from);
    }

    private static double higher(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }

    private static double lower(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
    }

    private void put(int i, int slot, double price, double high, double low, Provenance from) {
        values[i][slot] = price;
        highs[i][slot] = high;
        lows[i][slot] = low;
        provenance[i][slot] = from;
    }

    private void fillPoints(int slot, Supply supply, Points points) {
        long limit = STALE_AFTER_STEPS * points.stepMillis();
        int row = points.rowAt(first);
        for (int i = 0; i < count; i++) {
            long t = first + i * interval;
            while (row + 1 < points.size() && points.time(row + 1) <= t) {
                row++;
            }
            boolean known = row >= 0;
            boolean fresh = known && t - points.time(row) <= limit;
            Provenance own = supply.own() == null ? Provenance.SUBSTITUTED : Provenance.OBSERVED;
            Provenance from = fresh ? own : Provenance.STALE;
            if (!known || (fail && !fresh)) {
                from = Provenance.ABSENT;
                hole(supply, t, known, "its last value is older than two steps");
            }
            values[i][slot] = known ? points.value(row) : Double.NaN;
            provenance[i][slot] = from;
        }
    }

    /** A prediction is for the bar that opens at its own stamp, and for no other. */
    private void fillPredictions(int slot, Points predictions) {
        leaveAbsent(slot);
        for (int row = predictions.rowAt(first - 1) + 1; row < predictions.size(); row++) {
            long sinceFirst = predictions.time(row) - first;
            if (sinceFirst > last - first) {
                return;
            }
            if (sinceFirst % interval == 0) {
                int i = (int) (sinceFirst / interval);
                values[i][slot] = predictions.value(row);
                provenance[i][slot] = Provenance.OBSERVED;
            }
        }
    }

    private void leaveAbsent(int slot) {
        for (int i = 0; i < count; i++) {
            values[i][slot] = Double.NaN;
            provenance[i][slot] = Provenance.ABSENT;
        }
    }

    private void fillPayments(int slot, Supply supply) {
        leaveAbsent(slot);
        Points own = supply.own() instanceof Points points ? points : noPoints(supply.key());
        Points standIn = supply.standIn() instanceof Points points ? points : noPoints(supply.key());
        if (supply.key().kind() == SeriesKind.FUNDING) {
            findSettlementsAbsent(supply, own, standIn);
        }
        int i = own.rowAt(first - interval) + 1;
        int j = standIn.rowAt(first - interval) + 1;
        while (true) {
            long mine = i < own.size() ? own.time(i) : Long.MAX_VALUE;
            long theirs = j < standIn.size() ? standIn.time(j) : Long.MAX_VALUE;
            if (Math.min(mine, theirs) > last) {
                return;
            }
            if (mine <= theirs) {
                pay(slot, mine, own.value(i), Provenance.OBSERVED);
            } else {
                pay(slot, theirs, standIn.value(j), Provenance.SUBSTITUTED);
            }
            i += mine <= theirs ? 1 : 0;
            j += theirs <= mine ? 1 : 0;
        }
    }

    /** Adds what is paid at a stamp to the first instant at or after it. */
    private void pay(int slot, long stamp, double amount, Provenance from) {
        int i = (int) Math.max(0, Math.ceilDiv(stamp - first, interval));
        boolean another = !Double.isNaN(values[i][slot]);
        values[i][slot] = another ? values[i][slot] + amount : amount;
        provenance[i][slot] = another && provenance[i][slot] == Provenance.SUBSTITUTED ? Provenance.SUBSTITUTED : from;
    }

    /** Settlements come every step: where two are farther apart, those between are due and absent. */
    private void findSettlementsAbsent(Supply supply, Points own, Points standIn) {
        long step = own.stepMillis();
        for (int row = 1; row < own.size(); row++) {
            long next = own.time(row);
            for (long due = own.time(row - 1) + step; due + step / 2 < next; due += step) {
                int other = standIn.rowAt(due);
                boolean filled = other >= 0 && standIn.time(other) == due;
                if (due > first && due <= last && !filled) {
                    hole(supply, due, true, "its settlement is absent");
                }
            }
        }
    }

    private static Points noPoints(SeriesKey key) {
        return new Points(key, 1, new long[0], new double[0]);
    }

    private static Bars noBars(SeriesKey key) {
        double[] none = {};
        return new Bars(key, 1, new long[0], none, none, none, none);
    }

    private void hole(Supply supply, long t, boolean begun, String why) {
        if ((!begun && supply.mayBeginLate())
                || (earliestHole != null && earliestHole.at().toEpochMilli() <= t)) {
            return;
        }
        @Nullable Substitution rule = supply.rule();
        String remedy = fail
                ? ", and data.gaps is fail"
                : rule == null ? ", and no rule fills it" : ", and neither can its rule (" + rule.name() + ")";
        earliestHole = new MissingDataException(
                supply.key(), Instant.ofEpochMilli(t), (begun ? why : "its data has not begun") + remedy);
    }

    private void needExtremes() {
        if (!anyBars) {
            anyBars = true;
            highs = new double[count][];
            lows = new double[count][];
            double[] none = nan();
            for (int i = 0; i < count; i++) {
                highs[i] = none.clone();
                lows[i] = none.clone();
            }
        }
    }

    private double[] nan() {
        double[] row = new double[slots];
        Arrays.fill(row, Double.NaN);
        return row;
    }

    private static Provenance[] shared(Provenance[] row, List<Provenance[]> patterns) {
        for (Provenance[] pattern : patterns) {
            if (Arrays.equals(pattern, row)) {
                return pattern;
            }
        }
        if (patterns.size() < SHARED_PATTERNS) {
            patterns.add(row);
        }
        return row;
    }
}
