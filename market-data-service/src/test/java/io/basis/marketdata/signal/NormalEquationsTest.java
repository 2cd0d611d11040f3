package io.basis.marketdata.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalEquationsTest {

    @Test
    void finds_the_weights_that_were_planted() {
        // Given
        Random random = new Random(1);
        NormalEquations first = new NormalEquations(3);
        NormalEquations second = new NormalEquations(3);
        for (int i = 0; i < 10_000; i++) {
            double[] x = {1, random.nextGaussian(), random.nextGaussian()};
            (i < 4_000 ? first : second).add(x, 0.3 - 2 * x[1] + 0.5 * x[2] + 0.25 * random.nextGaussian());
        }

        // When
        first.add(second);
        double[] weights = first.solve(1e-9);

        // Then
        assertThat(first.samples()).isEqualTo(10_000);
        assertThat(weights).containsExactly(new double[] {0.3, -2, 0.5}, offset(0.01));
        assertThat(first.residualSd(weights)).isEqualTo(0.25, offset(0.005));
    }

    @Test
    void one_solution_is_left_where_features_say_the_same() {
        // Given
        NormalEquations twins = new NormalEquations(2);
        for (int i = 1; i <= 100; i++) {
            twins.add(new double[] {i, i}, 2 * i);
        }

        // When
        double[] weights = twins.solve(1e-6);

        // Then
        assertThat(weights).containsExactly(new double[] {1, 1}, offset(1e-4));
    }
}
