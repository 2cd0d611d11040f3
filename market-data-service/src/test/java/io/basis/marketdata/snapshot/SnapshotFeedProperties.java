package io.basis.marketdata.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.market.GapPolicy;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.Points;
import io.basis.venues.catalogue.SeriesSource;
import io.basis.venues.catalogue.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SnapshotFeedProperties {

    private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant END = Instant.parse("2024-06-06T00:00:00Z");
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private static final int[] INTERVALS = {5, 15, 45, 60, 240, 480, 1440};

    private static final SeriesKey SPOT = SeriesKey.parse("spot:uniswap:WETHUSDT");
    private static final SeriesKey GAS = SeriesKey.GAS;
    private static final SeriesKey REWARD = SeriesKey.parse("reward:etherfi:EIGEN");

    private static final List<SeriesKey> RULED = List.of(
            SeriesKey.parse("perp:okx:BTCUSDT"),
            SeriesKey.parse("perp:okx:ETHUSDT"),
            SeriesKey.parse("perp:binance:BTCUSDT_5m"),
            SeriesKey.parse("funding:okx:BTCUSDT"),
            SeriesKey.parse("funding:okx:ETHUSDT"),
            SPOT,
            GAS,
            REWARD);

    /** Against the definition, looked up by scanning every row at every instant. */
    @Property(tries = 200)
    void agrees_with_the_definition(@ForAll long seed, @ForAll @IntRange(max = 6) int choice) {
        long interval = INTERVALS[choice] * MINUTE;
        Random random = new Random(seed);
        Bars bars = bars(SPOT, 15 * MINUTE, 0, random);
        Points gas = points(GAS, HOUR, 0.3, random);
        Points rewards = points(REWARD, HOUR, 0.8, random);
        Tape tape = new Tape().put(bars).put(gas).put(rewards);

        SnapshotFeed feed = SnapshotFeed.of(
                tape, List.of(SPOT, GAS, REWARD), START, END, Duration.ofMillis(interval), GapPolicy.SUBSTITUTE);

        for (int i = 0; i < feed.size(); i++) {
            MarketSnapshot snapshot = feed.at(i);
            long t = START.toEpochMilli() + i * interval;
            assertThat(snapshot.at().toEpochMilli()).isEqualTo(t);
            double price = Double.NaN;
            double high = Double.NaN;
            double low = Double.NaN;
            for (int row = 0; row < bars.size(); row++) {
                if (bars.time(row) <= t) {
                    price = bars.end(row) <= t ? bars.close(row) : bars.open(row);
                }
                if (bars.end(row) <= t && bars.end(row) > t - Math.max(interval, 15 * MINUTE)) {
                    high = Double.isNaN(high) ? bars.high(row) : Math.max(high, bars.high(row));
                    low = Double.isNaN(low) ? bars.low(row) : Math.min(low, bars.low(row));
                }
            }
            double held = Double.NaN;
            long age = 0;
            for (int row = 0; row < gas.size(); row++) {
                if (gas.time(row) <= t) {
                    held = gas.value(row);
                    age = t - gas.time(row);
                }
            }
            double paid = 0;
            boolean anyPaid = false;
            for (int row = 0; row < rewards.size(); row++) {
                if (rewards.time(row) <= t && rewards.time(row) > t - interval) {
                    paid += rewards.value(row);
                    anyPaid = true;
                }
            }
            assertThat(new double[] {snapshot.value(0), snapshot.high(0), snapshot.low(0), snapshot.value(1)})
                    .containsExactly(price, high, low, held);
            assertThat(snapshot.provenance(1)).isEqualTo(age > 2 * HOUR ? Provenance.STALE : Provenance.OBSERVED);
            assertThat(Double.isNaN(snapshot.value(2))).isEqualTo(!anyPaid);
            assertThat(anyPaid ? snapshot.value(2) : 0).isEqualTo(paid);
        }
    }

    @Property(tries = 300)
    void cannot_look_ahead(
            @ForAll long seed, @ForAll @IntRange(max = 6) int choice, @ForAll @IntRange(max = 1440) int cut) {
        Duration interval = Duration.ofMinutes(INTERVALS[choice]);
        Tape tape = tape(new Random(seed));
        long t = START.toEpochMilli() + cut * (5 * MINUTE);

        SnapshotFeed real = SnapshotFeed.of(tape, RULED, START, END, interval, GapPolicy.SUBSTITUTE);
        SnapshotFeed noisy =
                SnapshotFeed.of(new NoisyAfter(tape, t), RULED, START, END, interval, GapPolicy.SUBSTITUTE);

        for (int i = 0; i < real.size() && real.at(i).at().toEpochMilli() <= t; i++) {
            assertThat(written(noisy.at(i))).isEqualTo(written(real.at(i)));
        }
    }

    /** The same series, except that all that becomes known after an instant is noise. */
    private record NoisyAfter(Tape tape, long t) implements SeriesSource {

        @Override
        public boolean has(SeriesKey key) {
            return tape.has(key);
        }

        @Override
        public TimeSeries series(SeriesKey key) {
            return switch (tape.series(key)) {
                case Bars bars -> noisy(bars);
                case Points points -> noisy(points);
            };
        }

        private Bars noisy(Bars bars) {
            Random random = new Random(t);
            long[] time = new long[bars.size()];
            double[][] columns = new double[4][bars.size()];
            for (int row = 0; row < bars.size(); row++) {
                boolean openKnown = bars.time(row) <= t;
                boolean restKnown = bars.end(row) <= t;
                time[row] = bars.time(row);
                columns[0][row] = openKnown ? bars.open(row) : random.nextDouble();
                columns[1][row] = restKnown ? bars.high(row) : random.nextDouble() + 1;
                columns[2][row] = restKnown ? bars.low(row) : random.nextDouble();
                columns[3][row] = restKnown ? bars.close(row) : random.nextDouble();
            }
            return new Bars(bars.key(), bars.stepMillis(), time, columns[0], columns[1], columns[2], columns[3]);
        }

        private Points noisy(Points points) {
            Random random = new Random(t);
            long[] time = new long[points.size()];
            double[] value = new double[points.size()];
            for (int row = 0; row < points.size(); row++) {
                time[row] = points.time(row);
                value[row] = points.time(row) <= t ? points.value(row) : random.nextDouble();
            }
            return new Points(points.key(), points.stepMillis(), time, value);
        }
    }

    private static Tape tape(Random random) {
        return new Tape()
                .put(bars(SeriesKey.parse("perp:binance:BTCUSDT"), HOUR, 0, random))
                .put(bars(SeriesKey.parse("perp:bybit:BTCUSDT"), HOUR, 0, random))
                .put(bars(SeriesKey.parse("perp:okx:ETHUSDT"), HOUR, 0.5, random))
                .put(bars(SeriesKey.parse("mark:okx:ETHUSDT"), HOUR, 0, random))
                .put(bars(SeriesKey.parse("perp:binance:BTCUSDT_5m"), 5 * MINUTE, 0.5, random))
                .put(bars(SeriesKey.parse("spot:binance:BTCUSDT_5m"), 5 * MINUTE, 0, random))
                .put(bars(SPOT, 15 * MINUTE, 0, random))
                .put(points(SeriesKey.parse("funding:binance:BTCUSDT"), 8 * HOUR, 0, random))
                .put(points(SeriesKey.parse("funding:bybit:BTCUSDT"), 8 * HOUR, 0, random))
                .put(points(SeriesKey.parse("funding:okx:BTCUSDT"), 8 * HOUR, 0.5, random))
                .put(points(SeriesKey.parse("funding:binance:ETHUSDT"), 8 * HOUR, 0, random))
                .put(points(SeriesKey.parse("funding:bybit:ETHUSDT"), 8 * HOUR, 0, random))
                .put(points(SeriesKey.parse("funding:okx:ETHUSDT"), 8 * HOUR, 0.5, random))
                .put(points(GAS, HOUR, 0.3, random))
                .put(points(REWARD, HOUR, 0.8, random));
    }

    /** Bars over the window, each but the first missing with a probability. */
    private static Bars bars(SeriesKey key, long step, double missing, Random random) {
        List<Long> stamps = stamps(step, END.toEpochMilli() - 1, missing, random);
        double[][] columns = new double[4][stamps.size()];
        for (int row = 0; row < stamps.size(); row++) {
            columns[0][row] = 100 + random.nextDouble();
            columns[1][row] = 102 + random.nextDouble();
            columns[2][row] = 98 + random.nextDouble();
            columns[3][row] = 100 + random.nextDouble();
        }
        long[] time = stamps.stream().mapToLong(Long::longValue).toArray();
        return new Bars(key, step, time, columns[0], columns[1], columns[2], columns[3]);
    }

    private static Points points(SeriesKey key, long step, double missing, Random random) {
        List<Long> stamps = stamps(step, END.toEpochMilli(), missing, random);
        double[] value =
                stamps.stream().mapToDouble(stamp -> random.nextDouble()).toArray();
        return new Points(key, step, stamps.stream().mapToLong(Long::longValue).toArray(), value);
    }

    private static List<Long> stamps(long step, long last, double missing, Random random) {
        List<Long> stamps = new ArrayList<>();
        long first = START.toEpochMilli();
        for (long stamp = first; stamp <= last; stamp += step) {
            if (stamp == first || stamp + step > last || random.nextDouble() >= missing) {
                stamps.add(stamp);
            }
        }
        return stamps;
    }

    private static String written(MarketSnapshot snapshot) {
        StringBuilder text = new StringBuilder(snapshot.at().toString());
        for (int slot = 0; slot < snapshot.layout().size(); slot++) {
            text.append('\n')
                    .append(snapshot.value(slot))
                    .append(' ')
                    .append(snapshot.high(slot))
                    .append(' ')
                    .append(snapshot.low(slot))
                    .append(' ')
                    .append(snapshot.provenance(slot));
        }
        return text.toString();
    }
}
