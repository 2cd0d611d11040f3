package io.basis.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Adopted;
import io.basis.domain.account.AccountEvent.Airdropped;
import io.basis.domain.account.AccountEvent.Balance;
import io.basis.domain.account.AccountEvent.BalancesReported;
import io.basis.domain.account.AccountEvent.Deleveraged;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.FundingPaid;
import io.basis.domain.account.AccountEvent.InterestCharged;
import io.basis.domain.account.AccountEvent.Liquidated;
import io.basis.domain.account.AccountEvent.ManuallyTraded;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.account.AccountEvent.Withdrawn;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.testing.Book;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

    private static final InstrumentKey WALLET_USDT = InstrumentKey.parse("wallet:BaseToken:USDT");
    private static final InstrumentKey WALLET_ETH = InstrumentKey.parse("wallet:BaseToken:ETH");
    private static final InstrumentKey BINANCE_USDT = InstrumentKey.parse("binance:BaseToken:USDT");
    private static final InstrumentKey BINANCE_BTC = InstrumentKey.parse("binance:BaseToken:BTC");
    private static final InstrumentKey PERP = InstrumentKey.parse("binance:Perp:BTCUSDT");
    private static final InstrumentKey AUSDT = InstrumentKey.parse("aave_v3:aToken:aUSDT");
    private static final InstrumentKey FLASH = InstrumentKey.parse("instadapp:BaseToken:WETH");
    private static final InstrumentKey WALLET_WETH = InstrumentKey.parse("wallet:BaseToken:WETH");
    private static final InstrumentKey TRANSIT_BTC = InstrumentKey.parse("transit:BaseToken:BTC");

    private static final PositionLayout LAYOUT = new PositionLayout(List.of(
            WALLET_USDT,
            WALLET_ETH,
            BINANCE_USDT,
            BINANCE_BTC,
            PERP,
            AUSDT,
            FLASH,
            WALLET_WETH,
            TRANSIT_BTC,
            InstrumentKey.parse("aave_v3:debtToken:debtWETH")));

    private static final OrderRef ORDER = new OrderRef(7, 1);
    private static final Book NOTHING = Book.of(LAYOUT);

    @Test
    void aDepositArrives() {
        // When
        Positions after = commit(NOTHING, new Deposited(WALLET_USDT, number("100000")));

        // Then
        assertThat(held(after, WALLET_USDT)).isEqualTo("100000");
    }

    @Test
    void aWithdrawalLeaves() {
        // Given
        Book before = NOTHING.with("wallet:BaseToken:USDT", "100000");

        // When
        Positions after = commit(before, new Withdrawn(WALLET_USDT, number("5000.5"), "w-1"));

        // Then
        assertThat(held(after, WALLET_USDT)).isEqualTo("94999.5");
    }

    @Test
    void aStatementOfBalancesMovesNothing() {
        // Given
        Book before = NOTHING.with("wallet:BaseToken:USDT", "100");

        // When
        Positions after = commit(before, new BalancesReported(List.of(new Balance(WALLET_USDT, number("7")))));

        // Then
        assertThat(held(after, WALLET_USDT)).isEqualTo("100");
    }

    @Test
    void whatIsAdoptedArrivesWithItsEntryPrice() {
        // When
        Positions after = commit(
                NOTHING,
                new Adopted(WALLET_USDT, number("100"), null),
                new Adopted(PERP, number("-0.5"), number("58000")));

        // Then
        assertThat(held(after, WALLET_USDT)).isEqualTo("100");
        assertThat(held(after, PERP)).isEqualTo("-0.5");
        assertThat(after.averageEntry(LAYOUT.slot(PERP))).isEqualByComparingTo("58000");
        assertThat(held(after, BINANCE_USDT)).isEqualTo("0");
    }

    @Test
    void onlyAPerpetualHasAnEntryPrice() {
        assertThatThrownBy(() -> new Adopted(PERP, number("1"), null)).hasMessageContaining("binance:Perp:BTCUSDT");
        assertThatThrownBy(() -> new Adopted(WALLET_USDT, number("1"), number("1")))
                .hasMessageContaining("wallet:BaseToken:USDT");
    }

    @Test
    void anAirdropAndATradeByHandMoveTheirTokens() {
        // Given
        Book before = NOTHING.with("binance:BaseToken:BTC", "1");

        // When
        Positions after = commit(
                before,
                new Airdropped(AUSDT, number("3")),
                new ManuallyTraded(BINANCE_BTC, BINANCE_USDT, number("0.25"), number("15000")));

        // Then
        assertThat(held(after, AUSDT)).isEqualTo("3");
        assertThat(held(after, BINANCE_BTC)).isEqualTo("0.75");
        assertThat(held(after, BINANCE_USDT)).isEqualTo("15000");
    }

    @Test
    void deleveragingRealisesItsShareOfTheProfit() {
        // Given
        Book before = NOTHING.with("binance:Perp:BTCUSDT", "-1", "60000");

        // When
        Positions after = commit(before, new Deleveraged(PERP, number("0.25"), number("50000"), number("1.5")));

        // Then
        assertThat(held(after, BINANCE_USDT)).isEqualTo("2498.5");
        assertThat(held(after, PERP)).isEqualTo("-0.75");
        assertThat(after.averageEntry(LAYOUT.slot(PERP))).isEqualByComparingTo("60000");
    }

    @Test
    void aTransferMovesABalanceAndTheWalletPaysItsGas() {
        // Given
        Book before = NOTHING.with("wallet:BaseToken:USDT", "100").with("wallet:BaseToken:ETH", "0.05");

        // When
        Positions after = commit(
                before, new Transferred(ORDER, Asset.USDT, number("60"), WALLET_USDT, BINANCE_USDT, number("0.0012")));

        // Then
        assertThat(held(after, WALLET_USDT)).isEqualTo("40");
        assertThat(held(after, BINANCE_USDT)).isEqualTo("60");
        assertThat(held(after, WALLET_ETH)).isEqualTo("0.0488");
    }

    @Test
    void whatIsInTransitIsStillHeld() {
        // Given
        Book before = NOTHING.with("binance:BaseToken:BTC", "1");

        // When
        Positions after =
                commit(before, new Transferred(ORDER, Asset.BTC, number("0.4"), BINANCE_BTC, TRANSIT_BTC, number("0")));

        // Then
        assertThat(held(after, BINANCE_BTC)).isEqualTo("0.6");
        assertThat(held(after, TRANSIT_BTC)).isEqualTo("0.4");
    }

    @Test
    void aSpotPurchasePaysPriceFeeAndSlippageInUsdt() {
        // Given
        Book before = NOTHING.with("binance:BaseToken:USDT", "100000");

        // When
        Positions after = commit(
                before,
                new SpotFilled(
                        ORDER,
                        BINANCE_BTC,
                        number("1.5"),
                        number("60000"),
                        number("-90000"),
                        number("90"),
                        number("9")));

        // Then
        assertThat(held(after, BINANCE_BTC)).isEqualTo("1.5");
        assertThat(held(after, BINANCE_USDT)).isEqualTo("9901");
    }

    @Test
    void aSpotSaleReceivesThePriceLessItsCosts() {
        // Given
        Book before = NOTHING.with("binance:BaseToken:BTC", "1");

        // When
        Positions after = commit(
                before,
                new SpotFilled(
                        ORDER, BINANCE_BTC, number("-1"), number("60000"), number("60000"), number("60"), number("6")));

        // Then
        assertThat(held(after, BINANCE_BTC)).isEqualTo("0");
        assertThat(held(after, BINANCE_USDT)).isEqualTo("59934");
    }

    @Test
    void openingAPerpCostsItsFeeAloneAndRemembersItsEntry() {
        // When
        Positions after = commit(NOTHING, perpFilled("-0.5", "60000", "15", "3"));

        // Then
        assertThat(held(after, PERP)).isEqualTo("-0.5");
        assertThat(entry(after)).isEqualByComparingTo("60000");
        assertThat(held(after, BINANCE_USDT)).isEqualTo("-18");
    }

    @Test
    void addingToAPerpAveragesItsEntry() {
        // Given
        Book before = NOTHING.with("binance:Perp:BTCUSDT", "-1", "60000");

        // When
        Positions after = commit(before, perpFilled("-3", "64000", "0", "0"));

        // Then
        assertThat(held(after, PERP)).isEqualTo("-4");
        assertThat(entry(after)).isEqualByComparingTo("63000");
    }

    @Test
    void buyingBackPartOfAShortRealisesItsShareAndKeepsTheEntry() {
        // Given
        Book before = NOTHING.with("binance:Perp:BTCUSDT", "-4", "63000");

        // When
        Positions after = commit(before, perpFilled("1", "61000", "0", "0"));

        // Then
        assertThat(held(after, PERP)).isEqualTo("-3");
        assertThat(entry(after)).isEqualByComparingTo("63000");
        assertThat(held(after, BINANCE_USDT)).isEqualTo("2000");
    }

    @Test
    void closingALongAtALossPaysIt() {
        // Given
        Book before = NOTHING.with("binance:Perp:BTCUSDT", "2", "60000");

        // When
        Positions after = commit(before, perpFilled("-2", "59000", "59", "0"));

        // Then
        assertThat(held(after, PERP)).isEqualTo("0");
        assertThat(after.cost(LAYOUT.slot(PERP))).isEqualByComparingTo("0");
        assertThat(entry(after)).isEqualByComparingTo("0");
        assertThat(held(after, BINANCE_USDT)).isEqualTo("-2059");
    }

    @Test
    void flippingAShortClosesItAndOpensALongAtTheFill() {
        // Given
        Book before = NOTHING.with("binance:Perp:BTCUSDT", "-1", "60000");

        // When
        Positions after = commit(before, perpFilled("3", "58000", "0", "0"));

        // Then
        assertThat(held(after, PERP)).isEqualTo("2");
        assertThat(entry(after)).isEqualByComparingTo("58000");
        assertThat(held(after, BINANCE_USDT)).isEqualTo("2000");
    }

    @Test
    void whatRoundingARealisedProfitLeavesOverStaysInTheCost() {
        // Given
        Book before = NOTHING.with("binance:Perp:BTCUSDT", "-0.00000003", "60000.33333333");

        // When
        Positions after = commit(before, perpFilled("0.00000001", "60000.11111111", "0", "0"));

        // Then
        // A profit of 0.0000000022222222 realises as 0.000000 USDT; it is still there: 2e-8 short at 60000.44… on
        // average.
        assertThat(held(after, BINANCE_USDT)).isEqualTo("0");
        assertThat(entry(after)).isEqualByComparingTo("60000.444444440");
    }

    @Test
    void supplyingTurnsTokensIntoAScaledBalance() {
        // Given
        Book before = NOTHING.with("wallet:BaseToken:USDT", "105000").with("wallet:BaseToken:ETH", "0.01");

        // When
        Positions after = commit(
                before,
                new Supplied(ORDER, Asset.USDT, number("105000"), number("1.05"), number("100000"), number("0.002")));

        // Then
        assertThat(held(after, WALLET_USDT)).isEqualTo("0");
        assertThat(held(after, AUSDT)).isEqualTo("100000");
        assertThat(held(after, WALLET_ETH)).isEqualTo("0.008");
    }

    @Test
    void redeemingTurnsAScaledBalanceBackIntoTokens() {
        // Given
        Book before = NOTHING.with("aave_v3:aToken:aUSDT", "100000").with("wallet:BaseToken:ETH", "0.01");

        // When
        Positions after = commit(
                before,
                new Redeemed(ORDER, Asset.USDT, number("53000"), number("1.06"), number("50000"), number("0.002")));

        // Then
        assertThat(held(after, WALLET_USDT)).isEqualTo("53000");
        assertThat(held(after, AUSDT)).isEqualTo("50000");
        assertThat(held(after, WALLET_ETH)).isEqualTo("0.008");
    }

    @Test
    void fundingLandsInTheUsdtOfThePerpsVenue() {
        // When
        Positions after = commit(NOTHING, new FundingPaid(PERP, number("0.0001"), number("50000"), number("5.000000")));

        // Then
        assertThat(held(after, BINANCE_USDT)).isEqualTo("5");
    }

    @Test
    void interestIsTakenFromTheBalanceThatOwesIt() {
        // Given
        Book before = NOTHING.with("binance:BaseToken:USDT", "-1000");

        // When
        Positions after = commit(before, new InterestCharged(BINANCE_USDT, number("0.27")));

        // Then
        assertThat(held(after, BINANCE_USDT)).isEqualTo("-1000.27");
    }

    @Test
    void aLiquidationClosesAtItsPriceForItsFee() {
        // Given
        Book before = NOTHING.with("binance:Perp:BTCUSDT", "-1", "60000").with("binance:BaseToken:USDT", "20000");

        // When
        Positions after = commit(before, new Liquidated(PERP, number("1"), number("72000"), number("360")));

        // Then
        assertThat(held(after, PERP)).isEqualTo("0");
        assertThat(held(after, BINANCE_USDT)).isEqualTo("7640");
    }

    @Test
    void aRejectionChangesNothing() {
        // Given
        Positions before = NOTHING.with("wallet:BaseToken:USDT", "1").positions();

        // When
        Positions after =
                Ledger.commit(before, List.of(new Rejected(ORDER, RejectReason.INSUFFICIENT_BALANCE, "nothing there")));

        // Then
        assertThat(after).usingRecursiveComparison().isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wallet:BaseToken:USDT",
                "wallet:BaseToken:ETH",
                "binance:BaseToken:BTC",
                "transit:BaseToken:BTC",
            })
    void aTokenBalanceBelowZeroIsRefusedByName(String key) {
        // When
        var thrown = assertThatThrownBy(
                () -> commit(NOTHING, new Withdrawn(InstrumentKey.parse(key), number("0.000001"), "w-1")));

        // Then
        thrown.isInstanceOf(LedgerViolation.class).hasMessage(key + " must not be negative, would be -0.000001");
    }

    @Test
    void aScaledSupplyBelowZeroIsRefused() {
        // When
        var thrown = assertThatThrownBy(() ->
                commit(NOTHING, new Redeemed(ORDER, Asset.USDT, number("1"), number("1"), number("1"), number("0"))));

        // Then
        thrown.isInstanceOf(LedgerViolation.class).hasMessageContaining("aave_v3:aToken:aUSDT must not be negative");
    }

    @Test
    void anExchangeLendsUsdt() {
        // When
        Positions after = commit(NOTHING, new InterestCharged(BINANCE_USDT, number("10")));

        // Then
        assertThat(held(after, BINANCE_USDT)).isEqualTo("-10");
    }

    @ParameterizedTest
    @CsvSource({
        "binance:BaseToken:USDT, true",
        "bybit:BaseToken:USDT, true",
        "okx:Perp:ETHUSDT, true",
        "wallet:BaseToken:USDT, false",
        "transit:BaseToken:USDT, false",
        "binance:BaseToken:BTC, false",
        "aave_v3:aToken:aUSDT, false",
        "aave_v3:debtToken:debtUSDT, false",
    })
    void onlyPerpsAndUsdtAtAnExchangeMayBeNegative(String key, boolean expected) {
        // When
        boolean negative = Ledger.mayBeNegative(InstrumentKey.parse(key));

        // Then
        assertThat(negative).isEqualTo(expected);
    }

    @Test
    void aBalanceMayPassThroughZeroWithinOneCommit() {
        // Given
        List<AccountEvent> events =
                List.of(new Withdrawn(WALLET_USDT, number("10"), "w-1"), new Deposited(WALLET_USDT, number("10")));

        // When
        Positions after = Ledger.commit(NOTHING.positions(), events);

        // Then
        assertThat(held(after, WALLET_USDT)).isEqualTo("0");
    }

    @Test
    void aFlashLegOpenAtTheEndOfAGroupIsRefused() {
        // Given
        Book before = NOTHING.with("wallet:BaseToken:WETH", "10");

        // When
        var thrown = assertThatThrownBy(
                () -> commit(before, new Transferred(ORDER, Asset.WETH, number("4"), WALLET_WETH, FLASH, number("0"))));

        // Then
        thrown.isInstanceOf(LedgerViolation.class)
                .hasMessage("flash leg instadapp:BaseToken:WETH must be zero after a group, is 4");
    }

    @Test
    void aFlashLegClosedWithinItsGroupPasses() {
        // Given
        Book before = NOTHING.with("wallet:BaseToken:WETH", "10");

        // When
        Positions after = commit(
                before,
                new Transferred(ORDER, Asset.WETH, number("4"), FLASH, WALLET_WETH, number("0")),
                new Transferred(ORDER, Asset.WETH, number("4"), WALLET_WETH, FLASH, number("0")));

        // Then
        assertThat(held(after, WALLET_WETH)).isEqualTo("10");
        assertThat(held(after, FLASH)).isEqualTo("0");
    }

    @Test
    void aDraftThatIsDroppedChangedNothing() {
        // Given
        Positions before = NOTHING.with("wallet:BaseToken:USDT", "10").positions();
        Ledger draft = Ledger.on(before);

        // When
        draft.apply(new Withdrawn(WALLET_USDT, number("4"), "w-1"));

        // Then
        assertThat(draft.quantity(WALLET_USDT)).isEqualTo("6");
        assertThat(held(before, WALLET_USDT)).isEqualTo("10");
    }

    @Test
    void aCopyOfADraftGoesItsOwnWay() {
        // Given
        Ledger draft = Ledger.on(NOTHING.with("wallet:BaseToken:USDT", "10").positions());
        Ledger copy = draft.copy();

        // When
        copy.apply(new Withdrawn(WALLET_USDT, number("4"), "w-1"));

        // Then
        assertThat(copy.quantity(WALLET_USDT)).isEqualTo("6");
        assertThat(draft.quantity(WALLET_USDT)).isEqualTo("10");
    }

    @Test
    void theMirrorFollowsTheExactQuantitiesAndCosts() {
        // Given
        Book before = NOTHING.with("binance:BaseToken:USDT", "100");

        // When
        Positions after = commit(before, perpFilled("-0.12345678", "60000.12345678", "3.7", "0"));

        // Then
        for (int slot = 0; slot < LAYOUT.size(); slot++) {
            assertThat(after.units(slot)).isEqualTo(after.quantity(slot).doubleValue());
            assertThat(after.openCost(slot)).isEqualTo(after.cost(slot).doubleValue());
        }
    }

    @Test
    void anInstrumentThatIsNotSubscribedIsNamed() {
        // When
        var thrown = assertThatThrownBy(
                () -> commit(NOTHING, new Deposited(InstrumentKey.parse("okx:BaseToken:BTC"), number("1"))));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Required instrument okx:BaseToken:BTC not in position_subscriptions");
    }

    @Test
    void nothingIsHeldOfWhatIsNotSubscribed() {
        // When
        Positions none = Positions.none(LAYOUT);

        // Then
        assertThat(none.quantity(InstrumentKey.parse("okx:BaseToken:BTC"))).isEqualTo("0");
        assertThat(none.units(InstrumentKey.parse("okx:BaseToken:BTC"))).isZero();
    }

    @Test
    void aPositionIsSubscribedOnce() {
        // When
        var thrown = assertThatThrownBy(() -> new PositionLayout(List.of(PERP, BINANCE_USDT, PERP)));

        // Then
        thrown.hasMessage("position binance:Perp:BTCUSDT subscribed twice");
    }

    @Test
    void onlyRegisteredInstrumentsAreSubscribed() {
        // When
        var thrown =
                assertThatThrownBy(() -> new PositionLayout(List.of(InstrumentKey.parse("wallet:BaseToken:DOGE"))));

        // Then
        thrown.hasMessage("unknown instrument 'wallet:BaseToken:DOGE'");
    }

    private static AccountEvent perpFilled(String quantity, String price, String fee, String slippage) {
        return new PerpFilled(ORDER, PERP, number(quantity), number(price), number(fee), number(slippage));
    }

    private static Positions commit(Book before, AccountEvent... events) {
        return Ledger.commit(before.positions(), List.of(events));
    }

    private static String held(Positions positions, InstrumentKey key) {
        return Decimals.canonical(positions.quantity(key));
    }

    private static BigDecimal entry(Positions positions) {
        return positions.averageEntry(LAYOUT.slot(PERP));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
