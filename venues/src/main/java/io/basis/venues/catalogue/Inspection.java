package io.basis.venues.catalogue;

import io.basis.domain.market.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a series' file holds and what is odd about it, faults included that would keep the series from being used.
 *
 * @param file below the catalogue's root
 * @param rows usable rows
 * @param first stamp of the first usable row, absent if there is none
 * @param last stamp of the last usable row
 * @param gaps places where two rows are farther apart than one step; none are counted for irregular payments
 * @param missingRows rows that would fill the gaps
 * @param largestGap distance of the two rows around the largest gap
 * @param duplicates rows that repeat the stamp before them
 * @param outliers prices that jump by more than 30 % from one row to the next
 * @param longestFlatRun most rows in a row with one and the same price or value
 * @param problems lines that cannot be used, duplicates included
 * @param firstProblem what a run would say if it used this file, absent if the file is sound
 */
public record Inspection(
        SeriesKey series,
        String file,
        int rows,
        @Nullable Instant first,
        @Nullable Instant last,
        int gaps,
        long missingRows,
        Duration largestGap,
        int duplicates,
        int outliers,
        int longestFlatRun,
        int problems,
        @Nullable String firstProblem) {

    private static final double OUTLIER = 0.30;

    /** Inspects every series that a catalogue holds. */
    public static List<Inspection> of(Catalogue catalogue) {
        List<Inspection> inspections = new ArrayList<>();
        for (SeriesKey key : catalogue.available()) {
            inspections.add(inspect(catalogue, Layout.file(key)));
        }
        return inspections;
    }

    private static Inspection inspect(Catalogue catalogue, SeriesFile file) {
        SeriesReader.Tolerant read = SeriesReader.readTolerantly(catalogue.root(), file);
        TimeSeries series = read.series();
        int rows = series.size();
        int gaps = 0;
        long missing = 0;
        long largest = 0;
        int outliers = 0;
        int flat = rows == 0 ? 0 : 1;
        int longestFlat = flat;
        long step = series.stepMillis();
        for (int row = 1; row < rows; row++) {
            long distance = series.time(row) - series.time(row - 1);
            if (distance > step && regular(series)) {
                gaps++;
                missing += (distance - 1) / step;
                largest = Math.max(largest, distance);
            }
            double before = value(series, row - 1);
            double now = value(series, row);
            if (priced(series) && Math.abs(now / before - 1) > OUTLIER) {
                outliers++;
            }
            flat = now == before ? flat + 1 : 1;
            longestFlat = Math.max(longestFlat, flat);
        }
        return new Inspection(
                file.key(),
                file.path(),
                rows,
                rows == 0 ? null : Instant.ofEpochMilli(series.time(0)),
                rows == 0 ? null : Instant.ofEpochMilli(series.time(rows - 1)),
                gaps,
                missing,
                Duration.ofMillis(largest),
                read.duplicates(),
                outliers,
                longestFlat,
                read.problems(),
                read.firstProblem());
    }

    private static double value(TimeSeries series, int row) {
        return switch (series) {
            case Bars bars -> bars.close(row);
            case Points points -> points.value(row);
        };
    }

    private static boolean regular(TimeSeries series) {
        return switch (series.key().kind()) {
            case REWARD, SIGNAL -> false;
            case SPOT,
                    PERP,
                    MARK,
                    FUNDING,
                    LIQUIDITY_INDEX,
                    BORROW_INDEX,
                    SUPPLY_APR,
                    BORROW_APR,
                    ORACLE_USD,
                    LST_RATE,
                    LST_MARKET,
                    LST_YIELD,
                    CONTENTS,
                    GAS,
                    BENCHMARK -> true;
        };
    }

    /** True where a jump is suspicious; rates, gas and payments jump by nature. */
    private static boolean priced(TimeSeries series) {
        return switch (series.key().kind()) {
            case SPOT, PERP, MARK, LIQUIDITY_INDEX, BORROW_INDEX, ORACLE_USD, LST_RATE, LST_MARKET, CONTENTS -> true;
            case FUNDING, SUPPLY_APR, BORROW_APR, LST_YIELD, GAS, REWARD, BENCHMARK, SIGNAL -> false;
        };
    }
}
