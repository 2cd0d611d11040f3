package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.backtest.simulation.SyntheticMarket;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.marketdata.snapshot.DataQuality;
import io.basis.marketdata.snapshot.MissingDataException;
import io.basis.strategy.definition.Modes;
import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.Points;
import io.basis.venues.catalogue.SeriesSource;
import io.basis.venues.catalogue.TimeSeries;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every series of every mode in turn has nothing to say for a while: either a rule stands in, or its last value is held
 * where that is what the series is for, and both are counted; or the run stops and names the series.
 *
 * <p>What is paid or predicted at its own stamp is left out: that there is none is no hole. So is the staking yield,
 * which is made from the rate. A price is gone when the bar that opens and the one that ends there are; of values that
 * hold until the next one, those of three steps.
 */
class MissingDataTest {

    private static final SyntheticMarket MARKET = SyntheticMarket.calm(5);
    private static final int HOLE = Runs.INTERVALS / 2;

    static Stream<Arguments> series() {
        return Modes.names().stream()
                .flatMap(mode -> Runs.of(mode).definition().series().stream()
                        .filter(key -> !key.kind().momentary() && key.kind() != SeriesKind.LST_YIELD)
                        .map(key -> Arguments.of(mode, key)));
    }

    @ParameterizedTest
    @MethodSource("series")
    void aHoleIsFilledByRuleAndCountedOrStopsTheRun(String mode, SeriesKey key) {
        // Given
        Runs run = Runs.of(mode).withoutCosts();
        SeriesSource market = new Holed(MARKET, key, run);

        // When
        Outcome outcome = outcome(run, market, key);

        // Then
        switch (outcome) {
            case Stopped stopped -> assertThat(stopped.named()).isEqualTo(key);
            case Finished finished -> {
                assertThat(finished.quality().substituted() + finished.quality().stale())
                        .isPositive();
                assertThat(finished.lowestPrice()).isPositive();
                assertThat(finished.lowestOverHighest()).isGreaterThan(0.7);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void whereNothingMayStandInItStopsTheRun(String mode, SeriesKey key) {
        // Given
        Runs run = Runs.of(mode).withoutCosts().set("data.gaps", "fail");
        // OKX has holes of its own, which would stop the run first.
        SeriesSource market = new Holed(new Whole(MARKET), key, run);

        // When
        var thrown = assertThatThrownBy(() -> run.on(market));

        // Then
        thrown.isInstanceOfSatisfying(
                MissingDataException.class,
                missing -> assertThat(missing.series()).isEqualTo(key));
    }

    private sealed interface Outcome {}

    private record Stopped(SeriesKey named) implements Outcome {}

    /** A run that came to its end, with the lowest price of its fills and its lowest equity over its highest. */
    private record Finished(DataQuality.Counts quality, double lowestPrice, double lowestOverHighest)
            implements Outcome {}

    private static Outcome outcome(Runs run, SeriesSource market, SeriesKey key) {
        try {
            DataQuality quality = run.feed(market).quality();
            Runs.Finished finished = run.on(market);
            double[] equity = finished.record().equity().first(finished.record().size());
            double least = Arrays.stream(equity).skip(1).min().orElseThrow();
            double most = Arrays.stream(equity).max().orElseThrow();
            return new Finished(quality.bySeries().get(key), lowestPrice(finished), least / most);
        } catch (MissingDataException missing) {
            return new Stopped(missing.series());
        }
    }

    /** Of all fills; infinite without any. */
    private static double lowestPrice(Runs.Finished run) {
        return run.record().booked().stream()
                .flatMap(assessment -> assessment.events().stream())
                .mapToDouble(MissingDataTest::price)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double price(AccountEvent event) {
        BigDecimal price = switch (event) {
            case AccountEvent.SpotFilled e -> e.price();
            case AccountEvent.PerpFilled e -> e.price();
            case AccountEvent.StopFilled e -> e.price();
            case AccountEvent.Staked e -> e.rate();
            case AccountEvent.Supplied e -> e.index();
            case AccountEvent.Borrowed e -> e.index();
            case AccountEvent.Swapped e -> e.received();
            default -> BigDecimal.ONE;
        };
        return price.doubleValue();
    }

    /** A market in which OKX publishes everything. */
    private record Whole(SyntheticMarket market) implements SeriesSource {

        @Override
        public boolean has(SeriesKey key) {
            return true;
        }

        @Override
        public TimeSeries series(SeriesKey key) {
            if (key.kind() != SeriesKind.FUNDING || !key.source().equals("okx")) {
                return market.series(key);
            }
            Points bybit = (Points) market.series(new SeriesKey(key.kind(), "bybit", key.symbol()));
            return new Points(
                    key,
                    bybit.stepMillis(),
                    IntStream.range(0, bybit.size()).mapToLong(bybit::time).toArray(),
                    IntStream.range(0, bybit.size()).mapToDouble(bybit::value).toArray());
        }
    }

    /** The same market, one series silent around an instant. */
    private record Holed(SeriesSource market, SeriesKey silent, Runs run) implements SeriesSource {

        @Override
        public boolean has(SeriesKey key) {
            return market.has(key);
        }

        @Override
        public TimeSeries series(SeriesKey key) {
            TimeSeries series = market.series(key);
            if (!key.equals(silent)) {
                return series;
            }
            long hole = run.after(HOLE).toEpochMilli();
            return switch (series) {
                case Bars bars -> without(bars, hole - bars.stepMillis(), hole);
                case Points points -> without(points, hole - 3 * points.stepMillis(), hole);
            };
        }

        private static Bars without(Bars bars, long first, long last) {
            int[] rows = rows(bars, first, last);
            return new Bars(
                    bars.key(),
                    bars.stepMillis(),
                    Arrays.stream(rows).mapToLong(bars::time).toArray(),
                    Arrays.stream(rows).mapToDouble(bars::open).toArray(),
                    Arrays.stream(rows).mapToDouble(bars::high).toArray(),
                    Arrays.stream(rows).mapToDouble(bars::low).toArray(),
                    Arrays.stream(rows).mapToDouble(bars::close).toArray());
        }

        private static Points without(Points points, long first, long last) {
            int[] rows = rows(points, first, last);
            return new Points(
                    points.key(),
                    points.stepMillis(),
                    Arrays.stream(rows).mapToLong(points::time).toArray(),
                    Arrays.stream(rows).mapToDouble(points::value).toArray());
        }

        private static int[] rows(TimeSeries series, long first, long last) {
            return IntStream.range(0, series.size())
                    .filter(row -> series.time(row) < first || series.time(row) > last)
                    .toArray();
        }
    }
}
