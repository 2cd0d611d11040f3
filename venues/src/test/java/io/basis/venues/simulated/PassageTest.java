package io.basis.venues.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.FundingPaid;
import io.basis.domain.account.AccountEvent.InterestCharged;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassageTest {

    private static final StrategyDefinition BTC = Setup.basis(Asset.BTC).definition();
    private static final StrategyDefinition ETH = Setup.basis(Asset.ETH).definition();
    private static final SeriesKey ETH_PERP = SeriesKey.perp(Venue.BINANCE, Asset.ETH);
    private static final SeriesKey BTC_PERP = SeriesKey.perp(Venue.BINANCE, Asset.BTC);

    /** The short of golden vector G4. */
    private static final Book G4 =
            Book.of(ETH).with("binance:BaseToken:USDT", "50000").with("binance:Perp:ETHUSDT", "-17.168", "2912.38");

    /** The check of DOMAIN 4.6, and its mirror images. */
    @ParameterizedTest
    @CsvSource({
        "-1, 0.0001, 5.000000",
        "1, 0.0001, -5.000000",
        "-1, -0.0001, -5.000000",
        "-0.00000001, 0.0001, 0.000000"
    })
    void fundingIsPaidByLongsWhenPositive(String quantity, double rate, String cash) {
        // Given
        Book book =
                Book.of(BTC).with("binance:Perp:BTCUSDT", quantity, "50000").with("binance:BaseToken:USDT", "50000");
        Scene scene = new Scene(BTC, book, Market.of(BTC));

        // When
        List<AccountEvent> events =
                scene.pass(Market.of(BTC).price(Asset.BTC, 50_000).funding(Venue.BINANCE, Asset.BTC, rate));

        // Then
        assertThat(events).singleElement().asInstanceOf(type(FundingPaid.class)).satisfies(paid -> {
            assertThat(paid.perp()).isEqualTo(InstrumentKey.perp(Venue.BINANCE, Asset.BTC));
            assertThat(paid.amount()).isEqualTo(cash);
        });
        assertThat(scene.positions().quantity(InstrumentKey.token(Venue.BINANCE, Asset.USDT)))
                .isEqualByComparingTo(new BigDecimal("50000").add(new BigDecimal(cash)));
    }

    @Test
    void fundingIsPaidOnThePositionHeldBeforeItsStamp() {
        // Given
        Market stamp = Market.of(BTC).funding(Venue.BINANCE, Asset.BTC, 0.0001);
        Scene scene = new Scene(BTC, Book.of(BTC).with("binance:BaseToken:USDT", "60000"), stamp);

        // When
        List<AccountEvent> atStamp = scene.pass(stamp);
        scene.execute(new PerpTrade(Venue.BINANCE, Asset.BTC, new BigDecimal("-1")));
        List<AccountEvent> after = scene.pass(stamp.nextHour());

        // Then
        assertThat(atStamp).isEmpty();
        assertThat(after).isEmpty();
        assertThat(scene.held("binance:BaseToken:USDT")).isEqualTo("60000");
    }

    @Test
    void everyVenuePaysItsOwnFundingAtItsOwnMark() {
        // Given
        Book book = Book.of(BTC)
                .with("bybit:Perp:BTCUSDT", "-1", "60000")
                .with("bybit:BaseToken:USDT", "60000")
                .with("okx:Perp:BTCUSDT", "-2", "60000")
                .with("okx:BaseToken:USDT", "120000");
        Scene scene = new Scene(BTC, book, Market.of(BTC));

        // When
        scene.pass(Market.of(BTC)
                .with(SeriesKey.perp(Venue.OKX, Asset.BTC), 60_100)
                .funding(Venue.BINANCE, Asset.BTC, 0.01)
                .funding(Venue.BYBIT, Asset.BTC, 0.0001)
                .funding(Venue.OKX, Asset.BTC, -0.0002));

        // Then
        assertThat(scene.held("binance:BaseToken:USDT")).isEqualTo("0");
        assertThat(scene.held("bybit:BaseToken:USDT")).isEqualTo("60006");
        assertThat(scene.held("okx:BaseToken:USDT")).isEqualTo("119975.96");
    }

    @Test
    void interestRunsOnBorrowedUsdtNetOfUnrealisedProfit() {
        // Given
        Book book = Book.of(BTC)
                .with("binance:BaseToken:USDT", "-10000")
                .with("binance:BaseToken:BTC", "1")
                .with("binance:Perp:BTCUSDT", "-1", "64000");
        Scene scene = new Scene(BTC, book, Market.of(BTC));
        scene.pass(Market.of(BTC));

        // When
        List<AccountEvent> events = scene.pass(Market.of(BTC).nextHour());

        // Then
        // 6,000 owed × 10 % ÷ 8,760 hours.
        assertThat(events)
                .containsExactly(new InterestCharged(
                        InstrumentKey.token(Venue.BINANCE, Asset.USDT), new BigDecimal("0.068493")));
        assertThat(scene.held("binance:BaseToken:USDT")).isEqualTo("-10000.068493");
    }

    @Test
    void aProfitThatCoversTheDebtCostsNoInterest() {
        // Given
        Book book = Book.of(BTC)
                .with("binance:BaseToken:USDT", "-4000")
                .with("binance:BaseToken:BTC", "1")
                .with("binance:Perp:BTCUSDT", "-1", "64000");
        Scene scene = new Scene(BTC, book, Market.of(BTC));
        scene.pass(Market.of(BTC));

        // When
        List<AccountEvent> events = scene.pass(Market.of(BTC).nextHour());

        // Then
        assertThat(events).isEmpty();
    }

    @Test
    void interestIsChargedForTheTimeSinceTheLastSnapshotAndNotBeforeTheFirst() {
        // Given
        Book book = Book.of(BTC).with("okx:BaseToken:USDT", "-36500").with("okx:BaseToken:BTC", "1");
        Scene scene = new Scene(BTC, book, Market.of(BTC));

        // When
        List<AccountEvent> first = scene.pass(Market.of(BTC));
        List<AccountEvent> second = scene.pass(Market.of(BTC).after(Duration.ofDays(1)));

        // Then
        assertThat(first).isEmpty();
        assertThat(second)
                .containsExactly(
                        new InterestCharged(InstrumentKey.token(Venue.OKX, Asset.USDT), new BigDecimal("10.000000")));
    }

    @Test
    void interestCanBeSwitchedOff() {
        // Given
        StrategyDefinition free = Setup.basis(Asset.BTC)
                .costs(Setup.costs(false, false, false, false))
                .definition();
        Book book = Book.of(free).with("okx:BaseToken:USDT", "-36500").with("okx:BaseToken:BTC", "1");
        Scene scene = new Scene(free, book, Market.of(free));
        scene.pass(Market.of(free));

        // When
        List<AccountEvent> events = scene.pass(Market.of(free).after(Duration.ofDays(1)));

        // Then
        assertThat(events).isEmpty();
    }

    /** Golden vector G4: with a maintenance margin of 0.10 the short is closed at 5,295, on the way to the bar's high. */
    @Test
    void aShortIsLiquidatedWhereItsMarginEndsNotAtTheHighItself() {
        // Given
        Scene scene = new Scene(ETH, G4, Market.of(ETH));

        // When
        List<AccountEvent> events = scene.pass(Market.of(ETH).bar(ETH_PERP, 4_000, 6_000, 4_100));

        // Then
        assertThat(events).singleElement().asInstanceOf(type(Liquidated.class)).satisfies(closed -> {
            assertThat(closed.quantity()).isEqualTo("17.168");
            assertThat(closed.price().doubleValue()).isCloseTo(5_295, within(0.5));
            assertThat(closed.fee().doubleValue()).isCloseTo(0.005 * 17.168 * 5_295.24, within(0.01));
        });
        assertThat(scene.held("binance:Perp:ETHUSDT")).isEqualTo("0");
        // What is left is the maintenance margin, 10 % of the notional, less the fee of 0.5 %.
        assertThat(new BigDecimal(scene.held("binance:BaseToken:USDT")).doubleValue())
                .isCloseTo(0.095 * 17.168 * 5_295.24, within(0.1));
    }

    @Test
    void aBarThatStaysBelowTheLiquidationPriceLeavesTheShortAlone() {
        // Given
        Scene scene = new Scene(ETH, G4, Market.of(ETH));

        // When
        List<AccountEvent> events = scene.pass(Market.of(ETH).bar(ETH_PERP, 4_000, 5_295, 5_000));

        // Then
        assertThat(events).isEmpty();
        assertThat(scene.held("binance:Perp:ETHUSDT")).isEqualTo("-17.168");
    }

    @Test
    void withoutACompletedBarThePriceItselfIsTested() {
        // Given
        Scene scene = new Scene(ETH, G4, Market.of(ETH));

        // When
        List<AccountEvent> events = scene.pass(Market.of(ETH).with(ETH_PERP, 5_296));

        // Then
        assertThat(events).singleElement().isInstanceOf(Liquidated.class);
    }

    /** 20,000 + (P − 60,000) = 0.1 P at P = 44,444.44. */
    @Test
    void aLongIsLiquidatedOnTheWayToTheLow() {
        // Given
        Book book = Book.of(BTC).with("binance:BaseToken:USDT", "20000").with("binance:Perp:BTCUSDT", "1", "60000");
        Scene scene = new Scene(BTC, book, Market.of(BTC));

        // When
        List<AccountEvent> events = scene.pass(Market.of(BTC).bar(BTC_PERP, 40_000, 61_000, 60_000));

        // Then
        assertThat(events)
                .singleElement()
                .asInstanceOf(type(Liquidated.class))
                .satisfies(closed -> assertThat(closed.price().doubleValue()).isCloseTo(44_444.44, within(0.01)));
    }

    @Test
    void onlyTheVenueWhoseMarginEndedIsClosed() {
        // Given
        Book book = Book.of(BTC)
                .with("binance:Perp:BTCUSDT", "-1", "60000")
                .with("binance:BaseToken:USDT", "10000")
                .with("bybit:Perp:BTCUSDT", "-1", "60000")
                .with("bybit:BaseToken:USDT", "60000");
        Scene scene = new Scene(BTC, book, Market.of(BTC));

        // When
        scene.pass(Market.of(BTC)
                .bar(BTC_PERP, 60_000, 66_000, 60_000)
                .bar(SeriesKey.perp(Venue.BYBIT, Asset.BTC), 60_000, 66_000, 60_000));

        // Then
        assertThat(scene.held("binance:Perp:BTCUSDT")).isEqualTo("0");
        assertThat(scene.held("bybit:Perp:BTCUSDT")).isEqualTo("-1");
    }

    @Test
    void spotCollateralCarriesAShortThroughAnyHigh() {
        // Given
        Book book = Book.of(BTC).with("binance:BaseToken:BTC", "1").with("binance:Perp:BTCUSDT", "-1", "60000");
        Scene scene = new Scene(BTC, book, Market.of(BTC));

        // When
        List<AccountEvent> events = scene.pass(Market.of(BTC)
                .bar(BTC_PERP, 60_000, 110_000, 100_000)
                .bar(SeriesKey.spot(Venue.BINANCE, Asset.BTC), 60_000, 110_000, 100_000));

        // Then
        assertThat(events).isEmpty();
    }

    @Test
    void whatIsLiquidatedEarnsNoFundingAtTheSameInstant() {
        // Given
        Scene scene = new Scene(ETH, G4, Market.of(ETH));

        // When
        List<AccountEvent> events =
                scene.pass(Market.of(ETH).bar(ETH_PERP, 4_000, 6_000, 4_100).funding(Venue.BINANCE, Asset.ETH, 0.01));

        // Then
        assertThat(events).singleElement().isInstanceOf(Liquidated.class);
    }

    @Test
    void interestIsOwedForTheHourThoughCashArrivesAtItsEnd() {
        // Given
        StrategyDefinition delayed =
                Setup.basis(Asset.BTC).transferDelay(Duration.ofHours(1)).definition();
        Market market = Market.of(delayed);
        Book book = Book.of(delayed)
                .with("binance:BaseToken:USDT", "1000")
                .with("bybit:BaseToken:USDT", "-1000")
                .with("bybit:BaseToken:BTC", "1")
                .with("bybit:Perp:BTCUSDT", "-1", "60000");
        Scene scene = new Scene(delayed, book, market);
        scene.pass(market);
        scene.execute(new Transfer(Asset.USDT, new BigDecimal("1000"), Venue.BINANCE, Venue.BYBIT));

        // When
        List<AccountEvent> events = scene.pass(market.nextHour().funding(Venue.BYBIT, Asset.BTC, 0.0001));

        // Then
        assertThat(events).hasExactlyElementsOfTypes(Transferred.class, FundingPaid.class, InterestCharged.class);
    }
}
