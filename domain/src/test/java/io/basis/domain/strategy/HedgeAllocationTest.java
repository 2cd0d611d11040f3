package io.basis.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.instrument.Venue;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HedgeAllocationTest {

    @Test
    void exchangesWithAWeightAreUsedInTheirOrder() {
        // Given
        HedgeAllocation allocation = allocation("0.5", "0", "0.5");

        // When
        var venues = allocation.venues();

        // Then
        assertThat(venues).containsExactly(Venue.BINANCE, Venue.OKX);
        assertThat(allocation.weight(Venue.OKX)).isEqualTo(0.5);
        assertThat(allocation.weight(Venue.BYBIT)).isZero();
    }

    @Test
    void noHedgeUsesNoExchange() {
        // When
        var venues = HedgeAllocation.NONE.venues();

        // Then
        assertThat(venues).isEmpty();
        assertThat(HedgeAllocation.NONE.weight(Venue.BINANCE)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0.4, 0.3, 0.2, 'hedge_allocation must sum to 1, got 0.9'",
        "0.4, 0.3, 0.3000001, 'hedge_allocation must sum to 1, got 1.0000001'",
        "0, 0, 0, 'hedge_allocation must sum to 1, got 0'",
        "1.3, -0.3, 0, 'hedge_allocation.bybit must not be negative, got -0.3'",
    })
    void weightsThatAreNoSharesAreRefused(String binance, String bybit, String okx, String why) {
        // When
        var thrown = assertThatThrownBy(() -> allocation(binance, bybit, okx));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessage(why);
    }

    @Test
    void aPlaceThatIsNoExchangeIsRefused() {
        // When
        var thrown = assertThatThrownBy(() -> new HedgeAllocation(Map.of(Venue.WALLET, BigDecimal.ONE)));

        // Then
        thrown.hasMessage("hedge_allocation: wallet is not an exchange");
    }

    @Test
    void weightsAreSummedExactly() {
        // When
        HedgeAllocation tenths = allocation("0.1", "0.2", "0.70");

        // Then
        assertThat(tenths.venues()).hasSize(3);
    }

    private static HedgeAllocation allocation(String binance, String bybit, String okx) {
        return new HedgeAllocation(Map.of(
                Venue.BINANCE, new BigDecimal(binance),
                Venue.BYBIT, new BigDecimal(bybit),
                Venue.OKX, new BigDecimal(okx)));
    }
}
