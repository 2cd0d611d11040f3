package io.basis.risk.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Adopted;
import io.basis.domain.account.AccountEvent.Airdropped;
import io.basis.domain.account.AccountEvent.Balance;
import io.basis.domain.account.AccountEvent.BalancesReported;
import io.basis.domain.account.AccountEvent.Deleveraged;
import io.basis.domain.account.AccountEvent.FundingPaid;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.account.AccountEvent.ManuallyTraded;
import io.basis.domain.core.Refusal;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BTC costs 60,000 and ETH 3,000; a ledger says one thing and a venue another. */
class ReconcilerTest {

    private static final StrategyDefinition BTC = Setup.basis(Asset.BTC)
            .holding(InstrumentKey.aToken(Asset.USDT))
            .holding(InstrumentKey.debtToken(Asset.WETH))
            .watching(SeriesKey.liquidityIndex(Asset.USDT))
            .watching(SeriesKey.borrowIndex(Asset.WETH))
            .definition();
    private static final MarketSnapshot CALM = Market.of(BTC).snapshot();
    private static final Book NOTHING = Book.of(BTC);
    private static final InstrumentKey CASH = InstrumentKey.parse("binance:BaseToken:USDT");
    private static final InstrumentKey COINS = InstrumentKey.parse("binance:BaseToken:BTC");
    private static final InstrumentKey PERP = InstrumentKey.parse("binance:Perp:BTCUSDT");
    private static final InstrumentKey WALLET = InstrumentKey.parse("wallet:BaseToken:USDT");
    private static final InstrumentKey WALLET_ETH = InstrumentKey.parse("wallet:BaseToken:ETH");
    private static final InstrumentKey SUPPLIED = InstrumentKey.parse("aave_v3:aToken:aUSDT");
    private static final InstrumentKey OWED = InstrumentKey.parse("aave_v3:debtToken:debtWETH");

    /** One bitcoin, shorted at 58,000. */
    private static final Book HEDGED = NOTHING.with("binance:BaseToken:USDT", "500")
            .with("binance:BaseToken:BTC", "1")
            .with("binance:Perp:BTCUSDT", "-1", "58000");

    private static final Book ON_CHAIN = NOTHING.with("wallet:BaseToken:USDT", "1000")
            .with("wallet:BaseToken:ETH", "2")
            .with("aave_v3:aToken:aUSDT", "5000")
            .with("aave_v3:debtToken:debtWETH", "1");

    private final ReconciliationMemory memory = new ReconciliationMemory();

    @Test
    void aVenueThatAgreesChangesNothing() {
        // When
        List<List<AccountEvent>> found =
                reports(HEDGED, 3, has(CASH, "500"), has(COINS, "1.00000000"), has(PERP, "-1"));

        // Then
        assertThat(found).allSatisfy(events -> assertThat(events).isEmpty());
        assertThat(memory.noted).isEmpty();
    }

    @Test
    void theEventsOfAReportAreBookedBeforeItsBalancesAreCompared() {
        // Given
        FundingPaid funding = new FundingPaid(PERP, number("0.0001"), number("60000"), number("6"));

        // When
        Reconciler.Booked booked = book(
                HEDGED.positions(), false, funding, new BalancesReported(List.of(has(CASH, "506"), has(PERP, "-1"))));

        // Then
        assertThat(booked.events()).containsExactly(funding);
        assertThat(booked.positions().quantity(CASH)).isEqualByComparingTo("506");
        assertThat(memory.noted).isEmpty();
    }

    @Test
    void whatExistsBeforeTheFirstOrderIsAdoptedAtOnce() {
        // When
        Reconciler.Booked booked = book(
                NOTHING.positions(),
                true,
                new BalancesReported(List.of(
                        has(CASH, "-250"),
                        has(COINS, "1.5"),
                        new Balance(PERP, number("-1.5"), number("58000.5")),
                        has(OWED, "2"))));

        // Then
        assertThat(booked.events())
                .containsExactly(
                        new Adopted(CASH, number("-250.000000"), null),
                        new Adopted(COINS, number("1.50000000"), null),
                        new Adopted(PERP, number("-1.50000000"), number("58000.5")),
                        new Adopted(OWED, number("2").setScale(27), null));
        assertThat(booked.positions().averageEntry(booked.positions().layout().slot(PERP)))
                .isEqualByComparingTo("58000.5");
    }

    @Test
    void aPerpetualWithoutAnEntryPriceIsAdoptedAtTheMark() {
        // When
        Reconciler.Booked booked = book(NOTHING.positions(), true, new BalancesReported(List.of(has(PERP, "-0.5"))));

        // Then
        assertThat(booked.events()).containsExactly(new Adopted(PERP, number("-0.50000000"), number("60000.00000000")));
    }

    /** A second report before the first order may already cross it. */
    @Test
    void anInstrumentIsAdoptedOnce() {
        // Given
        Positions adopted = book(NOTHING.positions(), true, new BalancesReported(List.of(has(CASH, "1000"))))
                .positions();

        // When
        Reconciler.Booked next = book(adopted, true, new BalancesReported(List.of(has(CASH, "400"))));

        // Then
        assertThat(next.events()).isEmpty();
        assertThat(memory.noted).containsOnlyKeys(CASH);
    }

    @Test
    void aDifferenceThatIsGoneInTheNextReportWasAFillOnItsWay() {
        // Given
        book(HEDGED.positions(), false, new BalancesReported(List.of(has(CASH, "60500"), has(COINS, "0"))));

        // When
        Reconciler.Booked next =
                book(HEDGED.positions(), false, new BalancesReported(List.of(has(CASH, "500"), has(COINS, "1"))));

        // Then
        assertThat(next.events()).isEmpty();
        assertThat(memory.noted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "binance:BaseToken:USDT, 0.00001, 0.000011",
        "binance:BaseToken:BTC, 0.0000001, 0.00000011",
        "wallet:BaseToken:ETH, 0.00000000000000001, 0.000000000000000011",
        "aave_v3:aToken:aUSDT, 0.00001, 0.000011",
        "aave_v3:debtToken:debtWETH, 0.00000000000000001, 0.000000000000000011",
        "binance:Perp:BTCUSDT, 0, 0.00000001",
    })
    void tenUnitsOfTheLastPlaceAreDust(String key, String dust, String more) {
        // Given
        InstrumentKey instrument = InstrumentKey.parse(key);

        // When
        book(NOTHING.positions(), false, new BalancesReported(List.of(has(instrument, dust))));
        boolean ignored = memory.noted.isEmpty();
        book(NOTHING.positions(), false, new BalancesReported(List.of(has(instrument, more))));

        // Then
        assertThat(ignored).isTrue();
        assertThat(memory.noted).containsOnlyKeys(instrument);
    }

    /** 0.4 of the short closed at 59,000, a loss of 400 beside a penalty of 2. */
    @Test
    void aShortClosedAtALossWasLiquidated() {
        // When
        List<List<AccountEvent>> found = reports(HEDGED, 3, has(CASH, "98"), has(COINS, "1"), has(PERP, "-0.6"));

        // Then
        assertThat(found)
                .containsExactly(
                        List.of(),
                        List.of(new Liquidated(
                                PERP, number("0.40000000"), number("59005.00000000"), number("0.000000"))),
                        List.of());
    }

    /** 0.4 of the short closed at 57,000, a gain of 400. */
    @Test
    void aShortClosedAtAGainWasDeleveraged() {
        // When
        List<List<AccountEvent>> found = reports(HEDGED, 3, has(CASH, "900"), has(COINS, "1"), has(PERP, "-0.6"));

        // Then
        assertThat(found)
                .containsExactly(
                        List.of(),
                        List.of(new Deleveraged(
                                PERP, number("0.40000000"), number("57000.00000000"), number("0.000000"))),
                        List.of());
    }

    @Test
    void whatTheVenueSettledIsBookedToTheLastUnit() {
        // When
        Positions after = after(HEDGED, has(CASH, "333.333333"), has(COINS, "1"), has(PERP, "-0.12345678"));

        // Then
        assertThat(after.quantity(CASH)).isEqualByComparingTo("333.333333");
        assertThat(after.quantity(PERP)).isEqualByComparingTo("-0.12345678");
        assertThat(after.averageEntry(after.layout().slot(PERP)).doubleValue()).isCloseTo(58_000, within(1e-4));
    }

    @Test
    void aTokenMoreIsAnAirdrop() {
        // When
        List<List<AccountEvent>> found =
                reports(ON_CHAIN, 3, has(WALLET, "1007"), has(WALLET_ETH, "2"), has(SUPPLIED, "5001"), has(OWED, "1"));

        // Then
        assertThat(found.get(1))
                .containsExactly(
                        new Airdropped(WALLET, number("7.000000")),
                        new Airdropped(SUPPLIED, number("1").setScale(27)));
        assertThat(found.get(2)).isEmpty();
    }

    @Test
    void oneTokenForAnotherAtAboutTheMarketWasTradedByHand() {
        // When
        List<List<AccountEvent>> found = reports(HEDGED, 3, has(CASH, "12350"), has(COINS, "0.8"), has(PERP, "-1"));

        // Then
        assertThat(found)
                .containsExactly(
                        List.of(),
                        List.of(new ManuallyTraded(COINS, CASH, number("0.20000000"), number("11850.000000"))),
                        List.of());
    }

    @Test
    void everythingOnChainIsOneAccountButExchangesAreNot() {
        // Given
        Book book = ON_CHAIN.with("binance:BaseToken:USDT", "500");

        // When
        Positions swapped = after(book, has(WALLET, "4000"), has(WALLET_ETH, "1"), has(CASH, "500"));

        // Then
        assertThat(swapped.quantity(WALLET)).isEqualByComparingTo("4000");
        assertRefused(
                book,
                "wallet:BaseToken:USDT: ledger 1000, venue 900, difference -100",
                has(CASH, "600"),
                has(WALLET, "900"));
    }

    @Test
    void aBalanceLessForNothingIsRefusedByName() {
        assertRefused(
                HEDGED,
                "binance:BaseToken:USDT: ledger 500, venue 400, difference -100 at 2024-06-01T00:00:00Z: nothing that"
                        + " venues do explains it; mend it there, then resume",
                has(CASH, "400"),
                has(COINS, "1"),
                has(PERP, "-1"));
    }

    @ParameterizedTest
    @CsvSource({
        // grew, flipped, closed far from the mark, closed while a coin left
        "-1.1, 500, 1",
        "0.1, 500, 1",
        "-0.6, 10500, 1",
        "-0.6, 900, 0.9",
    })
    void aPerpetualThatNobodyClosesLikeThatIsRefused(String perp, String usdt, String coins) {
        assertRefused(HEDGED, "binance:", has(PERP, perp), has(CASH, usdt), has(COINS, coins));
    }

    @Test
    void aTradeFarFromTheMarketIsRefused() {
        assertRefused(HEDGED, "binance:BaseToken:BTC: ledger 1, venue 0.8", has(CASH, "11500"), has(COINS, "0.8"));
    }

    @Test
    void lessAtAaveAndAnotherDebtAreRefused() {
        assertRefused(ON_CHAIN, "aave_v3:aToken:aUSDT: ledger 5000, venue 4999", has(SUPPLIED, "4999"));
        assertRefused(ON_CHAIN, "aave_v3:debtToken:debtWETH: ledger 1, venue 2", has(OWED, "2"));
        assertRefused(ON_CHAIN, "aave_v3:debtToken:debtWETH: ledger 1, venue 0", has(OWED, "0"));
    }

    @Test
    void anInstrumentThatIsNotSubscribedIsRefusedEvenAtTheStart() {
        // Given
        InstrumentKey unknown = InstrumentKey.parse("binance:BaseToken:DOGE");
        BalancesReported report = new BalancesReported(List.of(has(CASH, "1000"), has(unknown, "7")));
        Positions adopted = book(NOTHING.positions(), true, report).positions();

        // When
        var again = assertThatThrownBy(() -> book(adopted, true, report));

        // Then
        again.hasMessageStartingWith(
                "binance:BaseToken:DOGE: ledger 0, venue 7, difference 7, not in position_subscriptions");
    }

    @Test
    void aDifferenceThatNeverStandsStillIsRefusedInTheEnd() {
        // Given
        for (int report = 1; report <= Reconciler.MOST_UNSETTLED; report++) {
            book(HEDGED.positions(), false, new BalancesReported(List.of(has(CASH, String.valueOf(500 + report)))));
        }

        // When
        var last = assertThatThrownBy(
                () -> book(HEDGED.positions(), false, new BalancesReported(List.of(has(CASH, "600")))));

        // Then
        last.hasMessageEndingWith("other differences in each of 11 reports");
    }

    /** The report that halted it is read again first; only the next one tells whether its cause is mended. */
    @Test
    void afterAResumptionADifferenceMustBeSeenTwiceAgain() {
        // Given
        BalancesReported wrong = new BalancesReported(List.of(has(CASH, "400")));
        BalancesReported mended = new BalancesReported(List.of(has(CASH, "500")));
        book(HEDGED.positions(), false, wrong);
        memory.beginAgain();

        // When
        Reconciler.Booked again = book(HEDGED.positions(), false, wrong);
        Reconciler.Booked next = book(HEDGED.positions(), false, mended);

        // Then
        assertThat(again.events()).isEmpty();
        assertThat(next.events()).isEmpty();
        assertThat(memory.noted).isEmpty();
    }

    private void assertRefused(Book book, String message, Balance... balances) {
        BalancesReported report = new BalancesReported(List.of(balances));
        memory.beginAgain();
        assertThat(book(book.positions(), false, report).events()).isEmpty();
        assertThatThrownBy(() -> book(book.positions(), false, report))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("REC-001"))
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    /** What was found in the same balances, reported several times. */
    private List<List<AccountEvent>> reports(Book book, int times, Balance... balances) {
        Positions held = book.positions();
        List<List<AccountEvent>> found = new ArrayList<>();
        for (int report = 0; report < times; report++) {
            Reconciler.Booked booked = book(held, false, new BalancesReported(List.of(balances)));
            found.add(booked.events());
            held = booked.positions();
        }
        return found;
    }

    private Positions after(Book book, Balance... balances) {
        BalancesReported report = new BalancesReported(List.of(balances));
        return book(book(book.positions(), false, report).positions(), false, report)
                .positions();
    }

    private Reconciler.Booked book(Positions held, boolean beforeFirstOrder, AccountEvent... events) {
        Valuation valuation = new Valuation(held.layout(), CALM.layout());
        return Reconciler.book(held, List.of(events), valuation, CALM, beforeFirstOrder, memory);
    }

    private static Balance has(InstrumentKey key, String quantity) {
        return new Balance(key, number(quantity));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
