package io.basis.marketdata.signal;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.marketdata.snapshot.FilledBars;
import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.SeriesSource;
import io.basis.venues.catalogue.Signal;
import io.basis.venues.catalogue.Signal.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A small linear model of five-minute bars, there to run the directional strategies with and to be replaced.
 *
 * <p>It predicts the return of the hour that begins with a bar, in units of what the last day's volatility makes of an
 * hour, from the returns of the last bar, quarter, hour, four hours and day, from how the last hour's volatility
 * compares with the day's, and from the hour of the day. It is fitted anew at each midnight to the last fourteen days,
 * on outcomes known by then.
 *
 * <p>It knows next to nothing, as is to be expected of so little: on real bars of the thirteen months from June 2024 its
 * direction was right at 49.8 % of the instants. At 595 of 113,761 it was confident to 0.7 or more, and right at 47 % of
 * those; confidence is what the normal distribution makes of the fit, not what was achieved. It predicts an hour and not
 * a bar because of a bar it was next to never as confident as that. What it earns is luck, less costs.
 */
public final class ExampleModel implements SignalSource {

    /** The bars that it learns from and predicts. */
    static final SeriesKey BARS = SeriesKey.perp(Venue.BINANCE, Asset.BTC).fiveMinutes();

    private static final long STEP = Signal.BAR.toMillis();
    private static final int DAY = (int) Duration.ofDays(1).dividedBy(Signal.BAR);
    private static final int HOUR = DAY / 24;

    /** Bars over which returns are looked back at. */
    private static final int[] LOOK_BACK = {1, 3, HOUR, 4 * HOUR, DAY};

    /** Bars that the prediction is about. */
    private static final int HORIZON = HOUR;

    /** A constant, the returns, the ratio of volatilities, and the hour as a point on a circle. */
    private static final int FEATURES = 1 + LOOK_BACK.length + 1 + 2;

    private static final int TRAINING_DAYS = 14;
    private static final int LEAST_SAMPLES = 7 * DAY;
    private static final double PENALTY = 1;

    private final SeriesSource market;

    /** Predicts the perpetual of a market, with what stands in for its holes. */
    public ExampleModel(SeriesSource market) {
        this.market = market;
    }

    @Override
    public List<Signal> signals() {
        return predict(FilledBars.of(market, BARS));
    }

    /** A prediction for every bar whose last day of bars is there, and for the bar after the last. */
    static List<Signal> predict(Bars bars) {
        return bars.size() == 0 ? List.of() : new Walk(bars).signals();
    }

    /** One walk forward through bars laid out by their stamps, NaN where there is none. */
    private static final class Walk {

        private final long first;

        /** Bars, and the one after the last, which is predicted too. */
        private final int count;

        /** Natural logarithm of the close of each bar. */
        private final double[] close;

        /** Sum of the squared returns of all bars before each one. */
        private final double[] squares;

        /** How many bars in a row have ended when each one opens. */
        private final int[] unbroken;

        private final double[][] circle = circle();

        private final Deque<NormalEquations> days = new ArrayDeque<>();
        private NormalEquations today = new NormalEquations(FEATURES);
        private double[] weights = {};
        private double sd;

        Walk(Bars bars) {
            first = bars.time(0);
            count = (int) ((bars.time(bars.size() - 1) - first) / STEP) + 2;
            close = new double[count];
            squares = new double[count];
            unbroken = new int[count];
            Arrays.fill(close, Double.NaN);
            for (int row = 0; row < bars.size(); row++) {
                close[(int) ((bars.time(row) - first) / STEP)] = StrictMath.log(bars.close(row));
            }
            for (int i = 1; i < count; i++) {
                boolean ended = !Double.isNaN(close[i - 1]);
                unbroken[i] = ended ? unbroken[i - 1] + 1 : 0;
                double move = unbroken[i] > 1 ? close[i - 1] - close[i - 2] : 0;
                squares[i] = squares[i - 1] + move * move;
            }
        }

        List<Signal> signals() {
            List<Signal> signals = new ArrayList<>();
            double[] x = new double[FEATURES];
            for (int i = 0; i < count; i++) {
                if ((first / STEP + i) % DAY == 0) {
                    fit();
                }
                if (weights.length > 0 && describe(i, x)) {
                    predict(i, x, signals);
                }
                learn(i, x);
            }
            return signals;
        }

        /** Takes in the outcome that is known when a bar opens. */
        private void learn(int i, double[] x) {
            int predicted = i - HORIZON;
            if (predicted >= 0 && unbroken[i] > HORIZON && describe(predicted, x)) {
                today.add(x, (close[i - 1] - close[predicted - 1]) / scale(predicted));
            }
        }

        private void fit() {
            days.addLast(today);
            today = days.size() > TRAINING_DAYS ? days.removeFirst() : new NormalEquations(FEATURES);
            today.clear();
            NormalEquations all = new NormalEquations(FEATURES);
            days.forEach(all::add);
            if (all.samples() >= LEAST_SAMPLES) {
                weights = all.solve(PENALTY);
                sd = all.residualSd(weights);
            } else {
                weights = new double[0];
            }
        }

        private void predict(int i, double[] x, List<Signal> signals) {
            double z = 0;
            for (int feature = 0; feature < FEATURES; feature++) {
                z += weights[feature] * x[feature];
            }
            double confidence = rounded(normal(Math.abs(z) / sd), 1e6);
            double fraction = rounded(sd * scale(i), 1e8);
            if (fraction > 0) {
                Direction direction = z > 0 ? Direction.LONG : z < 0 ? Direction.SHORT : Direction.NEUTRAL;
                signals.add(new Signal(Instant.ofEpochMilli(first + i * STEP), direction, confidence, fraction));
            }
        }

        /** What is known when a bar opens; false if that is not enough. */
        private boolean describe(int i, double[] x) {
            if (unbroken[i] <= DAY || volatility(i, DAY) == 0) {
                return false;
            }
            double daily = volatility(i, DAY);
            int at = 0;
            x[at++] = 1;
            for (int bars : LOOK_BACK) {
                x[at++] = (close[i - 1] - close[i - 1 - bars]) / (daily * Math.sqrt(bars));
            }
            x[at++] = volatility(i, HOUR) / daily - 1;
            double[] hour = circle[(int) ((first / STEP + i) % DAY)];
            x[at++] = hour[0];
            x[at] = hour[1];
            return true;
        }

        /** Root of the mean squared return of the bars before one. */
        private double volatility(int i, int bars) {
            return Math.sqrt(Math.max(0, squares[i] - squares[i - bars]) / bars);
        }

        private double scale(int i) {
            return volatility(i, DAY) * Math.sqrt(HORIZON);
        }
    }

    private static double[][] circle() {
        double[][] circle = new double[DAY][];
        for (int i = 0; i < DAY; i++) {
            double angle = 2 * Math.PI * i / DAY;
            circle[i] = new double[] {StrictMath.sin(angle), StrictMath.cos(angle)};
        }
        return circle;
    }

    /** Distribution function of the normal distribution for x ≥ 0, to seven digits: Abramowitz and Stegun, 26.2.17. */
    static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * x);
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return 1 - StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI) * series;
    }

    /** As many decimals as a file holds and the numbers deserve. */
    private static double rounded(double number, double scale) {
        return Math.rint(number * scale) / scale;
    }
}
