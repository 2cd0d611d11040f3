package io.basis.domain.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValuationTest {

    private static final StrategyDefinition BTC_AND_AAVE = Setup.basis(Asset.BTC)
            .holding(InstrumentKey.aToken(Asset.USDT))
            .holding(InstrumentKey.debtToken(Asset.WETH))
            .holding(InstrumentKey.token(Venue.WALLET, Asset.WETH))
            .watching(SeriesKey.liquidityIndex(Asset.USDT))
            .watching(SeriesKey.borrowIndex(Asset.WETH))
            .definition();

    private static final Book NOTHING = Book.of(BTC_AND_AAVE);
    private static final Market CALM = Market.of(BTC_AND_AAVE);

    /** The check of DOMAIN 4.1: 1,000 + 95,000 × 1.05 + 30,000 − 0.5 × (61,000 − 60,000). */
    @Test
    void equityIsAssetsAndUnrealisedProfitWithoutNotional() {
        // Given
        Positions held = NOTHING.with("wallet:BaseToken:USDT", "1000")
                .with("aave_v3:aToken:aUSDT", "95000")
                .with("binance:BaseToken:USDT", "30000")
                .with("binance:Perp:BTCUSDT", "-0.5", "60000")
                .positions();
        MarketSnapshot market =
                CALM.perp(Asset.BTC, 61_000).liquidityIndex(Asset.USDT, 1.05).snapshot();

        // When
        double equity = valuation(held, market).equity(held, market);

        // Then
        assertThat(equity).isCloseTo(130_250, within(1e-9));
    }

    @Test
    void debtCountsAgainstEquityAndGrowsByTheBorrowIndex() {
        // Given
        Positions held = NOTHING.with("wallet:BaseToken:WETH", "10")
                .with("aave_v3:debtToken:debtWETH", "4")
                .positions();
        MarketSnapshot market =
                CALM.with(SeriesKey.borrowIndex(Asset.WETH), 1.25).snapshot();

        // When
        double equity = valuation(held, market).equity(held, market);

        // Then
        assertThat(equity).isCloseTo((10 - 4 * 1.25) * 3_000, within(1e-9));
    }

    @Test
    void coinsAreValuedAtBinanceWhereverTheyLie() {
        // Given
        Positions held = NOTHING.with("okx:BaseToken:BTC", "1")
                .with("bybit:BaseToken:BTC", "1")
                .with("transit:BaseToken:BTC", "1")
                .positions();
        MarketSnapshot market = CALM.with(SeriesKey.spot(Venue.BINANCE, Asset.BTC), 60_500)
                .with(SeriesKey.spot(Venue.BYBIT, Asset.BTC), 1)
                .with(SeriesKey.spot(Venue.OKX, Asset.BTC), 2)
                .snapshot();

        // When
        double equity = valuation(held, market).equity(held, market);

        // Then
        assertThat(equity).isCloseTo(3 * 60_500, within(1e-9));
    }

    @Test
    void aPerpIsValuedAtItsOwnVenue() {
        // Given
        Positions held = NOTHING.with("okx:Perp:BTCUSDT", "-2", "60000").positions();
        MarketSnapshot market = CALM.with(SeriesKey.perp(Venue.OKX, Asset.BTC), 59_000)
                .with(SeriesKey.perp(Venue.BINANCE, Asset.BTC), 1)
                .snapshot();

        // When
        double equity = valuation(held, market).equity(held, market);

        // Then
        assertThat(equity).isCloseTo(2_000, within(1e-9));
    }

    @Test
    void aPriceThatIsAbsentMakesTheValueUnknownNeverZero() {
        // Given
        Positions held = NOTHING.with("wallet:BaseToken:ETH", "1").positions();
        MarketSnapshot market =
                CALM.with(SeriesKey.spot(Venue.BINANCE, Asset.ETH), Double.NaN).snapshot();

        // When
        double equity = valuation(held, market).equity(held, market);

        // Then
        assertThat(equity).isNaN();
    }

    @Test
    void aPriceThatIsAbsentMattersOnlyForWhatIsHeld() {
        // Given
        Positions held = NOTHING.with("wallet:BaseToken:USDT", "5").positions();
        MarketSnapshot market =
                CALM.with(SeriesKey.spot(Venue.BINANCE, Asset.ETH), Double.NaN).snapshot();

        // When
        double equity = valuation(held, market).equity(held, market);

        // Then
        assertThat(equity).isEqualTo(5);
    }

    @Test
    void aSeriesThatPricesASubscribedPositionMustBeThere() {
        // Given
        PositionLayout positions = new PositionLayout(List.of(InstrumentKey.perp(Venue.OKX, Asset.BTC)));
        SeriesLayout series = new SeriesLayout(List.of(SeriesKey.spot(Venue.BINANCE, Asset.BTC)));

        // When
        var thrown = assertThatThrownBy(() -> new Valuation(positions, series));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class)
                .hasMessage("series perp:okx:BTCUSDT is not in the snapshot");
    }

    @Test
    void exposedUnitsAreSignedAndGrown() {
        // Given
        Positions held = NOTHING.with("aave_v3:debtToken:debtWETH", "4")
                .with("binance:Perp:BTCUSDT", "-0.5", "60000")
                .positions();
        MarketSnapshot market =
                CALM.with(SeriesKey.borrowIndex(Asset.WETH), 1.25).snapshot();
        Valuation valuation = valuation(held, market);

        // When
        double debt = valuation.exposedUnits(held, held.layout().slot(InstrumentKey.debtToken(Asset.WETH)), market);

        // Then
        assertThat(debt).isEqualTo(-5);
        assertThat(valuation.exposedUnits(
                        held, held.layout().slot(InstrumentKey.perp(Venue.BINANCE, Asset.BTC)), market))
                .isEqualTo(-0.5);
    }

    private static Valuation valuation(Positions held, MarketSnapshot market) {
        return new Valuation(held.layout(), market.layout());
    }
}
