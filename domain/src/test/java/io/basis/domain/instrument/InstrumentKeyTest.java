package io.basis.domain.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentKeyTest {

    @Test
    void aKeyIsVenueTypeAndSymbol() {
        // When
        InstrumentKey key = InstrumentKey.parse("aave_v3:aToken:aUSDT");

        // Then
        assertThat(key).isEqualTo(new InstrumentKey(Venue.AAVE_V3, PositionType.A_TOKEN, "aUSDT"));
    }

    @ParameterizedTest
    @CsvSource({
        "binance:Perp, not venue:position_type:symbol",
        "binance:Perp:BTCUSDT:1, not venue:position_type:symbol",
        "'', not venue:position_type:symbol",
        "binance:Perp:, empty symbol",
        ":Perp:BTCUSDT, unknown venue ''",
        "binance::BTCUSDT, unknown position type ''",
        "Binance:Perp:BTCUSDT, unknown venue 'Binance'",
        "binance:perp:BTCUSDT, unknown position type 'perp'",
        "kraken:Perp:BTCUSDT, unknown venue 'kraken'",
    })
    void whatIsNoKeyIsRefusedSayingWhy(String text, String why) {
        // When
        var thrown = assertThatThrownBy(() -> InstrumentKey.parse(text));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wallet:BaseToken:usdt", "okx:BaseToken:EIGEN", "morpho:BaseToken:WETH", "binance:Perp:BTC"})
    void whatIsNotInTheRegistryHasNoAsset(String key) {
        // Given
        InstrumentKey wellFormed = InstrumentKey.parse(key);

        // When
        var thrown = assertThatThrownBy(() -> Instruments.asset(wellFormed));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessage("unknown instrument '" + key + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "wallet:BaseToken:USDT, USDT, 6",
        "bybit:BaseToken:BTC, BTC, 8",
        "okx:Perp:ETHUSDT, ETH, 8",
        "etherfi:BaseToken:WEETH, WEETH, 18",
        "lido:UnstakeClaim:WSTETH, ETH, 18",
        "aave_v3:aToken:aWEETH, WEETH, 27",
        "aave_v3:debtToken:debtWETH, WETH, 27",
        "transit:BaseToken:BTC, BTC, 8",
    })
    void anInstrumentHasItsAssetAndTheScaleItIsKeptAt(String key, Asset asset, int scale) {
        // When
        InstrumentKey parsed = InstrumentKey.parse(key);

        // Then
        assertThat(Instruments.asset(parsed)).isEqualTo(asset);
        assertThat(Instruments.scale(parsed)).isEqualTo(scale);
    }

    @Test
    void theRegistryIsTheOneOfTheDocumentation() {
        // When
        var all = Instruments.all();

        // Then
        assertThat(all)
                .extracting(InstrumentKey::toString)
                .containsExactlyInAnyOrder(
                        "wallet:BaseToken:USDT",
                        "wallet:BaseToken:ETH",
                        "wallet:BaseToken:WETH",
                        "wallet:BaseToken:EIGEN",
                        "wallet:BaseToken:ETHFI",
                        "wallet:BaseToken:KING",
                        "binance:BaseToken:USDT",
                        "binance:BaseToken:BTC",
                        "binance:BaseToken:ETH",
                        "binance:BaseToken:EIGEN",
                        "binance:BaseToken:ETHFI",
                        "binance:Perp:BTCUSDT",
                        "binance:Perp:ETHUSDT",
                        "bybit:BaseToken:USDT",
                        "bybit:BaseToken:BTC",
                        "bybit:BaseToken:ETH",
                        "bybit:Perp:BTCUSDT",
                        "bybit:Perp:ETHUSDT",
                        "okx:BaseToken:USDT",
                        "okx:BaseToken:BTC",
                        "okx:BaseToken:ETH",
                        "okx:Perp:BTCUSDT",
                        "okx:Perp:ETHUSDT",
                        "etherfi:BaseToken:WEETH",
                        "etherfi:UnstakeClaim:WEETH",
                        "lido:BaseToken:WSTETH",
                        "lido:UnstakeClaim:WSTETH",
                        "aave_v3:aToken:aUSDT",
                        "aave_v3:aToken:aWETH",
                        "aave_v3:aToken:aWEETH",
                        "aave_v3:aToken:aWSTETH",
                        "aave_v3:debtToken:debtWETH",
                        "aave_v3:debtToken:debtUSDT",
                        "instadapp:BaseToken:WETH",
                        "transit:BaseToken:USDT",
                        "transit:BaseToken:BTC",
                        "transit:BaseToken:ETH");
    }

    @Test
    void wrappedAndStakedEthAreExposedToEth() {
        // When
        Asset exposure = Asset.WETH.exposure();

        // Then
        assertThat(exposure).isEqualTo(Asset.ETH);
        assertThat(Asset.WEETH.exposure()).isEqualTo(Asset.ETH);
        assertThat(Asset.EIGEN.exposure()).isEqualTo(Asset.EIGEN);
    }
}
