package io.basis.venues.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Redeemed;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Supplied;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.account.AccountEvent.Withdrawn;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.Redeem;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.order.Order.Withdrawal;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
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

class OrdersTest {

    private static final StrategyDefinition FREE = Setup.basis(Asset.BTC).definition();
    private static final StrategyDefinition COSTLY =
            Setup.basis(Asset.BTC).costs(Setup.costs(true, true, true, true)).definition();
    private static final StrategyDefinition ETH =
            Setup.basis(Asset.ETH).costs(Setup.costs(true, true, true, true)).definition();
    private static final StrategyDefinition LENDING =
            Setup.lending().costs(Setup.costs(true, true, true, true)).definition();

    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.USDT);

    @Test
    void aDepositIsCredited() {
        // Given
        Scene scene = scene(FREE, Book.of(FREE));

        // When
        AccountEvent event = scene.execute(new Deposit(WALLET, number("100000")));

        // Then
        assertThat(event).isEqualTo(new Deposited(WALLET, number("100000")));
        assertThat(scene.held("wallet:BaseToken:USDT")).isEqualTo("100000");
    }

    @Test
    void aWithdrawalIsPaidOut() {
        // Given
        Scene scene = scene(FREE, Book.of(FREE).with("wallet:BaseToken:USDT", "10"));

        // When
        AccountEvent event = scene.execute(new Withdrawal(WALLET, number("4"), "w-1"));

        // Then
        assertThat(event).isEqualTo(new Withdrawn(WALLET, number("4"), "w-1"));
        assertThat(scene.held("wallet:BaseToken:USDT")).isEqualTo("6");
    }

    @Test
    void aCoinIsBoughtAtTheSpotPriceOfItsVenueWithFeeAndSlippage() {
        // Given
        Book book = Book.of(COSTLY).with("bybit:BaseToken:USDT", "100000");
        Scene scene = new Scene(
                COSTLY, book, Market.of(COSTLY).with(SeriesKey.spot(Venue.BYBIT, Asset.BTC), 61_234.123456785));

        // When
        AccountEvent event = scene.execute(new SpotTrade(Venue.BYBIT, Asset.BTC, number("0.5")));

        // Then
        assertThat(event).asInstanceOf(type(SpotFilled.class)).satisfies(filled -> {
            assertThat(filled.order()).isEqualTo(new OrderRef(7, 1));
            assertThat(filled.coin()).isEqualTo(InstrumentKey.token(Venue.BYBIT, Asset.BTC));
            assertThat(filled.price()).isEqualTo("61234.12345678");
            assertThat(filled.quote()).isEqualTo("-30617.061728");
            assertThat(filled.fee()).isEqualTo("30.617062");
            assertThat(filled.slippage()).isEqualTo("9.185119");
        });
        assertThat(scene.held("bybit:BaseToken:BTC")).isEqualTo("0.5");
        assertThat(scene.held("bybit:BaseToken:USDT")).isEqualTo("69343.136091");
    }

    @Test
    void aPerpetualIsSoldAtThePriceOfItsVenue() {
        // Given
        Book book = Book.of(COSTLY).with("okx:BaseToken:USDT", "10000");
        Scene scene = new Scene(COSTLY, book, Market.of(COSTLY).with(SeriesKey.perp(Venue.OKX, Asset.BTC), 60_060));

        // When
        AccountEvent event = scene.execute(new PerpTrade(Venue.OKX, Asset.BTC, number("-0.5")));

        // Then
        assertThat(event).asInstanceOf(type(PerpFilled.class)).satisfies(filled -> {
            assertThat(filled.perp()).isEqualTo(InstrumentKey.perp(Venue.OKX, Asset.BTC));
            assertThat(filled.price()).isEqualByComparingTo("60060");
            assertThat(filled.fee()).isEqualByComparingTo("15.015");
            assertThat(filled.slippage()).isEqualByComparingTo("3.003");
        });
        assertThat(scene.held("okx:Perp:BTCUSDT")).isEqualTo("-0.5");
        assertThat(scene.held("okx:BaseToken:USDT")).isEqualTo("9981.982");
    }

    @Test
    void aSupplyIsScaledDownByTheIndexAndPaysGas() {
        // Given
        Book book = Book.of(LENDING).with("wallet:BaseToken:USDT", "1000").with("wallet:BaseToken:ETH", "0.05");
        Scene scene = new Scene(LENDING, book, Market.of(LENDING).liquidityIndex(Asset.USDT, 1.07));

        // When
        AccountEvent event = scene.execute(new Supply(Asset.USDT, number("1000")));

        // Then
        assertThat(event)
                .isEqualTo(new Supplied(
                        new OrderRef(7, 1),
                        Asset.USDT,
                        number("1000"),
                        number("1.07"),
                        number("934.579439252336448598130841121"),
                        number("0.002400000000000000")));
        assertThat(scene.held("wallet:BaseToken:USDT")).isEqualTo("0");
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo("0.0476");
        assertThat(scene.held("aave_v3:aToken:aUSDT")).isEqualTo("934.579439252336448598130841121");
    }

    @Test
    void aRedemptionBurnsScaledUnitsRoundedUp() {
        // Given
        Book book = Book.of(LENDING).with("aave_v3:aToken:aUSDT", "100").with("wallet:BaseToken:ETH", "0.05");
        Scene scene = new Scene(LENDING, book, Market.of(LENDING).liquidityIndex(Asset.USDT, 1.07));

        // When
        AccountEvent event = scene.execute(new Redeem(Asset.USDT, number("10")));

        // Then
        assertThat(event)
                .asInstanceOf(type(Redeemed.class))
                .satisfies(redeemed -> assertThat(redeemed.scaled()).isEqualTo("9.345794392523364485981308412"));
        assertThat(scene.held("wallet:BaseToken:USDT")).isEqualTo("10");
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo("0.047");
        assertThat(scene.held("aave_v3:aToken:aUSDT")).isEqualTo("90.654205607476635514018691588");
    }

    @Test
    void aTransferWithoutDelayArrivesAtOnce() {
        // Given
        Book book = Book.of(COSTLY).with("wallet:BaseToken:USDT", "1000").with("wallet:BaseToken:ETH", "0.05");
        Scene scene = scene(COSTLY, book);

        // When
        AccountEvent event = scene.execute(new Transfer(Asset.USDT, number("600"), Venue.WALLET, Venue.OKX));

        // Then
        assertThat(event).asInstanceOf(type(Transferred.class)).satisfies(transferred -> {
            assertThat(transferred.to()).isEqualTo(InstrumentKey.token(Venue.OKX, Asset.USDT));
            assertThat(transferred.gas()).isEqualByComparingTo("0.00078");
        });
        assertThat(scene.held("okx:BaseToken:USDT")).isEqualTo("600");
        assertThat(scene.held("wallet:BaseToken:ETH")).isEqualTo("0.04922");
    }

    @Test
    void betweenExchangesATransferCostsNoGas() {
        // Given
        Scene scene = scene(COSTLY, Book.of(COSTLY).with("binance:BaseToken:BTC", "1"));

        // When
        AccountEvent event = scene.execute(new Transfer(Asset.BTC, number("0.3"), Venue.BINANCE, Venue.OKX));

        // Then
        assertThat(event)
                .asInstanceOf(type(Transferred.class))
                .satisfies(transferred -> assertThat(transferred.gas()).isEqualByComparingTo("0"));
        assertThat(scene.held("okx:BaseToken:BTC")).isEqualTo("0.3");
    }

    @Test
    void aDelayedTransferIsInTransitUntilItIsDue() {
        // Given
        StrategyDefinition definition =
                Setup.basis(Asset.BTC).transferDelay(Duration.ofHours(2)).definition();
        Market market = Market.of(definition);
        Scene scene = new Scene(definition, Book.of(definition).with("binance:BaseToken:BTC", "1"), market);

        // When
        scene.execute(new Transfer(Asset.BTC, number("0.4"), Venue.BINANCE, Venue.BYBIT));

        // Then
        assertThat(scene.held("binance:BaseToken:BTC")).isEqualTo("0.6");
        assertThat(scene.held("transit:BaseToken:BTC")).isEqualTo("0.4");
        assertThat(scene.pass(market.nextHour())).isEmpty();
        assertThat(scene.held("transit:BaseToken:BTC")).isEqualTo("0.4");
        assertThat(scene.pass(market.after(Duration.ofHours(2))))
                .containsExactly(new Transferred(
                        new OrderRef(7, 1),
                        Asset.BTC,
                        number("0.4"),
                        InstrumentKey.token(Venue.TRANSIT, Asset.BTC),
                        InstrumentKey.token(Venue.BYBIT, Asset.BTC),
                        number("0")));
        assertThat(scene.held("transit:BaseToken:BTC")).isEqualTo("0");
        assertThat(scene.held("bybit:BaseToken:BTC")).isEqualTo("0.4");
        assertThat(scene.pass(market.after(Duration.ofHours(3)))).isEmpty();
    }

    @Test
    void moreThanIsHeldIsRejected() {
        // Given
        Scene scene = scene(FREE, Book.of(FREE).with("binance:BaseToken:BTC", "0.5"));

        // When
        AccountEvent event = scene.execute(new SpotTrade(Venue.BINANCE, Asset.BTC, number("-0.50000001")));

        // Then
        assertThat(event)
                .isEqualTo(new Rejected(
                        new OrderRef(7, 1),
                        RejectReason.INSUFFICIENT_BALANCE,
                        "binance:BaseToken:BTC holds 0.5, needs 0.50000001"));
        assertThat(scene.held("binance:BaseToken:BTC")).isEqualTo("0.5");
    }

    @Test
    void anEmptyWalletCanNeitherPayNorSendNorSupply() {
        // Given
        Scene scene = scene(LENDING, Book.of(LENDING).with("wallet:BaseToken:ETH", "0.05"));

        // When
        List<AccountEvent> events = scene.execute(
                Execution.PARALLEL,
                new Withdrawal(WALLET, number("1"), "w-1"),
                new Supply(Asset.USDT, number("1")),
                new Redeem(Asset.USDT, number("1")));

        // Then
        assertThat(events).extracting(OrdersTest::reason).containsOnly(RejectReason.INSUFFICIENT_BALANCE);
        assertThat(scene(FREE, Book.of(FREE)).execute(new Transfer(Asset.USDT, number("1"), Venue.WALLET, Venue.OKX)))
                .extracting(OrdersTest::reason)
                .isEqualTo(RejectReason.INSUFFICIENT_BALANCE);
    }

    @Test
    void withoutEthForGasNothingHappensOnChain() {
        // Given
        Book book = Book.of(LENDING)
                .with("wallet:BaseToken:USDT", "1000")
                .with("aave_v3:aToken:aUSDT", "1000")
                .with("wallet:BaseToken:ETH", "0.0023999");
        Scene scene = scene(LENDING, book);
        Positions before = scene.positions();

        // When
        List<AccountEvent> events = scene.execute(
                Execution.PARALLEL, new Supply(Asset.USDT, number("1")), new Redeem(Asset.USDT, number("1")));

        // Then
        assertThat(events).extracting(OrdersTest::reason).containsOnly(RejectReason.INSUFFICIENT_GAS);
        assertThat(((Rejected) events.getFirst()).detail()).isEqualTo("wallet holds 0.0023999 ETH, gas needs 0.0024");
        assertThat(scene.positions()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void aTransferToTheWalletNeedsGasThere() {
        // Given
        Scene scene = scene(COSTLY, Book.of(COSTLY).with("okx:BaseToken:USDT", "1000"));

        // When
        AccountEvent event = scene.execute(new Transfer(Asset.USDT, number("10"), Venue.OKX, Venue.WALLET));

        // Then
        assertThat(reason(event)).isEqualTo(RejectReason.INSUFFICIENT_GAS);
    }

    @Test
    void sendingAllEthOfTheWalletLeavesNoneForItsGas() {
        // Given
        Scene scene = scene(ETH, Book.of(ETH).with("wallet:BaseToken:ETH", "10"));

        // When
        AccountEvent event = scene.execute(new Transfer(Asset.ETH, number("10"), Venue.WALLET, Venue.BINANCE));

        // Then
        assertThat(event)
                .isEqualTo(new Rejected(
                        new OrderRef(7, 1), RejectReason.INSUFFICIENT_GAS, "wallet holds 0 ETH, gas needs 0.00078"));
    }

    @ParameterizedTest
    @CsvSource({"6000, PerpFilled", "5999.99, Rejected"})
    void aShortNeedsItsMaintenanceMargin(String usdt, String answer) {
        // Given
        Scene scene = scene(FREE, Book.of(FREE).with("binance:BaseToken:USDT", usdt));

        // When
        AccountEvent event = scene.execute(new PerpTrade(Venue.BINANCE, Asset.BTC, number("-1")));

        // Then
        assertThat(event.getClass().getSimpleName()).isEqualTo(answer);
    }

    @Test
    void theReasonOfAMarginRejectionIsItsNumbers() {
        // Given
        Scene scene = scene(FREE, Book.of(FREE).with("binance:BaseToken:USDT", "5000"));

        // When
        AccountEvent event = scene.execute(new PerpTrade(Venue.BINANCE, Asset.BTC, number("-1")));

        // Then
        assertThat(event)
                .isEqualTo(new Rejected(
                        new OrderRef(7, 1),
                        RejectReason.INSUFFICIENT_MARGIN,
                        "binance would have margin 5000.0 USDT, needs 6000.0"));
    }

    @Test
    void aCoinIsNotBoughtOnCreditAlone() {
        // Given
        Scene scene = scene(FREE, Book.of(FREE).with("binance:BaseToken:USDT", "1000"));

        // When
        AccountEvent event = scene.execute(new SpotTrade(Venue.BINANCE, Asset.BTC, number("1")));

        // Then
        assertThat(reason(event)).isEqualTo(RejectReason.INSUFFICIENT_MARGIN);
    }

    @Test
    void coinsMayBeBoughtPartlyOnCreditWithinTheirHaircut() {
        // Given
        Scene scene = scene(FREE, Book.of(FREE).with("binance:BaseToken:USDT", "3000"));

        // When
        AccountEvent event = scene.execute(new SpotTrade(Venue.BINANCE, Asset.BTC, number("1")));

        // Then
        assertThat(event).isInstanceOf(SpotFilled.class);
        assertThat(scene.held("binance:BaseToken:USDT")).isEqualTo("-57000");
    }

    @Test
    void collateralDoesNotLeaveWhileTheShortNeedsIt() {
        // Given
        Book book = Book.of(FREE).with("bybit:BaseToken:BTC", "1").with("bybit:Perp:BTCUSDT", "-1", "60000");
        Scene scene = scene(FREE, book);

        // When
        AccountEvent event = scene.execute(new Transfer(Asset.BTC, number("0.95"), Venue.BYBIT, Venue.BINANCE));

        // Then
        assertThat(reason(event)).isEqualTo(RejectReason.INSUFFICIENT_MARGIN);
    }

    @Test
    void usdtMayBeBorrowedAgainstCollateralToLeave() {
        // Given
        Book book = Book.of(FREE).with("bybit:BaseToken:BTC", "1");
        Scene scene = scene(FREE, book);

        // When
        AccountEvent event = scene.execute(new Transfer(Asset.USDT, number("50000"), Venue.BYBIT, Venue.BINANCE));

        // Then
        assertThat(event).isInstanceOf(Transferred.class);
        assertThat(scene.held("bybit:BaseToken:USDT")).isEqualTo("-50000");
        assertThat(scene.held("binance:BaseToken:USDT")).isEqualTo("50000");
    }

    @Test
    void reducingAShortIsNeverRefused() {
        // Given
        Book book = Book.of(FREE).with("okx:Perp:BTCUSDT", "-1", "60000").with("okx:BaseToken:USDT", "-9000");
        Scene scene = scene(FREE, book);

        // When
        AccountEvent event = scene.execute(new PerpTrade(Venue.OKX, Asset.BTC, number("0.25")));

        // Then
        assertThat(event).isInstanceOf(PerpFilled.class);
    }

    @Test
    void aFlipIsMarginedLikeANewPosition() {
        // Given
        Book book = Book.of(FREE).with("okx:Perp:BTCUSDT", "-1", "60000").with("okx:BaseToken:USDT", "7000");
        Scene scene = scene(FREE, book);

        // When
        AccountEvent event = scene.execute(new PerpTrade(Venue.OKX, Asset.BTC, number("3")));

        // Then
        assertThat(reason(event)).isEqualTo(RejectReason.INSUFFICIENT_MARGIN);
    }

    @Test
    void ordersOfAParallelGroupStandAlone() {
        // Given
        Scene scene = scene(FREE, Book.of(FREE).with("wallet:BaseToken:USDT", "10"));

        // When
        List<AccountEvent> events = scene.execute(Execution.PARALLEL, pay("20"), pay("10"), pay("1"));

        // Then
        assertThat(events)
                .extracting(OrdersTest::answer)
                .containsExactly("INSUFFICIENT_BALANCE", "done", "INSUFFICIENT_BALANCE");
        assertThat(scene.held("wallet:BaseToken:USDT")).isEqualTo("0");
    }

    @Test
    void aSequentialGroupEndsAtItsFirstFailure() {
        // Given
        Scene scene = scene(FREE, Book.of(FREE).with("wallet:BaseToken:USDT", "10"));

        // When
        List<AccountEvent> events = scene.execute(Execution.SEQUENTIAL, pay("6"), pay("5"), pay("1"));

        // Then
        assertThat(events)
                .extracting(OrdersTest::answer)
                .containsExactly("done", "INSUFFICIENT_BALANCE", "GROUP_FAILED");
        assertThat(scene.held("wallet:BaseToken:USDT")).isEqualTo("4");
    }

    @Test
    void anAtomicGroupHappensWhollyOrNotAtAll() {
        // Given
        StrategyDefinition delayed =
                Setup.basis(Asset.BTC).transferDelay(Duration.ofHours(1)).definition();
        Market market = Market.of(delayed);
        Scene scene = new Scene(delayed, Book.of(delayed).with("wallet:BaseToken:USDT", "10"), market);
        Positions before = scene.positions();

        // When
        List<AccountEvent> events = scene.execute(
                Execution.ATOMIC, new Transfer(Asset.USDT, number("6"), Venue.WALLET, Venue.OKX), pay("5"), pay("1"));

        // Then
        assertThat(events)
                .extracting(OrdersTest::answer)
                .containsExactly("GROUP_FAILED", "INSUFFICIENT_BALANCE", "GROUP_FAILED");
        assertThat(events)
                .extracting(event -> ((Rejected) event).order().index())
                .containsExactly(1, 2, 3);
        assertThat(scene.positions()).usingRecursiveComparison().isEqualTo(before);
        assertThat(scene.pass(market.nextHour())).isEmpty();
    }

    @Test
    void anAtomicGroupThatCanHappenDoes() {
        // Given
        Scene scene = scene(FREE, Book.of(FREE).with("wallet:BaseToken:USDT", "10"));

        // When
        List<AccountEvent> events = scene.execute(Execution.ATOMIC, pay("6"), pay("4"));

        // Then
        assertThat(events).extracting(OrdersTest::answer).containsExactly("done", "done");
        assertThat(scene.held("wallet:BaseToken:USDT")).isEqualTo("0");
    }

    @Test
    void laterOrdersOfAGroupSpendWhatEarlierOnesBrought() {
        // Given
        Scene scene = scene(FREE, Book.of(FREE).with("binance:BaseToken:BTC", "1"));

        // When
        List<AccountEvent> events = scene.execute(
                Execution.PARALLEL,
                new SpotTrade(Venue.BINANCE, Asset.BTC, number("-1")),
                new Transfer(Asset.USDT, number("60000"), Venue.BINANCE, Venue.WALLET),
                pay("60000"));

        // Then
        assertThat(events).extracting(OrdersTest::answer).containsOnly("done");
        assertThat(scene.held("wallet:BaseToken:USDT")).isEqualTo("0");
    }

    private static Order pay(String amount) {
        return new Withdrawal(WALLET, number(amount), "w-" + amount);
    }

    private static String answer(AccountEvent event) {
        return event instanceof Rejected rejected ? rejected.reason().name() : "done";
    }

    private static RejectReason reason(AccountEvent event) {
        return ((Rejected) event).reason();
    }

    private static Scene scene(StrategyDefinition definition, Book book) {
        return new Scene(definition, book, Market.of(definition));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
