package io.basis.backtest.engine;

import io.basis.backtest.engine.DirectionalOracle.Direction;
import io.basis.marketdata.signal.SignalledMarket;
import io.basis.venues.catalogue.SeriesSource;
import io.basis.venues.catalogue.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Predictions that nobody made, for the oracle and, the very same, for the product. */
final class MadeUpSignals {

    private static final int BAR = 300;
    private static final Direction[] DIRECTIONS = {Direction.LONG, Direction.SHORT, Direction.NEUTRAL};

    private MadeUpSignals() {}

    /** A direction and a deviation per hour, a confidence per bar, one bar in 97 without a signal. */
    static List<DirectionalOracle.Signal> ofTheStamp(Instant from, Instant to) {
        List<DirectionalOracle.Signal> signals = new ArrayList<>();
        for (Instant t = from; !t.isAfter(to); t = t.plusSeconds(BAR)) {
            long ofBar = scattered(t.getEpochSecond() / BAR);
            long ofHour = scattered(t.getEpochSecond() / 3_600);
            double confidence = ofBar % 11 == 0 ? 0.6 : ofBar % 11 == 1 ? 0.7 : 0.9;
            if (ofBar % 97 != 0) {
                signals.add(new DirectionalOracle.Signal(
                        t, DIRECTIONS[(int) (ofHour % 3)], confidence, 0.001 + (double) (ofHour % 7) * 0.001));
            }
        }
        return signals;
    }

    private static long scattered(long number) {
        return number * 2_654_435_761L & 0xFFFF_FFFFL;
    }

    /** The same direction at every bar, of a deviation beyond the cap. */
    static List<DirectionalOracle.Signal> always(Direction direction, Instant from, Instant to) {
        List<DirectionalOracle.Signal> signals = new ArrayList<>();
        for (Instant t = from; !t.isAfter(to); t = t.plusSeconds(BAR)) {
            signals.add(new DirectionalOracle.Signal(t, direction, 1, 1));
        }
        return signals;
    }

    /** A market in which they are made. */
    static SeriesSource in(SeriesSource market, List<DirectionalOracle.Signal> signals) {
        return new SignalledMarket(
                market,
                () -> signals.stream().map(MadeUpSignals::asTheProductReadsIt).toList());
    }

    private static Signal asTheProductReadsIt(DirectionalOracle.Signal signal) {
        Signal.Direction direction = switch (signal.direction()) {
            case LONG -> Signal.Direction.LONG;
            case SHORT -> Signal.Direction.SHORT;
            case NEUTRAL -> Signal.Direction.NEUTRAL;
        };
        return new Signal(signal.at(), direction, signal.confidence(), signal.sd());
    }
}
