package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.backtest.simulation.SyntheticMarket;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.strategy.Flow;
import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.Points;
import io.basis.venues.catalogue.SeriesSource;
import io.basis.venues.catalogue.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that is said at an instant depends on anything after it. */
class LookAheadTest {

    private static final int INSTANTS = 20;

    @ParameterizedTest
    @MethodSource("io.basis.strategy.definition.Modes#names")
    void noiseInsteadOfTheFutureChangesNothingUpToNow(String mode) {
        // Given
        Random random = new Random(11);
        SyntheticMarket market = SyntheticMarket.calm(4);
        Runs run = Runs.of(mode).flow(Flow.Type.DEPOSIT, "0.2", 30).flow(Flow.Type.WITHDRAWAL, "0.5", 60);
        List<String> told = Transcript.of(run, market, run.to());

        for (int i = 0; i < INSTANTS; i++) {
            long window = Duration.between(run.from(), run.to()).toMinutes();
            Instant now = run.from().plus(Duration.ofMinutes(random.nextInt((int) window)));

            // When
            List<String> withoutFuture = Transcript.of(run, new Noise(market, now, random.nextLong()), now);

            // Then
            assertThat(withoutFuture).isNotEmpty();
            assertThat(withoutFuture).as("up to " + now).isEqualTo(told.subList(0, withoutFuture.size()));
        }
    }

    /** The same series, but all that is known only after an instant is noise: the rest of the bar in progress too. */
    private record Noise(SeriesSource source, Instant now, long seed) implements SeriesSource {

        @Override
        public boolean has(SeriesKey key) {
            return source.has(key);
        }

        @Override
        public TimeSeries series(SeriesKey key) {
            Random random = new Random(seed + key.hashCode());
            return switch (source.series(key)) {
                case Bars bars -> noisy(bars, random);
                case Points points -> noisy(points, random);
            };
        }

        private Bars noisy(Bars bars, Random random) {
            long known = now.toEpochMilli();
            int size = bars.size();
            long[] time = new long[size];
            double[] open = new double[size];
            double[] high = new double[size];
            double[] low = new double[size];
            double[] close = new double[size];
            for (int row = 0; row < size; row++) {
                boolean begun = bars.time(row) <= known;
                boolean ended = bars.end(row) <= known;
                double level = bars.open(0) * (0.5 + random.nextDouble());
                time[row] = bars.time(row);
                open[row] = begun ? bars.open(row) : level;
                high[row] = ended ? bars.high(row) : Math.max(open[row], level) * 1.1;
                low[row] = ended ? bars.low(row) : Math.min(open[row], level) * 0.9;
                close[row] = ended ? bars.close(row) : level;
            }
            return new Bars(bars.key(), bars.stepMillis(), time, open, high, low, close);
        }

        private Points noisy(Points points, Random random) {
            int size = points.size();
            long[] time = new long[size];
            double[] value = new double[size];
            for (int row = 0; row < size; row++) {
                time[row] = points.time(row);
                boolean known = points.time(row) <= now.toEpochMilli();
                value[row] = known ? points.value(row) : points.value(0) * (0.5 + random.nextDouble());
            }
            return new Points(points.key(), points.stepMillis(), time, value);
        }
    }
}
