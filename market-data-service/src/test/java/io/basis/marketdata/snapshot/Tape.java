package io.basis.marketdata.snapshot;

import io.basis.domain.market.SeriesKey;
import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.CatalogueException;
import io.basis.venues.catalogue.Points;
import io.basis.venues.catalogue.SeriesSource;
import io.basis.venues.catalogue.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Series written down in a test. */
final class Tape implements SeriesSource {

    private final Map<SeriesKey, TimeSeries> series = new HashMap<>();

    /** A row of a bar series: stamp, open, high, low, close. */
    record Bar(String at, double open, double high, double low, double close) {}

    /** A row of a point series. */
    record Point(String at, double value) {}

    static Bar bar(String at, double open, double high, double low, double close) {
        return new Bar(at, open, high, low, close);
    }

    static Point point(String at, double value) {
        return new Point(at, value);
    }

    Tape bars(String key, Duration step, Bar... bars) {
        return put(new Bars(
                SeriesKey.parse(key),
                step.toMillis(),
                Arrays.stream(bars).mapToLong(bar -> millis(bar.at())).toArray(),
                Arrays.stream(bars).mapToDouble(Bar::open).toArray(),
                Arrays.stream(bars).mapToDouble(Bar::high).toArray(),
                Arrays.stream(bars).mapToDouble(Bar::low).toArray(),
                Arrays.stream(bars).mapToDouble(Bar::close).toArray()));
    }

    Tape points(String key, Duration step, Point... points) {
        return put(new Points(
                SeriesKey.parse(key),
                step.toMillis(),
                Arrays.stream(points).mapToLong(point -> millis(point.at())).toArray(),
                Arrays.stream(points).mapToDouble(Point::value).toArray()));
    }

    Tape put(TimeSeries one) {
        series.put(one.key(), one);
        return this;
    }

    @Override
    public boolean has(SeriesKey key) {
        return series.containsKey(key);
    }

    @Override
    public TimeSeries series(SeriesKey key) {
        TimeSeries one = series.get(key);
        if (one == null) {
            throw new CatalogueException("series " + key + " is not on the tape");
        }
        return one;
    }

    private static long millis(String at) {
        return Instant.parse(at).toEpochMilli();
    }
}
