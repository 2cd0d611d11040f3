package io.basis.strategy.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KEYS = List.of("margin_target", "margin_warning", "gas_float");

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "gas, gas, 0", "'', abc, 3", "flaw, lawn, 2"})
    void countsEdits(String from, String to, int edits) {
        assertThat(Nearest.distance(from, to)).isEqualTo(edits);
        assertThat(Nearest.distance(to, from)).isEqualTo(edits);
    }

    @Test
    void suggestsTheNearestKey() {
        assertThat(Nearest.to("margin_warnign", KEYS)).contains("margin_warning");
        assertThat(Nearest.suggestion("gasfloat", KEYS)).isEqualTo(", did you mean gas_float?");
    }

    @Test
    void suggestsNothingForAWordThatIsNoSlip() {
        assertThat(Nearest.suggestion("leverage", KEYS)).isEmpty();
    }
}
