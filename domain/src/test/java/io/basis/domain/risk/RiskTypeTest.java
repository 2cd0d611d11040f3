package io.basis.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskTypeTest {

    @ParameterizedTest
    @CsvSource({
        "DELTA_DRIFT, 0.0199, NORMAL",
        "DELTA_DRIFT, 0.02, WARNING",
        "DELTA_DRIFT, 0.05, CRITICAL",
        "DELTA_DRIFT, NaN, NORMAL",
        "DRAWDOWN, 0.9, CRITICAL",
        "PRICE_MOVE, 0.01, NORMAL",
    })
    void someRisksAreWorseWhenLarger(RiskType type, double value, RiskLevel level) {
        // When
        RiskReading reading = RiskReading.of(type, null, value, 0.02, 0.05);

        // Then
        assertThat(reading.level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"0.31, NORMAL", "0.30, WARNING", "0.2000001, WARNING", "0.20, CRITICAL", "-1, CRITICAL", "NaN, NORMAL"})
    void aMarginRatioIsWorseWhenSmaller(double value, RiskLevel level) {
        // When
        RiskReading reading = RiskReading.of(RiskType.MARGIN_RATIO, null, value, 0.30, 0.20);

        // Then
        assertThat(reading.level()).isEqualTo(level);
    }
}
