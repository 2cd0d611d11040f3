package io.basis.backtest.engine;

import static io.basis.backtest.engine.DirectionalOracle.Direction.LONG;
import static io.basis.backtest.engine.DirectionalOracle.Direction.NEUTRAL;
import static io.basis.backtest.engine.DirectionalOracle.Direction.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.backtest.engine.DirectionalOracle.Direction;
import io.basis.backtest.engine.DirectionalOracle.Exit;
import io.basis.backtest.engine.DirectionalOracle.Position;
import io.basis.backtest.engine.DirectionalOracle.Result;
import io.basis.backtest.engine.DirectionalOracle.Settings;
import io.basis.backtest.engine.DirectionalOracle.ShareClass;
import io.basis.backtest.engine.DirectionalOracle.Signal;
import io.basis.backtest.engine.DirectionalOracle.Trade;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle of the directional modes, on bars made by hand: 100 USDT of equity, levels at ± 2 × 1 % unless said. */
class DirectionalOracleTest {

    private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");
    private static final double SD = 0.01;

    @ParameterizedTest
    @CsvSource({
        "0.004,  60480, 59520",
        "0.0004, 60120, 59880",
        "0.2,    72000, 48000",
    })
    void levelsLieTwoBoundedDeviationsFromTheFill(double sd, double above, double below) {
        // When
        Position isLong = Position.open(START, true, 1, 60_000, sd, Settings.DEFAULT);
        Position isShort = Position.open(START, false, 1, 60_000, sd, Settings.DEFAULT);

        // Then
        assertThat(isLong.target()).isCloseTo(above, within(1e-8));
        assertThat(isLong.stop()).isCloseTo(below, within(1e-8));
        assertThat(isShort.target()).isCloseTo(below, within(1e-8));
        assertThat(isShort.stop()).isCloseTo(above, within(1e-8));
    }

    @Test
    void aBarThatReachesBothLevelsStops() {
        // When
        Result result = usdt(bars(bar(100, 103, 97, 101)), signals(LONG, NEUTRAL));

        // Then
        assertThat(result.trades()).containsExactly(new Trade(at(0), 1, 100, at(1), 98, Exit.STOP));
        assertThat(equity(result)).containsExactly(100, 98);
    }

    @Test
    void aTargetReachedIsTaken() {
        // When
        Result result = usdt(bars(bar(100, 100.5, 99, 99.5), bar(99.5, 100, 97, 97.5)), signals(SHORT, SHORT, NEUTRAL));

        // Then
        assertThat(result.trades()).containsExactly(new Trade(at(0), -1, 100, at(2), 98, Exit.TARGET));
        assertThat(equity(result)).containsExactly(100, 100.5, 102);
    }

    @Test
    void aGapThroughTheStopFillsAtTheOpen() {
        // When
        Result result = usdt(bars(bar(100, 101, 99, 100), bar(95, 96, 94, 96)), signals(LONG, LONG, NEUTRAL));

        // Then
        assertThat(result.trades()).containsExactly(new Trade(at(0), 1, 100, at(2), 95, Exit.STOP));
        assertThat(equity(result)).containsExactly(100, 95, 95);
    }

    @Test
    void aGapThroughTheTargetFillsAtTheOpen() {
        // When
        Result result = usdt(bars(bar(100, 101, 99, 100), bar(105, 106, 104, 104)), signals(LONG, LONG, NEUTRAL));

        // Then
        assertThat(result.trades()).containsExactly(new Trade(at(0), 1, 100, at(2), 105, Exit.TARGET));
    }

    @Test
    void theOppositeSignalFlipsAtTheSameOpen() {
        // When
        Result result = usdt(bars(bar(100, 101, 99, 101), bar(101, 101, 100, 100)), signals(LONG, SHORT, NEUTRAL));

        // Then
        assertThat(result.trades())
                .containsExactly(
                        new Trade(at(0), 1, 100, at(1), 101, Exit.SIGNAL),
                        new Trade(at(1), -1, 101, at(2), 100, Exit.SIGNAL));
        assertThat(equity(result)).containsExactly(100, 101, 102);
    }

    @Test
    void theSameSignalHoldsQuantityAndLevels() {
        // Given
        List<Signal> sameButCalmer = List.of(
                new Signal(at(0), LONG, 0.9, SD), new Signal(at(1), LONG, 0.8, 0.001), new Signal(at(2), LONG, 0.8, 1));

        // When
        Result result = usdt(bars(bar(100, 101, 100, 101), bar(101, 101, 98.5, 99)), sameButCalmer);

        // Then
        assertThat(result.trades()).isEmpty();
        assertThat(equity(result)).containsExactly(100, 101, 99);
    }

    @Test
    void aMissingPredictionExitsAndIsCounted() {
        // When
        Result result =
                usdt(bars(bar(100, 101, 100, 101), bar(101, 150, 50, 101)), List.of(new Signal(at(0), LONG, 0.9, SD)));

        // Then
        assertThat(result.trades()).containsExactly(new Trade(at(0), 1, 100, at(1), 101, Exit.SIGNAL));
        assertThat(result.missingSignals()).isEqualTo(2);
        assertThat(equity(result)).containsExactly(100, 101, 101);
    }

    @ParameterizedTest
    @CsvSource({"0.7, 101", "0.6999999, 100"})
    void confidenceAtTheThresholdActs(double confidence, double equity) {
        // When
        Result result = usdt(bars(bar(100, 101, 100, 101)), List.of(new Signal(at(0), LONG, confidence, SD)));

        // Then
        assertThat(result.path().getLast().equity()).isEqualTo(equity);
    }

    @Test
    void aSignalThatStandsReentersAtTheOpenAfterTheStop() {
        // When
        Result result = usdt(
                bars(bar(100, 100, 97, 97.5), bar(97.5, 97.5, 97.5, 97.5), bar(98.475, 99, 98, 98)),
                signals(LONG, LONG, NEUTRAL));

        // Then
        double quantity = 98 / 97.5;
        assertThat(result.trades())
                .containsExactly(
                        new Trade(at(0), 1, 100, at(1), 98, Exit.STOP),
                        new Trade(at(1), quantity, 97.5, at(2), 98.475, Exit.SIGNAL));
        assertThat(result.totalReturn()).isCloseTo(98 * 1.01 / 100 - 1, within(1e-12));
    }

    @Test
    void fundingIsPaidByWhatWasHeldBeforeTheStamp() {
        // Given
        RawFiles.Bars flat = bars(bar(100, 100, 100, 100), bar(100, 100, 97, 98));
        Map<Long, Double> funding = Map.of(
                at(0).getEpochSecond(), 0.01, // not yet held
                at(1).getEpochSecond(), 0.001, // held, though the signal then leaves
                at(2).getEpochSecond(), 0.01); // stopped before

        // When
        Result left = new DirectionalOracle(flat, flat, funding)
                .run(START, at(2), 100, ShareClass.USDT, signals(LONG, NEUTRAL, NEUTRAL), Settings.DEFAULT);
        Result stopped = new DirectionalOracle(flat, flat, funding)
                .run(START, at(2), 100, ShareClass.USDT, signals(LONG, LONG, LONG), Settings.DEFAULT);

        // Then
        assertThat(left.fundingReceived()).isCloseTo(-0.1, within(1e-12));
        assertThat(stopped.fundingReceived()).isCloseTo(-0.1, within(1e-12));
        assertThat(equity(left)[2]).isCloseTo(99.9, within(1e-12));
        assertThat(equity(stopped)[2]).isCloseTo(97.9, within(1e-12));
    }

    @Test
    void inBtcTheCapitalIsCollateralAndProfitIsValuedInIt() {
        // Given
        RawFiles.Bars perp = bars(bar(100, 101, 100, 101), bar(101, 101, 101, 101));
        RawFiles.Bars spot = bars(bar(99, 99, 99, 99), bar(100, 100, 100, 100));
        Settings half = new Settings(0.7, 0.5, 2, 2, 10, 1_000);

        // When
        Result result = new DirectionalOracle(perp, spot, Map.of())
                .run(START, at(1), 1, ShareClass.BTC, signals(LONG, NEUTRAL), half);

        // Then
        assertThat(result.trades()).containsExactly(new Trade(at(0), 0.5, 100, at(1), 101, Exit.SIGNAL));
        assertThat(equity(result)).containsExactly(1, 1.005);
    }

    @Test
    void whereThePerpetualHasNoBarSpotTimesTheLastRatioStandsIn() {
        // Given
        RawFiles.Bars spot = bars(bar(100, 100, 100, 100), bar(101, 103, 99, 102));
        RawFiles.Bars perp = bars(bar(100, 101, 100, 110));

        // When
        RawFiles.Bars filled = RawFiles.filledFromSpot(perp, spot);

        // Then
        assertThat(filled.stamped(at(0).getEpochSecond()).open()).isEqualTo(100);
        assertThat(filled.stamped(at(1).getEpochSecond()).open()).isCloseTo(111.1, within(1e-9));
        assertThat(filled.stamped(at(1).getEpochSecond()).low()).isCloseTo(108.9, within(1e-9));
    }

    /** Never stopped, a position earns the move of the price and pays the funding: seen without the loop. */
    @Test
    void onRealBarsALongThatIsNeverStoppedEarnsTheMove() {
        // Given
        Path data = RealData.folder();
        Instant to = START.plusSeconds(2 * 86_400);
        RawFiles.Bars perp = new RawFiles(data).bars("ml/binance_BTCUSDT_perp_5m.csv.gz", 300);
        List<Signal> alwaysLong = new ArrayList<>();
        for (Instant t = START; !t.isAfter(to); t = t.plusSeconds(300)) {
            alwaysLong.add(new Signal(t, LONG, 1, 1));
        }

        // When
        Result result =
                DirectionalOracle.of(data).run(START, to, 10_000, ShareClass.USDT, alwaysLong, Settings.DEFAULT);

        // Then
        double move = perp.priceAt(to.getEpochSecond()) / perp.priceAt(START.getEpochSecond()) - 1;
        assertThat(result.trades()).isEmpty();
        assertThat(result.path()).hasSize(577);
        assertThat(result.totalReturn()).isCloseTo(move + result.fundingReceived() / 10_000, within(1e-12));
    }

    /**
     * Thirteen months of signals made of the stamp, with a missing one, a low or a just sufficient confidence now and
     * then: the expected figures are those of a second calculation, written in another language.
     */
    @ParameterizedTest
    @CsvSource({
        "USDT, 10000, -0.3757399885536906, -19.42463533089477",
        "BTC,  1,     -0.21566413683674268, -168.4559210737122",
    })
    void onRealBarsItAgreesWithASecondCalculation(
            ShareClass shareClass, double capital, double totalReturn, double funding) {
        // Given
        DirectionalOracle oracle = DirectionalOracle.of(RealData.folder());
        Instant to = Instant.parse("2025-07-01T00:00:00Z");

        // When
        Result result =
                oracle.run(START, to, capital, shareClass, MadeUpSignals.ofTheStamp(START, to), Settings.DEFAULT);

        // Then
        assertThat(result.totalReturn()).isCloseTo(totalReturn, within(1e-10));
        assertThat(result.fundingReceived()).isCloseTo(funding, within(1e-6));
        assertThat(result.missingSignals()).isEqualTo(1_186);
        assertThat(count(result, Exit.STOP)).isEqualTo(1_979);
        assertThat(count(result, Exit.TARGET)).isEqualTo(1_782);
        assertThat(count(result, Exit.SIGNAL)).isEqualTo(8_852);
    }

    private static long count(Result result, Exit reason) {
        return result.trades().stream()
                .filter(trade -> trade.reason() == reason)
                .count();
    }

    private static Result usdt(RawFiles.Bars bars, List<Signal> signals) {
        Instant end = Instant.ofEpochSecond(bars.bars().lastKey() + bars.interval());
        return new DirectionalOracle(bars, bars, Map.of())
                .run(START, end, 100, ShareClass.USDT, signals, Settings.DEFAULT);
    }

    private static double[] equity(Result result) {
        return result.path().stream()
                .mapToDouble(DirectionalOracle.Point::equity)
                .toArray();
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
}
