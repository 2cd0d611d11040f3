package io.basis.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.instrument.Asset;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "0.0000015, 0.000001, 0.000002, 0.000002",
        "0.0000025, 0.000002, 0.000002, 0.000003",
        "0.0000001, 0.000000, 0.000000, 0.000001",
        "-0.0000025, -0.000002, -0.000002, -0.000003",
        "12.34, 12.340000, 12.340000, 12.340000",
    })
    void anAmountIsRoundedAsItsMethodSays(String amount, String down, String halfEven, String up) {
        // Given
        BigDecimal value = new BigDecimal(amount);

        // When
        BigDecimal roundedDown = Decimals.down(value, Asset.USDT);

        // Then
        assertThat(roundedDown).isEqualTo(down);
        assertThat(Decimals.halfEven(value, Asset.USDT)).isEqualTo(halfEven);
        assertThat(Decimals.up(value, Asset.USDT)).isEqualTo(up);
    }

    @Test
    void anEstimateIsSizedTowardsZero() {
        // When
        BigDecimal sized = Decimals.down(-1.99999999999, 8);

        // Then
        assertThat(sized).isEqualTo("-1.99999999");
    }

    @Test
    void aPriceIsObservedAsItWasWrittenNotAsItsBinaryExpansion() {
        // When
        BigDecimal observed = Decimals.observed(0.1);

        // Then
        assertThat(observed).isEqualTo("0.1");
    }

    @ParameterizedTest
    @CsvSource({"61234.123456785, 61234.12345678", "61234.123456775, 61234.12345678", "2912.38, 2912.38000000"})
    void aFillPriceHasEightDecimalsHalfEven(double price, String expected) {
        // When
        BigDecimal filled = Decimals.fillPrice(price);

        // Then
        assertThat(filled).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsNoAmount(double value) {
        // When
        var thrown = assertThatThrownBy(() -> Decimals.observed(value));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessage("not a number: " + value);
    }

    @ParameterizedTest
    @CsvSource({"1E+3, 1000", "0.000, 0", "0E-27, 0", "-1.2300, -1.23", "100, 100", "1E-8, 0.00000001"})
    void oneCanonicalTextForEqualAmounts(String written, String canonical) {
        // When
        String text = Decimals.canonical(new BigDecimal(written));

        // Then
        assertThat(text).isEqualTo(canonical);
    }
}
