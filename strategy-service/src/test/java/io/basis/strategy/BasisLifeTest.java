package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.order.Order.Withdrawal;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.target.Target;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plans of the basis family, group by group; 90,000 USDT buy 1.5 BTC. */
class BasisLifeTest {

    private static final StrategyDefinition BTC = basis().definition();
    private static final Market FIRST = Market.of(BTC);
    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final RiskReading MARGIN = RiskReading.of(RiskType.MARGIN_RATIO, Venue.BYBIT, 0.1, 0.30, 0.20);

    /** 1.5 BTC and shorts as large, 40 : 30 : 30. */
    private static final Book BALANCED = Book.of(BTC)
            .with("binance:BaseToken:BTC", "0.6")
            .with("bybit:BaseToken:BTC", "0.45")
            .with("okx:BaseToken:BTC", "0.45")
            .with("binance:Perp:BTCUSDT", "-0.6", "60000")
            .with("bybit:Perp:BTCUSDT", "-0.45", "60000")
            .with("okx:Perp:BTCUSDT", "-0.45", "60000");

    private static Setup basis() {
        return Setup.basis(Asset.BTC).capital("90000");
    }

    @Test
    void theBookIsHedgedFromItsFirstCoinThenSpreadByWeight() {
        // Given
        Loop loop = Loop.start(BTC);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups)
                .containsExactly(
                        List.of(new Deposit(WALLET, number("90000"))),
                        List.of(new Transfer(Asset.USDT, number("90000"), Venue.WALLET, Venue.BINANCE)),
                        List.of(spot(Venue.BINANCE, "1.50000000"), perp(Venue.BINANCE, "-1.50000000")),
                        List.of(
                                coins("0.45000000", Venue.BINANCE, Venue.BYBIT),
                                coins("0.45000000", Venue.BINANCE, Venue.OKX)),
                        List.of(
                                perp(Venue.BYBIT, "-0.45000000"),
                                perp(Venue.OKX, "-0.45000000"),
                                perp(Venue.BINANCE, "0.90000000")));
        assertThat(loop.decisions)
                .extracting(TargetPositions::action, TargetPositions::reason)
                .containsExactly(
                        tuple(Action.HOLD, Reason.FLOW_BOOKED),
                        tuple(Action.ENTRY_FULL, Reason.NOTHING_DEPLOYED),
                        tuple(Action.ENTRY_FULL, Reason.PLAN),
                        tuple(Action.ENTRY_FULL, Reason.PLAN),
                        tuple(Action.ENTRY_FULL, Reason.PLAN),
                        tuple(Action.HOLD, Reason.WITHIN_THRESHOLD));
        assertBalanced(loop);
    }

    private static org.assertj.core.groups.Tuple tuple(Action action, Reason reason) {
        return org.assertj.core.groups.Tuple.tuple(action, reason);
    }

    @Test
    void whileATransferIsInTransitThePlanWaits() {
        // Given
        Loop loop = Loop.start(basis().transferDelay(Duration.ofHours(2)).definition());

        // When
        loop.at(FIRST);
        loop.at(FIRST.after(Duration.ofHours(1)));
        List<List<Order>> opened = loop.ordersAt(FIRST.after(Duration.ofHours(2)));
        loop.at(FIRST.after(Duration.ofHours(3)));
        List<List<Order>> spread = loop.ordersAt(FIRST.after(Duration.ofHours(4)));

        // Then
        assertThat(loop.decisions)
                .filteredOn(decision -> decision.reason() == Reason.IN_TRANSIT)
                .extracting(TargetPositions::at, TargetPositions::value, TargetPositions::instantDone)
                .containsExactly(waiting(0, 90_000), waiting(1, 90_000), waiting(2, 0.9), waiting(3, 0.9));
        assertThat(opened).hasSize(2);
        assertThat(spread).hasSize(1);
        assertBalanced(loop);
    }

    private static org.assertj.core.groups.Tuple waiting(int hours, double amount) {
        return org.assertj.core.groups.Tuple.tuple(Setup.START.plus(Duration.ofHours(hours)), amount, true);
    }

    @Test
    void anExchangeWithoutWeightIsLeftOut() {
        // Given
        Loop loop = Loop.start(basis().hedge("0.6", "0.4", "0").definition());

        // When
        loop.at(FIRST);

        // Then
        assertThat(loop.held("binance:BaseToken:BTC")).isEqualTo("0.9");
        assertThat(loop.held("bybit:BaseToken:BTC")).isEqualTo("0.6");
        assertThat(loop.held("okx:BaseToken:BTC")).isEqualTo("0");
        assertThat(loop.held("binance:Perp:BTCUSDT")).isEqualTo("-0.9");
        assertThat(loop.held("bybit:Perp:BTCUSDT")).isEqualTo("-0.6");
    }

    @Test
    void binanceWithoutWeightIsOnlyPassedThrough() {
        // Given
        Loop loop = Loop.start(basis().hedge("0", "0.5", "0.5").definition());

        // When
        loop.at(FIRST);

        // Then
        assertThat(loop.held("binance:BaseToken:BTC")).isEqualTo("0");
        assertThat(loop.held("binance:Perp:BTCUSDT")).isEqualTo("0");
        assertThat(loop.held("bybit:BaseToken:BTC")).isEqualTo("0.75");
        assertThat(loop.held("okx:Perp:BTCUSDT")).isEqualTo("-0.75");
    }

    @Test
    void withinTheThresholdNothingIsTraded() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST.price(Asset.BTC, 61_100));

        // Then
        assertThat(groups).isEmpty();
        assertThat(loop.last().deviation()).isCloseTo(1_100.0 / 60_000, within(1e-9));
    }

    /** At 62,500 coins and shorts stand for 93,750 each; equity is still 90,000, that is 1.44 BTC. */
    @Test
    void aRiseTakesBothLegsBackToEquityWhereTheyLie() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST.price(Asset.BTC, 62_500));

        // Then
        assertThat(groups)
                .containsExactly(List.of(
                        spot(Venue.BINANCE, "-0.02400000"),
                        perp(Venue.BINANCE, "0.02400000"),
                        spot(Venue.BYBIT, "-0.01800000"),
                        perp(Venue.BYBIT, "0.01800000"),
                        spot(Venue.OKX, "-0.01800000"),
                        perp(Venue.OKX, "0.01800000")));
        assertThat(loop.decisions.getFirst().action()).isEqualTo(Action.EXIT_PARTIAL);
        assertThat(loop.decisions.getFirst().reason()).isEqualTo(Reason.DEVIATION);
        assertThat(loop.last().deviation()).isCloseTo(0, within(1e-6));
    }

    @Test
    void aFallAddsToBothLegs() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST.price(Asset.BTC, 57_600));

        // Then
        assertThat(loop.decisions.getFirst().action()).isEqualTo(Action.ENTRY_PARTIAL);
        assertThat(groups)
                .singleElement()
                .satisfies(orders -> assertThat(orders)
                        .startsWith(spot(Venue.BINANCE, "0.02500000"), perp(Venue.BINANCE, "-0.02500000")));
    }

    @Test
    void theTargetsAreEachVenuesWeightOfEquity() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED);

        // When
        loop.at(FIRST.spot(Asset.BTC, 50_000).perp(Asset.BTC, 60_000));

        // Then
        // 1.5 coins at 50,000, and the shorts at their entry: equity is 75,000.
        assertThat(loop.decisions.getFirst().targets())
                .contains(
                        new Target(InstrumentKey.token(Venue.BINANCE, Asset.BTC), 0.4 * 75_000 / 50_000),
                        new Target(InstrumentKey.perp(Venue.OKX, Asset.BTC), -0.3 * 75_000 / 60_000));
    }

    @Test
    void aDepositIsDeployedAndSpread() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED);
        loop.command(new StrategyCommand.RequestFlow(flow(Flow.Type.DEPOSIT, "60000")));

        // When
        loop.at(FIRST);

        // Then
        assertThat(loop.held("binance:BaseToken:BTC")).isEqualTo("1");
        assertThat(loop.held("bybit:BaseToken:BTC")).isEqualTo("0.75");
        assertThat(loop.held("okx:Perp:BTCUSDT")).isEqualTo("-0.75");
        assertThat(loop.reasons())
                .startsWith(Reason.FLOW_BOOKED, Reason.DEPOSIT)
                .endsWith(Reason.WITHIN_THRESHOLD);
    }

    /** At 61,000 coins and shorts stand for 91,500: a deposit of 600 does not fill that up, and is no reason to sell. */
    @Test
    void anEntryNeverSells() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED);
        loop.command(new StrategyCommand.RequestFlow(flow(Flow.Type.DEPOSIT, "600")));

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST.price(Asset.BTC, 61_000));

        // Then
        assertThat(groups)
                .containsExactly(
                        List.of(new Deposit(WALLET, number("600"))),
                        List.of(new Transfer(Asset.USDT, number("600"), Venue.WALLET, Venue.BINANCE)));
    }

    /** 30,000 of 90,000: both legs shrink to 1 BTC, each venue sends its part home, the owner is paid. */
    @Test
    void aWithdrawalUnwindsProRataThenPays() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED);
        loop.command(new StrategyCommand.RequestFlow(flow(Flow.Type.WITHDRAWAL, "30000")));

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups)
                .containsExactly(
                        List.of(
                                spot(Venue.BINANCE, "-0.20000000"),
                                perp(Venue.BINANCE, "0.20000000"),
                                spot(Venue.BYBIT, "-0.15000000"),
                                perp(Venue.BYBIT, "0.15000000"),
                                spot(Venue.OKX, "-0.15000000"),
                                perp(Venue.OKX, "0.15000000")),
                        List.of(
                                cash("12000.000000", Venue.BINANCE, Venue.WALLET),
                                cash("9000.000000", Venue.BYBIT, Venue.WALLET),
                                cash("9000.000000", Venue.OKX, Venue.WALLET)),
                        List.of(new Withdrawal(WALLET, number("30000.000000"), "f-1")));
        assertThat(loop.reasons())
                .containsExactly(Reason.WITHDRAWAL, Reason.PLAN, Reason.WITHDRAWAL_PAID, Reason.WITHIN_THRESHOLD);
    }

    @Test
    void aWithdrawalInTransitIsPaidWhenItHasArrived() {
        // Given
        StrategyDefinition slow = basis().transferDelay(Duration.ofHours(2)).definition();
        Loop loop = Loop.holding(slow, BALANCED);
        loop.command(new StrategyCommand.RequestFlow(flow(Flow.Type.WITHDRAWAL, "30000")));

        // When
        loop.at(FIRST);
        loop.at(FIRST.after(Duration.ofHours(1)));
        List<List<Order>> arrived = loop.ordersAt(FIRST.after(Duration.ofHours(2)));

        // Then
        assertThat(loop.reasons())
                .containsExactly(
                        Reason.WITHDRAWAL,
                        Reason.PLAN,
                        Reason.IN_TRANSIT,
                        Reason.IN_TRANSIT,
                        Reason.WITHDRAWAL_PAID,
                        Reason.WITHIN_THRESHOLD);
        assertThat(arrived).containsExactly(List.of(new Withdrawal(WALLET, number("30000.000000"), "f-1")));
    }

    @Test
    void allOfItCanBeWithdrawn() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED);
        loop.command(new StrategyCommand.RequestFlow(flow(Flow.Type.WITHDRAWAL, "90000")));

        // When
        loop.at(FIRST);

        // Then
        assertThat(loop.decisions)
                .filteredOn(decision -> decision.reason() == Reason.WITHDRAWAL_PAID)
                .singleElement()
                .satisfies(paid -> assertThat(paid.value()).isCloseTo(90_000, within(1e-3)));
        assertThat(loop.held("okx:BaseToken:BTC")).isEqualTo("0");
        assertThat(loop.held("okx:Perp:BTCUSDT")).isEqualTo("0");
    }

    @Test
    void aStoppedStrategySellsCoversAndBringsTheCashHome() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED);
        loop.command(new StrategyCommand.Stop());

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups)
                .containsExactly(
                        List.of(
                                spot(Venue.BINANCE, "-0.60000000"),
                                perp(Venue.BINANCE, "0.60000000"),
                                spot(Venue.BYBIT, "-0.45000000"),
                                perp(Venue.BYBIT, "0.45000000"),
                                spot(Venue.OKX, "-0.45000000"),
                                perp(Venue.OKX, "0.45000000")),
                        List.of(
                                cash("36000.000000", Venue.BINANCE, Venue.WALLET),
                                cash("27000.000000", Venue.BYBIT, Venue.WALLET),
                                cash("27000.000000", Venue.OKX, Venue.WALLET)));
        assertThat(loop.decisions.getFirst().action()).isEqualTo(Action.EXIT_FULL);
        assertThat(loop.last().reason()).isEqualTo(Reason.STOPPED);
    }

    @Test
    void aResumedStrategyEntersAgain() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED);
        loop.command(new StrategyCommand.Stop());
        loop.at(FIRST);

        // When
        loop.command(new StrategyCommand.Resume());
        loop.at(FIRST.nextHour());

        // Then
        assertBalanced(loop);
    }

    /** Bybit owes 30,000 against coins worth 27,000: once all is closed the others pay its 3,000 first. */
    @Test
    void aVenueInDebtIsPaidByTheOthersBeforeCashGoesHome() {
        // Given
        Book book = BALANCED.with("bybit:BaseToken:USDT", "-30000");
        Loop loop = Loop.holding(BTC, book);
        loop.command(new StrategyCommand.Stop());

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups.get(1)).containsExactly(cash("3000.000000", Venue.BINANCE, Venue.BYBIT));
        assertThat(groups.get(2))
                .containsExactly(
                        cash("33000.000000", Venue.BINANCE, Venue.WALLET),
                        cash("27000.000000", Venue.OKX, Venue.WALLET));
        assertThat(loop.held("bybit:BaseToken:USDT")).isEqualTo("0");
    }

    @Test
    void anEmergencyExitDoesNotWaitForTransfers() {
        // Given
        Book book = BALANCED.with("transit:BaseToken:USDT", "500");
        Loop loop = Loop.holding(BTC, book);
        loop.command(new StrategyCommand.EmergencyExit());

        // When
        loop.at(FIRST);

        // Then
        assertThat(loop.held("okx:Perp:BTCUSDT")).isEqualTo("0");
        assertThat(loop.held("okx:BaseToken:BTC")).isEqualTo("0");
        assertThat(loop.decisions.getFirst().reason()).isEqualTo(Reason.EMERGENCY);
    }

    @Test
    void anEmergencyExitAbandonsAnEntryInProgress() {
        // Given
        Loop loop = Loop.start(basis().transferDelay(Duration.ofHours(2)).definition());
        loop.at(FIRST);
        loop.at(FIRST.after(Duration.ofHours(2)));

        // When
        loop.command(new StrategyCommand.EmergencyExit());
        List<List<Order>> groups = loop.ordersAt(FIRST.after(Duration.ofHours(3)));
        loop.at(FIRST.after(Duration.ofHours(4)));
        loop.at(FIRST.after(Duration.ofHours(6)));

        // Then
        assertThat(groups.getFirst())
                .containsExactly(spot(Venue.BINANCE, "-0.60000000"), perp(Venue.BINANCE, "1.50000000"));
        assertThat(loop.held("wallet:BaseToken:USDT")).isEqualTo("90000");
        assertThat(loop.last().reason()).isEqualTo(Reason.EMERGENCY);
    }

    @Test
    void aStopAbandonsAnEntryInProgressAndBringsTheCashHome() {
        // Given
        Loop loop = Loop.start(basis().transferDelay(Duration.ofHours(2)).definition());
        loop.at(FIRST);

        // When
        loop.command(new StrategyCommand.Stop());
        List<List<Order>> groups = loop.ordersAt(FIRST.after(Duration.ofHours(2)));
        loop.at(FIRST.after(Duration.ofHours(4)));

        // Then
        assertThat(groups).containsExactly(List.of(cash("90000.000000", Venue.BINANCE, Venue.WALLET)));
        assertThat(loop.held("wallet:BaseToken:USDT")).isEqualTo("90000");
        assertThat(loop.last().reason()).isEqualTo(Reason.STOPPED);
    }

    @Test
    void whatAnAbandonedEntryLeftAtExchangesIsDeployedLater() {
        // Given
        Book book = Book.of(BTC).with("bybit:BaseToken:USDT", "60000").with("wallet:BaseToken:USDT", "30000");
        Loop loop = Loop.holding(BTC, book);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups.getFirst())
                .containsExactly(
                        cash("30000", Venue.WALLET, Venue.BINANCE), cash("60000.000000", Venue.BYBIT, Venue.BINANCE));
        assertBalanced(loop);
    }

    @Test
    void aWithdrawalIsNotCutShortWhileCashIsAtAnExchange() {
        // Given
        Book book = Book.of(BTC).with("bybit:BaseToken:USDT", "60000").with("wallet:BaseToken:USDT", "1000");
        Loop loop = Loop.holding(BTC, book);
        loop.command(new StrategyCommand.RequestFlow(flow(Flow.Type.WITHDRAWAL, "50000")));

        // When
        loop.at(FIRST);

        // Then
        assertThat(loop.decisions)
                .filteredOn(decision -> decision.reason() == Reason.WITHDRAWAL_PAID)
                .singleElement()
                .satisfies(paid -> assertThat(paid.value()).isEqualTo(50_000));
    }

    /** Bybit's margin is 0.1 of its short: a fifth of it reaches the target of 0.5; coins are sold down to the shorts. */
    @Test
    void aCriticalMarginBuysBackItsShortAndSellsAsManyCoins() {
        // Given
        Book book = Book.of(BTC)
                .with("binance:BaseToken:BTC", "1")
                .with("binance:Perp:BTCUSDT", "-0.55", "60000")
                .with("bybit:BaseToken:USDT", "2700")
                .with("bybit:Perp:BTCUSDT", "-0.45", "60000");
        Loop loop = Loop.holding(BTC, book).allow(Permission.REDUCE, MARGIN);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups)
                .containsExactly(List.of(spot(Venue.BINANCE, "-0.36000000"), perp(Venue.BYBIT, "0.36000000")));
        assertThat(loop.decisions.getFirst().action()).isEqualTo(Action.EXIT_PARTIAL);
        assertThat(loop.decisions.getFirst().reason()).isEqualTo(Reason.RISK_REDUCE);
    }

    @Test
    void aCriticalDriftTakesTheLargerLegDown() {
        // Given
        RiskReading drift = RiskReading.of(RiskType.DELTA_DRIFT, null, 0.2, 0.02, 0.05);
        Loop loop = Loop.holding(BTC, BALANCED.with("okx:Perp:BTCUSDT", "-0.15", "60000"))
                .allow(Permission.REDUCE, drift);

        // When
        loop.at(FIRST);

        // Then
        assertThat(loop.held("binance:BaseToken:BTC")).isEqualTo("0.48");
        assertThat(loop.held("bybit:BaseToken:BTC")).isEqualTo("0.36");
        assertThat(loop.held("okx:BaseToken:BTC")).isEqualTo("0.36");
        assertThat(loop.held("okx:Perp:BTCUSDT")).isEqualTo("-0.15");
    }

    @Test
    void aCriticalMarginAbandonsAnEntry() {
        // Given
        Loop loop = Loop.start(basis().transferDelay(Duration.ofHours(2)).definition());
        loop.at(FIRST);
        loop.at(FIRST.after(Duration.ofHours(2)));

        // When
        loop.allow(Permission.REDUCE, MARGIN);
        List<List<Order>> groups = loop.ordersAt(FIRST.after(Duration.ofHours(4)));

        // Then
        assertThat(groups).isEmpty();
        assertThat(loop.held("bybit:BaseToken:BTC")).isEqualTo("0.45");
        assertThat(loop.held("bybit:Perp:BTCUSDT")).isEqualTo("0");
        assertThat(loop.last().reason()).isEqualTo(Reason.RISK_REDUCE);
    }

    @Test
    void anEntryGoesThroughItsOwnDrift() {
        // Given
        Loop loop = Loop.start(basis().transferDelay(Duration.ofHours(2)).definition());
        loop.at(FIRST);

        // When
        loop.allow(Permission.REDUCE, RiskReading.of(RiskType.DELTA_DRIFT, null, 0.2, 0.02, 0.05));
        List<List<Order>> groups = loop.ordersAt(FIRST.after(Duration.ofHours(2)));

        // Then
        assertThat(groups.getFirst())
                .containsExactly(spot(Venue.BINANCE, "1.50000000"), perp(Venue.BINANCE, "-1.50000000"));
    }

    @Test
    void costsOfTheUnwindingAreFreedToo() {
        // Given
        StrategyDefinition costly =
                basis().costs(Setup.costs(true, true, false, true)).definition();
        Loop loop = Loop.holding(costly, BALANCED);
        loop.command(new StrategyCommand.RequestFlow(flow(Flow.Type.WITHDRAWAL, "30000")));

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        // 30,000 × (1 + 2 × 15 bps) are unwound: 0.4 × 30,090 ÷ 60,000 at Binance.
        assertThat(groups.getFirst()).contains(spot(Venue.BINANCE, "-0.20060000"));
    }

    @Test
    void aShareClassInEthBringsItsCoinsAndNeedsNoUsdt() {
        // Given
        StrategyDefinition inEth =
                Setup.basis(Asset.ETH).shareClass(Asset.ETH).capital("100").definition();
        Loop loop = Loop.start(inEth);

        // When
        List<List<Order>> groups = loop.ordersAt(Market.of(inEth));

        // Then
        assertThat(groups)
                .containsExactly(
                        List.of(new Deposit(InstrumentKey.token(Venue.WALLET, Asset.ETH), number("100"))),
                        List.of(new Transfer(Asset.ETH, number("100.00000000"), Venue.WALLET, Venue.BINANCE)),
                        List.of(new PerpTrade(Venue.BINANCE, Asset.ETH, number("-100.00000000"))),
                        List.of(
                                new Transfer(Asset.ETH, number("30.00000000"), Venue.BINANCE, Venue.BYBIT),
                                new Transfer(Asset.ETH, number("30.00000000"), Venue.BINANCE, Venue.OKX)),
                        List.of(
                                new PerpTrade(Venue.BYBIT, Asset.ETH, number("-30.00000000")),
                                new PerpTrade(Venue.OKX, Asset.ETH, number("-30.00000000")),
                                new PerpTrade(Venue.BINANCE, Asset.ETH, number("60.00000000"))));
    }

    @Test
    void aShareClassInEthIsPaidInEth() {
        // Given
        StrategyDefinition inEth = Setup.basis(Asset.ETH).shareClass(Asset.ETH).definition();
        Book book = Book.of(inEth).with("binance:BaseToken:ETH", "100").with("binance:Perp:ETHUSDT", "-100", "3000");
        Loop loop = Loop.holding(inEth, book);
        loop.command(new StrategyCommand.RequestFlow(flow(Flow.Type.WITHDRAWAL, "10")));

        // When
        loop.at(Market.of(inEth));

        // Then
        assertThat(loop.decisions)
                .filteredOn(decision -> decision.reason() == Reason.WITHDRAWAL_PAID)
                .singleElement()
                .satisfies(paid -> assertThat(paid.value()).isEqualTo(10));
        assertThat(loop.held()
                        .quantity(InstrumentKey.perp(Venue.BINANCE, Asset.ETH))
                        .add(loop.held().quantity(InstrumentKey.perp(Venue.BYBIT, Asset.ETH)))
                        .add(loop.held().quantity(InstrumentKey.perp(Venue.OKX, Asset.ETH))))
                .isEqualByComparingTo("-90");
    }

    private static void assertBalanced(Loop loop) {
        assertThat(loop.held("wallet:BaseToken:USDT")).isEqualTo("0");
        assertThat(loop.held("binance:BaseToken:USDT")).isEqualTo("0");
        assertThat(loop.held("binance:BaseToken:BTC")).isEqualTo("0.6");
        assertThat(loop.held("bybit:BaseToken:BTC")).isEqualTo("0.45");
        assertThat(loop.held("okx:BaseToken:BTC")).isEqualTo("0.45");
        assertThat(loop.held("binance:Perp:BTCUSDT")).isEqualTo("-0.6");
        assertThat(loop.held("bybit:Perp:BTCUSDT")).isEqualTo("-0.45");
        assertThat(loop.held("okx:Perp:BTCUSDT")).isEqualTo("-0.45");
    }

    private static Flow flow(Flow.Type type, String amount) {
        return new Flow("f-1", type, number(amount), Setup.START);
    }

    private static Order spot(Venue venue, String quantity) {
        return new SpotTrade(venue, Asset.BTC, number(quantity));
    }

    private static Order perp(Venue venue, String quantity) {
        return new PerpTrade(venue, Asset.BTC, number(quantity));
    }

    private static Order coins(String amount, Venue from, Venue to) {
        return new Transfer(Asset.BTC, number(amount), from, to);
    }

    private static Order cash(String amount, Venue from, Venue to) {
        return new Transfer(Asset.USDT, number(amount), from, to);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
