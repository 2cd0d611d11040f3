package io.basis.risk.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.exposure.AssetExposure;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import org.junit.jupiter.api.Test;

class ExposureMonitorTest {

    private static final StrategyDefinition BTC = Setup.basis(Asset.BTC).definition();

    @Test
    void exposureIsSpotAndTransitAndPerpsOfEachAsset() {
        // Given
        Book book = Book.of(BTC)
                .with("wallet:BaseToken:USDT", "40000")
                .with("wallet:BaseToken:ETH", "0.05")
                .with("binance:BaseToken:BTC", "1")
                .with("transit:BaseToken:BTC", "0.5")
                .with("binance:Perp:BTCUSDT", "-0.8", "60000")
                .with("okx:Perp:BTCUSDT", "-0.4", "61000");

        // When
        Exposure exposure = read(BTC, book, Market.of(BTC));

        // Then
        double equity = 40_000 + 0.05 * 3_000 + 1.5 * 60_000 + 0.4 * 1_000;
        assertThat(exposure.equityUsdt()).isCloseTo(equity, within(1e-9));
        assertThat(exposure.assets()).extracting(AssetExposure::asset).containsExactly(Asset.BTC, Asset.ETH);
        assertThat(exposure.assets().getFirst().delta()).isCloseTo(0.3, within(1e-12));
        assertThat(exposure.assets().getFirst().deltaUsdt()).isCloseTo(18_000, within(1e-9));
        assertThat(exposure.assets().getLast().delta()).isCloseTo(0.05, within(1e-12));
        assertThat(exposure.drift()).isCloseTo(18_000 / equity, within(1e-12));
    }

    @Test
    void suppliesAndDebtsCountGrownAndWethAsEth() {
        // Given
        StrategyDefinition definition = Setup.basis(Asset.ETH)
                .holding(InstrumentKey.token(Venue.WALLET, Asset.WETH))
                .holding(InstrumentKey.aToken(Asset.WETH))
                .holding(InstrumentKey.debtToken(Asset.WETH))
                .watching(SeriesKey.liquidityIndex(Asset.WETH))
                .watching(SeriesKey.borrowIndex(Asset.WETH))
                .definition();
        Book book = Book.of(definition)
                .with("wallet:BaseToken:WETH", "2")
                .with("aave_v3:aToken:aWETH", "10")
                .with("aave_v3:debtToken:debtWETH", "4")
                .with("bybit:Perp:ETHUSDT", "-7", "3000");
        Market market =
                Market.of(definition).liquidityIndex(Asset.WETH, 1.1).with(SeriesKey.borrowIndex(Asset.WETH), 1.2);

        // When
        Exposure exposure = read(definition, book, market);

        // Then
        assertThat(exposure.assets()).singleElement().satisfies(eth -> {
            assertThat(eth.asset()).isEqualTo(Asset.ETH);
            assertThat(eth.delta()).isCloseTo(2 + 11 - 4.8 - 7, within(1e-12));
        });
        assertThat(exposure.equityUsdt()).isCloseTo((2 + 11 - 4.8) * 3_000, within(1e-9));
    }

    @Test
    void stakingAimsAtAllItsEquity() {
        // Given
        StrategyDefinition staking = Setup.staking(Asset.WSTETH).definition();
        Book book = Book.of(staking).with("wallet:BaseToken:ETH", "9").with("wallet:BaseToken:USDT", "3000");

        // When
        Exposure exposure = read(staking, book, Market.of(staking));

        // Then
        assertThat(exposure.equity()).isCloseTo(10, within(1e-12));
        assertThat(exposure.sharePrice()).isEqualTo(3_000);
        assertThat(exposure.drift()).isCloseTo(-0.1, within(1e-12));
    }

    @Test
    void aHedgedStrategyAimsAtNothingWhateverItsCurrency() {
        // Given
        StrategyDefinition inEth = Setup.basis(Asset.ETH).shareClass(Asset.ETH).definition();
        Book book = Book.of(inEth).with("binance:BaseToken:ETH", "10").with("binance:Perp:ETHUSDT", "-10", "3000");

        // When
        Exposure exposure = read(inEth, book, Market.of(inEth));

        // Then
        assertThat(exposure.equity()).isCloseTo(10, within(1e-12));
        assertThat(exposure.drift()).isCloseTo(0, within(1e-12));
    }

    @Test
    void lendingHasNoDrift() {
        // Given
        StrategyDefinition lending = Setup.lending().definition();
        Book book = Book.of(lending).with("aave_v3:aToken:aUSDT", "1000").with("wallet:BaseToken:ETH", "5");

        // When
        Exposure exposure = read(lending, book, Market.of(lending).liquidityIndex(Asset.USDT, 1.07));

        // Then
        assertThat(exposure.drift()).isZero();
        assertThat(exposure.equity()).isCloseTo(1_070 + 15_000, within(1e-9));
        assertThat(exposure.margins()).isEmpty();
    }

    @Test
    void nothingHeldHasNoDrift() {
        // When
        Exposure exposure = read(BTC, Book.of(BTC), Market.of(BTC));

        // Then
        assertThat(exposure.equity()).isZero();
        assertThat(exposure.drift()).isZero();
    }

    private static Exposure read(StrategyDefinition definition, Book book, Market market) {
        Positions held = book.positions();
        MarketSnapshot snapshot = market.snapshot();
        return new ExposureMonitor(definition, held.layout(), snapshot.layout()).read(held, snapshot);
    }
}
