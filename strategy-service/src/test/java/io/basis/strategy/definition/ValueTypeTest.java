package io.basis.strategy.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "5m, PT5M", "1h, PT1H", "2d, PT48H", "PT1H, PT1H", "PT90M, PT1H30M", "0, PT0S"})
    void readsDurations(String text, Duration duration) {
        assertThat(ValueType.duration().reader().apply(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 h", "-1h", "PT-1H", "1w", "hour"})
    void readsNothingElseAsADuration(String text) {
        assertThat(ValueType.duration().reader().apply(text)).isEmpty();
    }

    @Property
    void printsDurationsAsItReadsThem(@ForAll @LongRange(min = 0, max = 500_000) long seconds) {
        Duration duration = Duration.ofSeconds(seconds);
        ValueType<Duration> type = ValueType.duration();
        assertThat(type.reader().apply(type.printer().apply(duration))).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1e5", "1e999999999", "1,5", "1_000", "NaN", "Infinity", "+1", ".5", "5.", " 1"})
    void readsPlainDecimalsOnly(String text) {
        assertThat(ValueType.readDecimal(text)).isEmpty();
    }

    @Test
    void holdsFractionsToTheirRange() {
        assertThat(ValueType.fraction().reader().apply("1")).isPresent();
        assertThat(ValueType.fraction().reader().apply("0")).isEmpty();
        assertThat(ValueType.fraction().reader().apply("1.0001")).isEmpty();
    }

    @Test
    void readsFlagsInOneSpellingOnly() {
        assertThat(ValueType.flag().reader().apply("true")).contains(true);
        assertThat(ValueType.flag().reader().apply("yes")).isEqualTo(Optional.empty());
        assertThat(ValueType.flag().reader().apply("TRUE")).isEmpty();
    }
}
