package io.basis.marketdata.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ExampleModelProperties {

    private static final int BARS = 20 * Walks.DAY;

    /** Whatever bars there are from an instant on, and whether there are any: what was predicted until then stays. */
    @Property(tries = 60)
    void cannot_look_ahead(@ForAll long seed, @ForAll @IntRange(min = 9 * Walks.DAY, max = BARS) int cut) {
        Random random = new Random(seed);
        Bars bars = Walks.bars(walk(random));
        Instant at = Walks.at(cut);

        List<Signal> real = until(at, ExampleModel.predict(bars));

        assertThat(real).isNotEmpty();
        assertThat(until(at, ExampleModel.predict(Walks.changed(bars, cut, walk(random)))))
                .isEqualTo(real);
        assertThat(until(at, ExampleModel.predict(Walks.without(bars, cut, BARS))))
                .isEqualTo(real);
    }

    @Property(tries = 20)
    void says_the_same_of_the_same_bars(@ForAll long seed) {
        Bars bars = Walks.bars(walk(new Random(seed)));

        assertThat(ExampleModel.predict(bars)).isEqualTo(ExampleModel.predict(bars));
    }

    private static List<Signal> until(Instant at, List<Signal> signals) {
        return signals.stream().filter(signal -> !signal.at().isAfter(at)).toList();
    }

    private static double[] walk(Random random) {
        double[] closes = new double[BARS];
        double price = 60_000;
        for (int i = 0; i < closes.length; i++) {
            price *= 1 + 0.001 * random.nextGaussian();
            closes[i] = price;
        }
        return closes;
    }
}
