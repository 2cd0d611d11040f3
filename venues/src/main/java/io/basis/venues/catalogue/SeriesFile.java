package io.basis.venues.catalogue;

import io.basis.domain.market.SeriesKey;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Where one series stands: its file, the columns it needs of it, and what their values may be.
 *
 * @param path below the catalogue's root
 * @param columns open, high, low and close for bars; for points whatever {@code value} needs
 * @param step length of a bar, or the usual distance of two points
 * @param value the series' value from its columns; not used for bars
 */
record SeriesFile(
        SeriesKey key,
        String path,
        Shape shape,
        String timeColumn,
        List<String> columns,
        Duration step,
        Range range,
        ToDoubleFunction<double[]> value) {

    enum Shape {
        BARS,
        POINTS
    }

    /** Which numbers a column may hold. */
    enum Range {
        POSITIVE("must be above 0"),
        NOT_NEGATIVE("must be 0 or more"),
        ANY("may be any number");

        private final String rule;

        Range(String rule) {
            this.rule = rule;
        }

        boolean allows(double value) {
            return switch (this) {
                case POSITIVE -> value > 0;
                case NOT_NEGATIVE -> value >= 0;
                case ANY -> true;
            };
        }

        String rule() {
            return rule;
        }
    }

    SeriesFile {
        columns = List.copyOf(columns);
    }

    /** Price bars with columns {@code open_unit, high_unit, …}, preceded by a prefix such as {@code mark_}. */
    static SeriesFile bars(SeriesKey key, String path, String prefix, String unit, Duration step) {
        List<String> columns = List.of(
                prefix + "open_" + unit, prefix + "high_" + unit, prefix + "low_" + unit, prefix + "close_" + unit);
        return new SeriesFile(key, path, Shape.BARS, "timestamp", columns, step, Range.POSITIVE, cells -> cells[0]);
    }

    static SeriesFile points(SeriesKey key, String path, String column, Duration step, Range range) {
        return new SeriesFile(key, path, Shape.POINTS, "timestamp", List.of(column), step, range, cells -> cells[0]);
    }
}
