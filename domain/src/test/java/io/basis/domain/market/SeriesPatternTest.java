package io.basis.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesPatternTest {

    @ParameterizedTest
    @CsvSource({
        "spot:*:ETHUSDT, true",
        "spot:*:ETH*, true",
        "*:*:*, true",
        "spot:bin*nce:*USDT, true",
        "spot:binance:ETHUSDT, true",
        "spot:*:ETH, false",
        "spot:bybit:*, false",
        "perp:*:*, false",
        "spot:*:ETH.*, false"
    })
    void aStarStandsForAnyTextWithinAPart(String pattern, boolean matches) {
        assertThat(SeriesPattern.parse(pattern).matches(SeriesKey.parse("spot:binance:ETHUSDT")))
                .isEqualTo(matches);
    }

    @Test
    void parseAcceptsWhatToStringPrints() {
        SeriesPattern pattern = SeriesPattern.parse("lst_*:*:WEETH");

        assertThat(SeriesPattern.parse(pattern.toString())).isEqualTo(pattern);
        assertThat(pattern.matches(SeriesKind.LST_RATE)).isTrue();
        assertThat(pattern.matches(SeriesKind.SPOT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "spot:*", "spot:*:", "spot::ETH*", "spot:*:ETH*:1h", "sopt:*:*", "s*t_:*:*"})
    void whatCanNameNothingIsRefused(String text) {
        assertThatThrownBy(() -> SeriesPattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
