package io.basis.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.venues.catalogue.Points;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BenchmarkTest {

    private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void aYieldCompoundsOverAYear() {
        // Given ten per cent a year, each day
        Benchmark benchmark = benchmark(0, constant(400, 0.10));

        // When
        double[] growth = benchmark.growth(List.of(START, START.plus(Duration.ofDays(365))));

        // Then
        assertThat(growth[0]).isEqualTo(1);
        assertThat(growth[1]).isCloseTo(1.10, EXACT);
    }

    @Test
    void eachYieldHoldsUntilTheNext() {
        // Given
        Benchmark benchmark = benchmark(0, 0.10, 0.20);

        // When half of the first day, then the second one and a half
        double[] growth = benchmark.growth(List.of(START.plus(Duration.ofHours(12)), START.plus(Duration.ofDays(2))));

        // Then
        assertThat(growth[1]).isCloseTo(Math.pow(1.10, 0.5 / 365) * Math.pow(1.20, 1 / 365.0), EXACT);
    }

    @Test
    void zeroIsAHoleOfTheSource() {
        // Given
        List<Instant> days = List.of(START.plus(DAY), START.plus(DAY.multipliedBy(2)));

        // When
        double[] growth = benchmark(0, 0.10, 0, 0.10).growth(days);

        // Then
        assertThat(growth[1]).isCloseTo(Math.pow(1.10, 1 / 365.0), EXACT);
    }

    @Test
    void nothingIsSaidBeforeTheYieldIsKnown() {
        // Given a yield from the second day on
        List<Instant> days = List.of(START, START.plus(DAY), START.plus(DAY.multipliedBy(2)));

        // When
        double[] growth = benchmark(1, 0.10, 0.10).growth(days);

        // Then
        assertThat(growth[0]).isNaN();
        assertThat(growth[1]).isEqualTo(1);
        assertThat(growth[2]).isCloseTo(Math.pow(1.10, 1 / 365.0), EXACT);
    }

    private static double[] constant(int days, double yield) {
        double[] yields = new double[days];
        java.util.Arrays.fill(yields, yield);
        return yields;
    }

    private static Benchmark benchmark(int firstDay, double... yields) {
        long[] days = LongStream.range(firstDay, firstDay + yields.length)
                .map(day -> START.plus(DAY.multipliedBy(day)).toEpochMilli())
                .toArray();
        return new Benchmark(new Points(Benchmark.SUSDE, DAY.toMillis(), days, yields));
    }
}
