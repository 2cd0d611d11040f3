package io.basis.backtest.engine;

import static io.basis.backtest.engine.DirectionalOracle.Direction.LONG;
import static io.basis.backtest.engine.DirectionalOracle.Direction.NEUTRAL;
import static io.basis.backtest.engine.DirectionalOracle.Direction.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.backtest.engine.DirectionalOracle.Direction;
import io.basis.backtest.engine.DirectionalOracle.Settings;
import io.basis.backtest.engine.DirectionalOracle.ShareClass;
import io.basis.backtest.engine.DirectionalOracle.Signal;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.Points;
import io.basis.venues.catalogue.SeriesSource;
import io.basis.venues.catalogue.TimeSeries;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole product on bars made by hand, in USDT and without costs: 10,000 USDT, BTC at about 100, levels at ± 2 × 1 %
 * unless said. Every run is held against the oracle on the same bars, too.
 */
class DirectionalBarsTest {

    private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");
    private static final double SD = 0.01;

    @Test
    void aBarThatReachesBothLevelsStops() {
        // When
        List<String> trades = trades(bars(bar(100, 103, 97, 101)), signals(LONG, NEUTRAL), 10_000, 9_800);

        // Then
        assertThat(trades).containsExactly("0 fill 100 at 100", "1 STOP_LOSS -100 at 98");
    }

    @Test
    void aTargetReachedIsTaken() {
        // When
        List<String> trades = trades(
                bars(bar(100, 100.5, 99, 99.5), bar(99.5, 100, 97, 97.5)),
                signals(SHORT, SHORT, NEUTRAL),
                10_000,
                10_050,
                10_200);

        // Then
        assertThat(trades).containsExactly("0 fill -100 at 100", "2 TAKE_PROFIT 100 at 98");
    }

    @Test
    void aGapThroughTheStopFillsAtTheOpen() {
        // When
        List<String> trades = trades(
                bars(bar(100, 101, 99, 100), bar(95, 96, 94, 96)),
                signals(LONG, NEUTRAL, NEUTRAL),
                10_000,
                9_500,
                9_500);

        // Then
        assertThat(trades).containsExactly("0 fill 100 at 100", "1 STOP_LOSS -100 at 95");
    }

    @Test
    void aGapThroughTheTargetFillsAtTheOpen() {
        // When
        List<String> trades = trades(
                bars(bar(100, 101, 99, 100), bar(105, 106, 104, 104)),
                signals(LONG, NEUTRAL, NEUTRAL),
                10_000,
                10_500,
                10_500);

        // Then
        assertThat(trades).containsExactly("0 fill 100 at 100", "1 TAKE_PROFIT -100 at 105");
    }

    @Test
    void theOppositeSignalFlipsAtTheSameOpen() {
        // When
        List<String> trades = trades(
                bars(bar(100, 101, 99, 101), bar(101, 101, 100, 100)),
                signals(LONG, SHORT, NEUTRAL),
                10_000,
                10_100,
                10_200);

        // Then
        assertThat(trades)
                .containsExactly("0 fill 100 at 100", "1 fill -100 at 101", "1 fill -100 at 101", "2 fill 100 at 100");
    }

    @Test
    void theSameSignalHoldsQuantityAndLevels() {
        // Given
        List<Signal> sameButCalmer = List.of(
                new Signal(at(0), LONG, 0.9, SD), new Signal(at(1), LONG, 0.8, 0.001), new Signal(at(2), LONG, 0.8, 1));

        // When
        List<String> trades =
                trades(bars(bar(100, 101, 100, 101), bar(101, 101, 98.5, 99)), sameButCalmer, 10_000, 10_100, 9_900);

        // Then
        assertThat(trades).containsExactly("0 fill 100 at 100");
    }

    @Test
    void aMissingPredictionExits() {
        // When
        List<String> trades = trades(
                bars(bar(100, 101, 100, 101), bar(101, 101.5, 100.5, 101)),
                List.of(new Signal(at(0), LONG, 0.9, SD)),
                10_000,
                10_100,
                10_100);

        // Then
        assertThat(trades).containsExactly("0 fill 100 at 100", "1 fill -100 at 101");
    }

    @ParameterizedTest
    @CsvSource({"0.7, 10100", "0.6999999, 10000"})
    void confidenceAtTheThresholdActs(double confidence, double equity) {
        // When
        List<String> trades =
                trades(bars(bar(100, 101, 100, 101)), List.of(new Signal(at(0), LONG, confidence, SD)), 10_000, equity);

        // Then
        assertThat(trades).hasSize(equity > 10_000 ? 2 : 0);
    }

    /** The floor is 0.1 %, the cap 10 %: twice that is how far the stop lies. */
    @ParameterizedTest
    @CsvSource({
        "0.0004, 99.81, 9981, fill",
        "0.0004, 99.79, 9980, STOP_LOSS",
        "0.2,    80.01, 8001, fill",
        "0.2,    79.99, 8000, STOP_LOSS",
    })
    void theDeviationIsKeptBetweenFloorAndCap(double sd, double low, double equity, String left) {
        // Given
        List<Signal> signals = List.of(new Signal(at(0), LONG, 0.9, sd), new Signal(at(1), NEUTRAL, 0.9, sd));

        // When
        List<String> trades = trades(bars(bar(100, 100, low, low)), signals, 10_000, equity);

        // Then
        assertThat(trades).hasSize(2);
        assertThat(trades.getLast()).startsWith("1 " + left);
    }

    @Test
    void aSignalThatStandsReentersAtTheOpenAfterTheStop() {
        // When
        List<String> trades = trades(
                bars(bar(100, 100, 97, 97.5), bar(97.5, 97.5, 97.5, 97.5)),
                signals(LONG, LONG, NEUTRAL),
                10_000,
                9_800,
                9_800);

        // Then
        assertThat(trades)
                .containsExactly(
                        "0 fill 100 at 100",
                        "1 STOP_LOSS -100 at 98",
                        "1 fill 100.51282051 at 97.5",
                        "2 fill -100.51282051 at 97.5");
    }

    /** Runs product and oracle, which must agree with each other and with the equity expected at every instant. */
    private static List<String> trades(RawFiles.Bars bars, List<Signal> signals, double... equity) {
        Instant end = Instant.ofEpochSecond(bars.bars().lastKey() + bars.interval());
        Runs run = Runs.of("ml_usdt_directional_usdt_margin").over(START, end).withoutCosts();
        DirectionalOracle.Result expected = new DirectionalOracle(bars, bars, Map.of())
                .run(START, end, 10_000, ShareClass.USDT, signals, Settings.DEFAULT);

        Runs.Finished product = run.on(MadeUpSignals.in(new HandMade(bars), signals));

        double[] made = product.record().equity().first(equity.length);
        double[] foreseen = expected.path().stream()
                .mapToDouble(DirectionalOracle.Point::equity)
                .toArray();
        assertThat(made).containsExactly(equity, within(1e-5));
        assertThat(foreseen).containsExactly(equity, within(1e-9));
        return product.record().booked().stream()
                .flatMap(assessment -> assessment.events().stream().map(event -> told(assessment.at(), event)))
                .filter(told -> !told.isEmpty())
                .toList();
    }

    private static String told(Instant at, AccountEvent event) {
        long bar = (at.getEpochSecond() - START.getEpochSecond()) / 300;
        return switch (event) {
            case AccountEvent.PerpFilled e ->
                bar + " fill " + plain(e.quantity().doubleValue(), e.price().doubleValue());
            case AccountEvent.StopFilled e ->
                bar + " " + e.stop() + " "
                        + plain(e.quantity().doubleValue(), e.price().doubleValue());
            default -> "";
        };
    }

    private static String plain(double quantity, double price) {
        return number(quantity) + " at " + number(price);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static List<Signal> signals(Direction... directions) {
        List<Signal> signals = new ArrayList<>();
        for (Direction direction : directions) {
            signals.add(new Signal(at(signals.size()), direction, 0.9, SD));
        }
        return signals;
    }

    private static RawFiles.Bars bars(RawFiles.Bar... bars) {
        NavigableMap<Long, RawFiles.Bar> byStamp = new TreeMap<>();
        for (RawFiles.Bar bar : bars) {
            byStamp.put(at(byStamp.size()).getEpochSecond(), bar);
        }
        return new RawFiles.Bars(byStamp, 300);
    }

    private static RawFiles.Bar bar(double open, double high, double low, double close) {
        return new RawFiles.Bar(open, high, low, close);
    }

    private static Instant at(int bars) {
        return START.plusSeconds(300L * bars);
    }

    /** The same bars as spot and perpetual, and no funding. */
    private record HandMade(RawFiles.Bars bars) implements SeriesSource {

        @Override
        public boolean has(SeriesKey key) {
            return true;
        }

        @Override
        public TimeSeries series(SeriesKey key) {
            if (key.kind() == SeriesKind.FUNDING) {
                long[] around = {
                    START.minusSeconds(28_800).toEpochMilli(),
                    START.plusSeconds(28_800).toEpochMilli()
                };
                return new Points(key, 28_800_000, around, new double[2]);
            }
            return new Bars(
                    key,
                    300_000,
                    bars.bars().keySet().stream()
                            .mapToLong(stamp -> stamp * 1_000)
                            .toArray(),
                    column(bar -> bar.open()),
                    column(bar -> bar.high()),
                    column(bar -> bar.low()),
                    column(bar -> bar.close()));
        }

        private double[] column(ToDoubleFunction<RawFiles.Bar> value) {
            return bars.bars().values().stream().mapToDouble(value).toArray();
        }
    }
}
