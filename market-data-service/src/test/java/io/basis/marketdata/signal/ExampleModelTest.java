package io.basis.marketdata.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.Signal;
import io.basis.venues.catalogue.Signal.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExampleModelTest {

    private static final int DAY = Walks.DAY;

    /** The hour's move goes on in the next one, by so much and with noise beside it. */
    @Test
    void finds_a_linear_relation_that_is_there() {
        // Given
        int hour = 12;
        Random random = new Random(7);
        double[] closes = new double[40 * DAY];
        double[] log = new double[closes.length];
        log[0] = Math.log(60_000);
        for (int i = 1; i < log.length; i++) {
            double drift = i > hour ? 0.05 * (log[i - 1] - log[i - 1 - hour]) : 0;
            log[i] = log[i - 1] + drift + 0.0005 * random.nextGaussian();
            closes[i] = Math.exp(log[i]);
        }
        closes[0] = 60_000;

        // When
        List<Signal> signals = ExampleModel.predict(Walks.bars(closes));

        // Then
        int right = 0;
        int sure = 0;
        int rightWhenSure = 0;
        int counted = 0;
        double sd = 0;
        double realised = 0;
        for (Signal signal : signals) {
            int i = (int) ((signal.at().toEpochMilli() - Walks.START.toEpochMilli()) / Walks.STEP);
            if (i + hour <= closes.length) {
                double move = log[i + hour - 1] - log[i - 1];
                boolean hit = move * signal.direction().sign() > 0;
                right += hit ? 1 : 0;
                boolean confident = signal.confidence() >= 0.7;
                sure += confident ? 1 : 0;
                rightWhenSure += confident && hit ? 1 : 0;
                sd += signal.sd();
                realised += move * move;
                counted++;
            }
        }
        assertThat((double) right / counted).isGreaterThan(0.6);
        assertThat((double) rightWhenSure / sure).isGreaterThan(0.7);
        assertThat(sd / counted).isBetween(0.5 * Math.sqrt(realised / counted), Math.sqrt(realised / counted));
    }

    @Test
    void knows_next_to_nothing_where_there_is_nothing_to_know() {
        // Given
        Random random = new Random(7);
        double[] closes = new double[40 * DAY];
        double price = 60_000;
        for (int i = 0; i < closes.length; i++) {
            closes[i] = price *= 1 + 0.001 * random.nextGaussian();
        }

        // When
        List<Signal> signals = ExampleModel.predict(Walks.bars(closes));

        // Then
        assertThat(signals.stream().mapToDouble(Signal::confidence).average().orElseThrow())
                .isBetween(0.5, 0.56);
    }

    @Test
    void predicts_from_the_first_midnight_after_a_week_of_samples_to_the_bar_after_the_last() {
        // Given
        Bars bars = Walks.bars(wave(12 * DAY + 5));

        // When
        List<Signal> signals = ExampleModel.predict(bars);

        // Then
        // A day to look back at, an hour to see the first outcome, a week of outcomes, and the next midnight.
        assertThat(signals.getFirst().at()).isEqualTo(Walks.at(9 * DAY));
        assertThat(signals.getLast().at()).isEqualTo(Walks.at(12 * DAY + 5));
        assertThat(signals).hasSize(3 * DAY + 6);
    }

    @Test
    void says_nothing_for_a_day_after_a_hole() {
        // Given
        Bars bars = Walks.without(Walks.bars(wave(15 * DAY)), 12 * DAY, 12 * DAY + 2);

        // When
        List<Signal> signals = ExampleModel.predict(bars);

        // Then
        assertThat(signals)
                .extracting(Signal::at)
                .contains(Walks.at(12 * DAY), Walks.at(13 * DAY + 3))
                .doesNotContain(Walks.at(12 * DAY + 1), Walks.at(13 * DAY + 2));
    }

    @Test
    void says_nothing_while_the_price_stands_still() {
        // Given
        double[] closes = new double[20 * DAY];
        Arrays.fill(closes, 60_000);

        // When Then
        assertThat(ExampleModel.predict(Walks.bars(closes))).isEmpty();
        assertThat(ExampleModel.predict(Walks.bars(new double[0]))).isEmpty();
    }

    @Test
    void is_as_confident_as_the_normal_distribution_allows() {
        assertThat(ExampleModel.normal(0)).isEqualTo(0.5, offset(1e-7));
        assertThat(ExampleModel.normal(0.5244005127)).isEqualTo(0.7, offset(1e-7));
        assertThat(ExampleModel.normal(1.9599639845)).isEqualTo(0.975, offset(1e-7));
        assertThat(ExampleModel.normal(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Direction.SHORT.sign()).isEqualTo(-1);
    }

    private static double[] wave(int size) {
        double[] closes = new double[size];
        Arrays.setAll(closes, i -> 60_000 * (1 + 0.01 * Math.sin(i / 7.0) + 0.01 * Math.sin(i / 500.0)));
        return closes;
    }
}
