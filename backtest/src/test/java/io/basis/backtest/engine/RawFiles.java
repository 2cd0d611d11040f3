package io.basis.backtest.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The data files as the oracles read them: numbers by stamp, in seconds, and nothing of the product.
 *
 * <p>What is known at t: the open of the bar stamped t, or the close of the bar that ended at t; of a series of values
 * the last one at or before t.
 */
final class RawFiles {

    private final Path data;

    RawFiles(Path data) {
        this.data = data;
    }

    /** Values at their stamps, each held until the next. */
    record Held(NavigableMap<Long, Double> values) {

        double at(long t) {
            return values.floorEntry(t).getValue();
        }

        long firstStamp() {
            return values.firstKey();
        }
    }

    record Bar(double open, double high, double low, double close) {

        Bar times(double factor) {
            return new Bar(open * factor, high * factor, low * factor, close * factor);
        }
    }

    /** Bars by the stamp of their open. */
    record Bars(NavigableMap<Long, Bar> bars, long interval) {

        boolean opensAt(long t) {
            return bars.containsKey(t);
        }

        Bar stamped(long t) {
            return Objects.requireNonNull(bars.get(t), () -> "no bar at " + Instant.ofEpochSecond(t));
        }

        double priceAt(long t) {
            return opensAt(t) ? stamped(t).open() : stamped(t - interval).close();
        }
    }

    Held held(String file, int column) {
        return new Held(values(file, 0, column));
    }

    /** A column by the stamps of another; a stamp without a time is midnight. */
    NavigableMap<Long, Double> values(String file, int stampColumn, int column) {
        NavigableMap<Long, Double> values = new TreeMap<>();
        for (String[] row : rows(file)) {
            values.put(seconds(row[stampColumn]), Double.parseDouble(row[column]));
        }
        return values;
    }

    Bars bars(String file, long interval) {
        NavigableMap<Long, Bar> bars = new TreeMap<>();
        for (String[] row : rows(file)) {
            bars.put(
                    seconds(row[0]),
                    new Bar(
                            Double.parseDouble(row[1]),
                            Double.parseDouble(row[2]),
                            Double.parseDouble(row[3]),
                            Double.parseDouble(row[4])));
        }
        return new Bars(bars, interval);
    }

    /** Bars of one series, and of another where the first has none. */
    static Bars firstOf(Bars preferred, Bars otherwise) {
        NavigableMap<Long, Bar> bars = new TreeMap<>(otherwise.bars());
        bars.putAll(preferred.bars());
        return new Bars(bars, preferred.interval());
    }

    /** Where the perpetual has no bar: the spot bar times the ratio of the last closes that both have. */
    static Bars filledFromSpot(Bars perp, Bars spot) {
        NavigableMap<Long, Bar> substitutes = new TreeMap<>();
        double ratio = Double.NaN;
        for (Map.Entry<Long, Bar> bar : spot.bars().entrySet()) {
            if (perp.opensAt(bar.getKey())) {
                ratio = perp.stamped(bar.getKey()).close() / bar.getValue().close();
            } else {
                substitutes.put(bar.getKey(), bar.getValue().times(ratio));
            }
        }
        return firstOf(perp, new Bars(substitutes, perp.interval()));
    }

    private List<String[]> rows(String file) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data.resolve(file))), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(line -> line.split(",")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long seconds(String stamp) {
        return Instant.parse(stamp.contains("T") ? stamp : stamp + "T00:00:00Z").getEpochSecond();
    }
}
