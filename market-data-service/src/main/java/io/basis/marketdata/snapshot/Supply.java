package io.basis.marketdata.snapshot;

import io.basis.domain.instrument.Asset;
import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.Points;
import io.basis.venues.catalogue.SeriesSource;
import io.basis.venues.catalogue.TimeSeries;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One wanted series: its own data, and what may stand in for it, read only when a hole asks for it. */
final class Supply {

    private final SeriesKey key;
    private final SeriesSource source;
    private final @Nullable Substitution rule;
    private final @Nullable TimeSeries own;
    private @Nullable TimeSeries standIn;
    private final Set<SeriesKey> read = new LinkedHashSet<>();

    /**
     * @throws io.basis.venues.catalogue.CatalogueException if the series has no data and no rule, or unsound data
     */
    Supply(SeriesSource source, SeriesKey key, GapPolicy gaps) {
        this.key = key;
        this.source = source;
        @Nullable Substitution known = Substitution.ruleFor(key);
        this.rule = gaps == GapPolicy.SUBSTITUTE ? known : null;
        this.own = StakingYield.is(key) ? stakingYield() : known == null || source.has(key) ? read(key) : null;
    }

    private Points stakingYield() {
        return StakingYield.of(key, (Points) read(StakingYield.rate(key)));
    }

    private TimeSeries read(SeriesKey one) {
        TimeSeries series = source.series(one);
        read.add(one);
        return series;
    }

    SeriesKey key() {
        return key;
    }

    /** True where a rule could stand in for a series without data, but the policy lets nothing do so. */
    boolean isOneHole() {
        return own == null && rule == null;
    }

    @Nullable
    TimeSeries own() {
        return own;
    }

    @Nullable
    Substitution rule() {
        return rule;
    }

    /** The stand-in made by the series' rule, or null if it has none. */
    @Nullable
    TimeSeries standIn() {
        if (standIn == null && rule != null && (own == null || inputsExist(rule))) {
            List<TimeSeries> inputs = new ArrayList<>();
            for (SeriesKey input : rule.inputs().apply(key)) {
                inputs.add(read(input));
            }
            standIn = rule.maker().make(key, own, inputs);
        }
        return standIn;
    }

    /** A catalogue without the series that could stand in is no fault while nothing needs them. */
    private boolean inputsExist(Substitution known) {
        return known.inputs().apply(key).stream().allMatch(source::has);
    }

    /** The series read so far on behalf of this one. */
    Set<SeriesKey> read() {
        return read;
    }

    /**
     * True if the series is simply absent before it begins, bounding no window: what a reward token is worth matters
     * only once it is paid out, and a benchmark is there to compare with.
     */
    boolean mayBeginLate() {
        return switch (key.kind()) {
            case REWARD, BENCHMARK, SIGNAL, LST_YIELD, CONTENTS -> true;
            case SPOT ->
                key.symbol().equals(Asset.EIGEN + "WETH") || key.symbol().equals(Asset.ETHFI + "WETH");
            case PERP,
                    MARK,
                    FUNDING,
                    LIQUIDITY_INDEX,
                    BORROW_INDEX,
                    SUPPLY_APR,
                    BORROW_APR,
                    ORACLE_USD,
                    LST_RATE,
                    LST_MARKET,
                    GAS -> false;
        };
    }

    /**
     * True if the series bounds no window at its end: where there is no prediction none was made, a yield goes as far
     * as the rate that it is made from, and rewards come at irregular instants, so that none after the last one is data.
     */
    private boolean mayEndEarly() {
        SeriesKind kind = key.kind();
        return kind == SeriesKind.REWARD || kind == SeriesKind.SIGNAL || kind == SeriesKind.LST_YIELD;
    }

    /** True if the series' own data covers a window, holes inside apart. */
    boolean ownCovers(long from, long to) {
        return own != null && (mayBeginLate() || start(own) <= from) && to <= end(own);
    }

    /** First instant at which there is a value, own or stand-in. */
    long start() {
        if (mayBeginLate()) {
            return Long.MIN_VALUE;
        }
        long start = own == null ? Long.MAX_VALUE : start(own);
        @Nullable TimeSeries other = standIn();
        return other == null ? start : Math.min(start, start(other));
    }

    /** Last instant at which there is a value, own or stand-in. */
    long end() {
        long end = own == null ? Long.MIN_VALUE : end(own);
        @Nullable TimeSeries other = standIn();
        return other == null ? end : Math.max(end, end(other));
    }

    private static long start(TimeSeries series) {
        return series.size() == 0 ? Long.MAX_VALUE : series.time(0);
    }

    /** A bar is good to its end, a point until the next one is due, a settlement until just before that. */
    private long end(TimeSeries series) {
        if (mayEndEarly()) {
            return Long.MAX_VALUE;
        }
        if (series.size() == 0) {
            return Long.MIN_VALUE;
        }
        int last = series.size() - 1;
        return switch (series) {
            case Bars bars -> bars.end(last);
            case Points points ->
                points.time(last) + points.stepMillis() - (points.key().kind().momentary() ? 1 : 0);
        };
    }
}
