package io.basis.marketdata.snapshot;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.Points;
import io.basis.venues.catalogue.TimeSeries;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A rule that says what stands in for a series where it has a hole.
 *
 * <p>A rule makes a whole stand-in series, each row from rows of the same stamp or earlier ones. Reading it then obeys
 * the same as-of rules as reading any other series, so a substitute cannot look ahead.
 *
 * @param inputs the series that the rule needs for a key
 */
record Substitution(
        String name, Predicate<SeriesKey> covers, Function<SeriesKey, List<SeriesKey>> inputs, Maker maker) {

    private static final String FIVE_MINUTES = "_5m";
    private static final Duration CENTURY = Duration.ofDays(36525);

    /** OKX's mark price for its traded ETH perpetual. */
    static final Substitution OKX_MARK = new Substitution(
            "OKX mark price",
            key -> okx(key) && key.kind() == SeriesKind.PERP && key.symbol().equals("ETHUSDT"),
            key -> List.of(new SeriesKey(SeriesKind.MARK, key.source(), key.symbol())),
            (key, own, inputs) -> inputs.getFirst());

    /** The mean of Binance and Bybit for what OKX does not publish: BTC perpetual, spot, and single settlements. */
    static final Substitution MEAN_OF_BINANCE_AND_BYBIT = new Substitution(
            "mean of Binance and Bybit",
            key -> okx(key)
                    && switch (key.kind()) {
                        case SPOT, FUNDING -> true;
                        case PERP -> key.symbol().equals("BTCUSDT");
                        default -> false;
                    },
            key -> List.of(at(Venue.BINANCE, key), at(Venue.BYBIT, key)),
            (key, own, inputs) -> mean(key, inputs.get(0), inputs.get(1)));

    /** Binance spot times the last known ratio of perpetual to spot, for five-minute bars of the perpetual. */
    static final Substitution SPOT_TIMES_LAST_RATIO = new Substitution(
            "spot times the last known perp/spot ratio",
            key -> key.kind() == SeriesKind.PERP && key.symbol().endsWith(FIVE_MINUTES),
            key -> List.of(new SeriesKey(SeriesKind.SPOT, key.source(), key.symbol())),
            (key, own, inputs) -> scaledSpot(key, (Bars) own, (Bars) inputs.getFirst()));

    /** What one KING is taken to consist of, for ever, where nobody records it: an assumption, counted like any other. */
    static final Substitution ASSUMED_CONTENTS = new Substitution(
            "assumed contents",
            key -> key.kind() == SeriesKind.CONTENTS,
            key -> List.of(),
            (key, own, inputs) -> new Points(key, CENTURY.toMillis(), new long[] {0}, new double[] {
                key.equals(SeriesKey.inKing(Asset.EIGEN)) ? 2 : 1
            }));

    static final List<Substitution> RULES =
            List.of(OKX_MARK, MEAN_OF_BINANCE_AND_BYBIT, SPOT_TIMES_LAST_RATIO, ASSUMED_CONTENTS);

    /** Makes the stand-in for a series from its own data, if it has any, and the rule's inputs. */
    interface Maker {
        TimeSeries make(SeriesKey key, @Nullable TimeSeries own, List<TimeSeries> inputs);
    }

    /** The rule for a series, if there is one. */
    static @Nullable Substitution ruleFor(SeriesKey key) {
        for (Substitution rule : RULES) {
            if (rule.covers.test(key)) {
                return rule;
            }
        }
        return null;
    }

    private static boolean okx(SeriesKey key) {
        return key.source().equals(Venue.OKX.toString());
    }

    private static SeriesKey at(Venue venue, SeriesKey key) {
        return new SeriesKey(key.kind(), venue.toString(), key.symbol());
    }

    private static TimeSeries mean(SeriesKey key, TimeSeries a, TimeSeries b) {
        int most = Math.min(a.size(), b.size());
        int[] rowsOfA = new int[most];
        int[] rowsOfB = new int[most];
        int size = 0;
        for (int i = 0, j = 0; i < a.size() && j < b.size(); ) {
            long ahead = a.time(i) - b.time(j);
            if (ahead == 0) {
                rowsOfA[size] = i++;
                rowsOfB[size++] = j++;
            } else if (ahead < 0) {
                i++;
            } else {
                j++;
            }
        }
        long[] time = new long[size];
        double[][] columns = new double[4][size];
        for (int row = 0; row < size; row++) {
            int i = rowsOfA[row];
            int j = rowsOfB[row];
            time[row] = a.time(i);
            if (a instanceof Bars x && b instanceof Bars y) {
                columns[0][row] = (x.open(i) + y.open(j)) / 2;
                columns[1][row] = (x.high(i) + y.high(j)) / 2;
                columns[2][row] = (x.low(i) + y.low(j)) / 2;
                columns[3][row] = (x.close(i) + y.close(j)) / 2;
            } else {
                columns[0][row] = (((Points) a).value(i) + ((Points) b).value(j)) / 2;
            }
        }
        return a instanceof Bars
                ? new Bars(key, a.stepMillis(), time, columns[0], columns[1], columns[2], columns[3])
                : new Points(key, a.stepMillis(), time, columns[0]);
    }

    private static Bars scaledSpot(SeriesKey key, @Nullable Bars own, Bars spot) {
        int size = 0;
        long[] time = new long[spot.size()];
        double[][] columns = new double[4][spot.size()];
        double ratio = Double.NaN;
        int ownRow = 0;
        int spotRow = 0;
        for (int row = 0; row < spot.size() && own != null; row++) {
            while (ownRow < own.size() && own.end(ownRow) <= spot.time(row)) {
                while (spot.time(spotRow) < own.time(ownRow)) {
                    spotRow++;
                }
                if (spot.time(spotRow) == own.time(ownRow)) {
                    ratio = own.close(ownRow) / spot.close(spotRow);
                }
                ownRow++;
            }
            if (ratio > 0) {
                time[size] = spot.time(row);
                columns[0][size] = spot.open(row) * ratio;
                columns[1][size] = spot.high(row) * ratio;
                columns[2][size] = spot.low(row) * ratio;
                columns[3][size] = spot.close(row) * ratio;
                size++;
            }
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Arrays.copyOf(columns[i], size);
        }
        long[] stamps = Arrays.copyOf(time, size);
        return new Bars(key, spot.stepMillis(), stamps, columns[0], columns[1], columns[2], columns[3]);
    }
}
