package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.exposure.Loan;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.FlashBorrow;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.Repay;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Supply;
import io.basis.domain.order.Order.Swap;
import io.basis.domain.order.Order.Withdrawal;
import io.basis.domain.order.RejectReason;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Execution;
import io.basis.domain.strategy.Execution.Filter;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What becomes of a group of which venues take only a part; 90,000 USDT buy 1.5 BTC. */
class CompensationLifeTest {

    private static final StrategyDefinition BTC =
            Setup.basis(Asset.BTC).capital("90000").definition();
    private static final Market FIRST = Market.of(BTC);
    private static final StrategyDefinition STAKED =
            Setup.hedgedStaking(Asset.WSTETH).capital("90000").definition();
    private static final StrategyDefinition DIRECTIONAL =
            Setup.directional(Asset.USDT).definition();

    /** 1.5 BTC and shorts as large, 40 : 30 : 30. */
    private static final Book BALANCED = Book.of(BTC)
            .with("binance:BaseToken:BTC", "0.6")
            .with("bybit:BaseToken:BTC", "0.45")
            .with("okx:BaseToken:BTC", "0.45")
            .with("binance:Perp:BTCUSDT", "-0.6", "60000")
            .with("bybit:Perp:BTCUSDT", "-0.45", "60000")
            .with("okx:Perp:BTCUSDT", "-0.45", "60000");

    @Test
    void aLegRefusedOnceIsSentAgainAndThePlanGoesOn() {
        // Given
        Loop loop = Loop.start(BTC)
                .refusing((group, order) ->
                        group.number() == 3 && order instanceof PerpTrade ? RejectReason.VENUE_UNAVAILABLE : null);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups).hasSize(6);
        assertThat(groups.get(3)).containsExactly(perp(Venue.BINANCE, "-1.50000000"));
        assertThat(loop.reasons())
                .containsExactly(
                        Reason.FLOW_BOOKED,
                        Reason.NOTHING_DEPLOYED,
                        Reason.PLAN,
                        Reason.COMPLETING,
                        Reason.PLAN,
                        Reason.PLAN,
                        Reason.WITHIN_THRESHOLD);
        assertThat(loop.decisions.get(3)).satisfies(decision -> {
            assertThat(decision.group()).isEqualTo(4);
            assertThat(decision.value()).isEqualTo(3);
            assertThat(decision.limit()).isEqualTo(2);
            assertThat(decision.instantDone()).isFalse();
        });
        assertThat(loop.held("okx:Perp:BTCUSDT")).isEqualTo("-0.45");
        assertNoDelta(loop);
    }

    /** Coins that the owner brought are exposed until they are sold short: nothing of that group could be taken back. */
    @Test
    void aHedgeOfWhatWasThereBeforeIsSentAgainOnce() {
        // Given
        StrategyDefinition inEth =
                Setup.basis(Asset.ETH).shareClass(Asset.ETH).capital("100").definition();
        Market first = Market.of(inEth);
        Loop once = Loop.start(inEth)
                .refusing((group, order) ->
                        group.number() == 3 && order instanceof PerpTrade ? RejectReason.VENUE_UNAVAILABLE : null);
        Loop always = Loop.start(inEth)
                .refusing((group, order) -> order instanceof PerpTrade ? RejectReason.VENUE_UNAVAILABLE : null);

        // When
        List<List<Order>> completed = once.ordersAt(first);
        List<List<Order>> refused = always.ordersAt(first);

        // Then
        PerpTrade hedge = new PerpTrade(Venue.BINANCE, Asset.ETH, number("-100.00000000"));
        assertThat(completed.subList(2, 4)).containsExactly(List.of(hedge), List.of(hedge));
        assertThat(lastReasons(once, 1)).containsExactly(Reason.WITHIN_THRESHOLD);
        assertThat(once.assessedAt(first).exposure().drift()).isCloseTo(0, within(1e-9));
        assertThat(refused.subList(2, refused.size())).containsExactly(List.of(hedge), List.of(hedge));
        assertThat(lastReasons(always, 2)).containsExactly(Reason.COMPLETING, Reason.ORDER_REFUSED);
    }

    @Test
    void aLegRefusedForGoodTakesItsCounterpartBack() {
        // Given
        Loop loop = Loop.start(BTC)
                .refusing((group, order) -> order instanceof PerpTrade ? RejectReason.VENUE_UNAVAILABLE : null);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups.subList(2, groups.size()))
                .containsExactly(
                        List.of(spot(Venue.BINANCE, "1.50000000"), perp(Venue.BINANCE, "-1.50000000")),
                        List.of(perp(Venue.BINANCE, "-1.50000000")),
                        List.of(spot(Venue.BINANCE, "-1.50000000")));
        assertThat(lastReasons(loop, 3)).containsExactly(Reason.COMPLETING, Reason.UNWINDING, Reason.ORDER_REFUSED);
        assertThat(loop.held("binance:BaseToken:BTC")).isEqualTo("0");
        assertThat(loop.held("binance:BaseToken:USDT")).isEqualTo("90000");
        assertThat(loop.announced).containsExactly(Status.RUNNING);
    }

    /** A size that is no multiple of the lot is none the second time either; a margin may suffice once coins are there. */
    @Test
    void whatHasNoProspectsIsNotSentAgain() {
        // Given
        Loop loop =
                Loop.start(BTC).refusing((group, order) -> order instanceof PerpTrade ? RejectReason.FILTERED : null);

        // When
        loop.at(FIRST);

        // Then
        assertThat(lastReasons(loop, 2)).containsExactly(Reason.UNWINDING, Reason.ORDER_REFUSED);
        assertNoDelta(loop);
    }

    @Test
    void marginThatLacksIsTriedAgainOnceTheVenueHasFilledMore() {
        // Given
        Loop loop = Loop.start(BTC)
                .refusing((group, order) ->
                        group.number() == 3 && order instanceof PerpTrade ? RejectReason.INSUFFICIENT_MARGIN : null);

        // When
        loop.at(FIRST);

        // Then
        assertThat(loop.reasons()).contains(Reason.COMPLETING).doesNotContain(Reason.UNWINDING);
        assertNoDelta(loop);
    }

    /** Bybit takes no shorts, Binance has bought back what was to go there: that much is sold again. */
    @Test
    void onlyWhatLacksItsCounterpartIsTakenBack() {
        // Given
        Loop loop = Loop.start(BTC).refusing((group, order) -> at(Venue.BYBIT, order));

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups.getLast()).containsExactly(perp(Venue.BINANCE, "-0.45000000"));
        assertThat(loop.held("binance:Perp:BTCUSDT")).isEqualTo("-1.05");
        assertThat(loop.held("bybit:Perp:BTCUSDT")).isEqualTo("0");
        assertThat(loop.held("okx:Perp:BTCUSDT")).isEqualTo("-0.45");
        assertNoDelta(loop);
    }

    /** Both legs of Bybit are refused, so that what the others did is hedged by itself. */
    @Test
    void whatIsHedgedByItselfIsLeftAsItIs() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED.with("binance:BaseToken:USDT", "9000"))
                .refusing((group, order) -> at(Venue.BYBIT, order));

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups).hasSize(1);
        assertThat(loop.reasons()).containsExactly(Reason.DEVIATION, Reason.ORDER_REFUSED);
        assertNoDelta(loop);
    }

    @Test
    void partsThatWereFilledAreTakenBackExactly() {
        // Given
        StrategyDefinition half = Setup.basis(Asset.BTC)
                .capital("90000")
                .execution(new Execution(Duration.ZERO, Duration.ZERO, new BigDecimal("0.5"), Filter.NONE, Filter.NONE))
                .definition();
        Loop loop = Loop.simulated(half)
                .refusing((group, order) -> order instanceof PerpTrade ? RejectReason.VENUE_UNAVAILABLE : null);

        // When
        List<List<Order>> groups = loop.ordersAt(Market.of(half));

        // Then
        assertThat(groups.get(4)).containsExactly(spot(Venue.BINANCE, "-0.75000000"));
        assertThat(groups.get(5)).containsExactly(spot(Venue.BINANCE, "-0.37500000"));
        assertThat(Math.abs(loop.assessedAt(Market.of(half)).exposure().drift()))
                .isLessThan(0.02);
        assertThat(loop.announced).containsExactly(Status.RUNNING);
    }

    @Test
    void whatCanNeitherBeCompletedNorTakenBackNeedsAttention() {
        // Given
        Loop loop = needingAttention();

        // When
        loop.at(FIRST.nextHour());

        // Then
        assertThat(loop.announced).containsExactly(Status.RUNNING, Status.NEEDS_ATTENTION);
        assertThat(loop.attention)
                .containsExactly("order 2 of group 3 at 2024-06-01T00:00:00Z rejected: VENUE_UNAVAILABLE, "
                        + "refused by the test; open: binance:BaseToken:BTC +1.5");
        assertThat(lastReasons(loop, 4))
                .containsExactly(Reason.COMPLETING, Reason.UNWINDING, Reason.NEEDS_ATTENTION, Reason.NEEDS_ATTENTION);
        assertThat(loop.last()).satisfies(decision -> {
            assertThat(decision.value()).isEqualTo(3);
            assertThat(decision.limit()).isEqualTo(2);
            assertThat(decision.instantDone()).isTrue();
        });
        assertThat(loop.held("binance:BaseToken:BTC")).isEqualTo("1.5");
    }

    @Test
    void whileItNeedsAttentionFlowsAreKeptAndHedgesStayOn() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED.with("binance:BaseToken:USDT", "9000"));
        loop.refusing((group, order) ->
                order instanceof SpotTrade trade && trade.quantity().signum() > 0
                        ? null
                        : RejectReason.INSUFFICIENT_MARGIN);
        loop.command(new StrategyCommand.RequestFlow(flow("d-1", Flow.Type.DEPOSIT, "1000", 1)));
        loop.at(FIRST);

        // When
        List<OrderGroup> held = loop.at(FIRST.nextHour());
        loop.refusing((group, order) -> null).command(new StrategyCommand.Resume());
        List<OrderGroup> after = loop.at(FIRST.after(Duration.ofHours(2)));

        // Then
        assertThat(held).isEmpty();
        assertThat(loop.announced).containsExactly(Status.RUNNING, Status.NEEDS_ATTENTION, Status.RUNNING);
        assertThat(after.getFirst().orders()).first().isInstanceOf(Deposit.class);
        assertNoDelta(loop);
    }

    @Test
    void aPersonWhoHasLookedResumes() {
        // Given
        Loop loop = needingAttention().readingRisks();

        // When
        loop.refusing((group, order) -> null).command(new StrategyCommand.Resume());
        loop.at(FIRST.nextHour());
        loop.at(FIRST.after(Duration.ofHours(2)));

        // Then
        assertThat(loop.announced).containsExactly(Status.RUNNING, Status.NEEDS_ATTENTION, Status.RUNNING);
        assertThat(loop.reasons()).contains(Reason.RISK_REDUCE);
        assertNoDelta(loop);
    }

    @Test
    void anEmergencyExitClosesWhatNeedsAttention() {
        // Given
        Loop loop = needingAttention().refusing((group, order) -> null);

        // When
        loop.command(new StrategyCommand.EmergencyExit()).at(FIRST.nextHour());

        // Then
        assertThat(loop.held("binance:BaseToken:BTC")).isEqualTo("0");
        assertThat(loop.held("wallet:BaseToken:USDT")).isEqualTo("90000");
    }

    /** A critical delta is what the person is to look at; a critical margin takes both legs off. */
    @Test
    void aCriticalMarginIsReducedWhileItNeedsAttention() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED.with("binance:BaseToken:BTC", "0.9"));
        loop.refusing((group, order) -> RejectReason.FILTERED)
                .allow(Permission.REDUCE, RiskReading.of(RiskType.DELTA_DRIFT, null, 0.2, 0.02, 0.05));
        loop.at(FIRST);
        loop.at(FIRST.nextHour());
        loop.at(FIRST.after(Duration.ofHours(2)));
        loop.refusing((group, order) -> null);

        // When
        List<OrderGroup> onDelta = loop.at(FIRST.after(Duration.ofHours(3)));
        loop.allow(
                Permission.REDUCE,
                RiskReading.of(RiskType.DELTA_DRIFT, null, 0.2, 0.02, 0.05),
                RiskReading.of(RiskType.MARGIN_RATIO, Venue.BYBIT, 0.1, 0.30, 0.20));
        List<OrderGroup> onMargin = loop.at(FIRST.after(Duration.ofHours(4)));

        // Then
        assertThat(loop.announced).containsExactly(Status.RUNNING, Status.NEEDS_ATTENTION);
        assertThat(onDelta).isEmpty();
        assertThat(onMargin).hasSize(1);
        assertThat(loop.last().reason()).isEqualTo(Reason.NEEDS_ATTENTION);
        assertNoDelta(loop);
    }

    /** After the deposit nobody would read the delta again at this instant. */
    @Test
    void aCriticalDeltaIsAnsweredBeforeMoneyMoves() {
        // Given
        Loop loop = Loop.holding(BTC, BALANCED.with("binance:BaseToken:BTC", "0.9"))
                .command(new StrategyCommand.RequestFlow(flow("d-1", Flow.Type.DEPOSIT, "1000", 0)))
                .allow(Permission.REDUCE, RiskReading.of(RiskType.DELTA_DRIFT, null, 0.2, 0.02, 0.05));

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups.getFirst()).hasOnlyElementsOfTypes(SpotTrade.class, PerpTrade.class);
        assertThat(groups.get(1)).hasOnlyElementsOfTypes(Deposit.class);
        assertThat(loop.reasons()).startsWith(Reason.RISK_REDUCE, Reason.FLOW_BOOKED);
    }

    @Test
    void theLegsOfAStakedBookAreBoughtAndSoldTogether() {
        // Given
        Loop loop = Loop.simulated(STAKED).refusing((group, order) -> at(Venue.BYBIT, order));

        // When
        List<List<Order>> groups = loop.ordersAt(staked());

        // Then
        assertThat(groups.getLast()).containsExactly(new SpotTrade(Venue.BINANCE, Asset.ETH, number("-4.50000000")));
        assertThat(loop.held("binance:BaseToken:ETH")).isEqualTo("10.5");
        assertThat(loop.assessedAt(staked()).exposure().drift()).isCloseTo(0, within(1e-9));
    }

    /** Each of these leaves as much ETH as it found. */
    @Test
    void aStakeThatIsRefusedLeavesHedgedEth() {
        // Given
        Loop loop = Loop.simulated(STAKED)
                .refusing((group, order) -> order instanceof Order.Stake ? RejectReason.INSUFFICIENT_BALANCE : null);

        // When
        for (int hour = 0; hour < 4; hour++) {
            loop.at(staked().after(Duration.ofHours(hour)));
        }

        // Then
        assertThat(loop.assessedAt(staked()).exposure().drift()).isCloseTo(0, within(1e-9));
        assertThat(loop.announced).containsExactly(Status.RUNNING, Status.NEEDS_ATTENTION);
        assertThat(loop.attention.getFirst())
                .contains("INSUFFICIENT_BALANCE")
                .endsWith("refused 3 instants in a row, nothing of it is open");
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectReason.class,
            names = {"INSUFFICIENT_MARGIN", "FILTERED", "INSUFFICIENT_BALANCE"})
    void whatIsRefusedForGoodThreeInstantsInARowNeedsAttention(RejectReason reason) {
        // Given
        Loop loop = Loop.simulated(DIRECTIONAL).refusing((group, order) -> order instanceof PerpTrade ? reason : null);

        // When
        for (int bar = 0; bar < 5; bar++) {
            loop.at(signalled(bar));
        }

        // Then
        assertThat(loop.decisions)
                .filteredOn(TargetPositions::instantDone)
                .extracting(TargetPositions::reason)
                .containsExactly(
                        Reason.ORDER_REFUSED,
                        Reason.ORDER_REFUSED,
                        Reason.NEEDS_ATTENTION,
                        Reason.NEEDS_ATTENTION,
                        Reason.NEEDS_ATTENTION);
        assertThat(loop.attention).singleElement().asString().endsWith("nothing of it is open");
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectReason.class,
            mode = Mode.INCLUDE,
            names = {"VENUE_UNAVAILABLE", "SLIPPAGE", "INSUFFICIENT_GAS"})
    void whatPassesIsTriedAgainForAsLongAsItTakes(RejectReason reason) {
        // Given
        Loop loop = Loop.simulated(DIRECTIONAL).refusing((group, order) -> order instanceof PerpTrade ? reason : null);
        for (int bar = 0; bar < 5; bar++) {
            loop.at(signalled(bar));
        }

        // When
        loop.refusing((group, order) -> null).at(signalled(5));

        // Then
        assertThat(loop.held("binance:Perp:BTCUSDT")).isNotEqualTo("0");
        assertThat(loop.announced).containsExactly(Status.RUNNING);
    }

    @Test
    void aWithdrawalWhosePaymentIsRefusedStaysOwed() {
        // Given
        StrategyDefinition lending = Setup.lending().capital("80000").definition();
        Loop loop = Loop.start(lending, flow("w-1", Flow.Type.WITHDRAWAL, "1000", 1));
        loop.at(Market.of(lending));
        loop.refusing((group, order) -> order instanceof Withdrawal ? RejectReason.VENUE_UNAVAILABLE : null);

        // When
        loop.at(Market.of(lending).nextHour());
        TargetPositions refused = loop.last();
        loop.refusing((group, order) -> null);
        List<List<Order>> groups = loop.ordersAt(Market.of(lending).after(Duration.ofHours(2)));

        // Then
        assertThat(refused.reason()).isEqualTo(Reason.ORDER_REFUSED);
        assertThat(refused.flow()).isEqualTo("w-1");
        assertThat(groups)
                .containsExactly(
                        List.of(new Withdrawal(InstrumentKey.token(Venue.WALLET, Asset.USDT), number("1000"), "w-1")));
        assertThat(loop.ordersAt(Market.of(lending).after(Duration.ofHours(3)))).isEmpty();
    }

    @Test
    void moneyThatIsRefusedIsBookedAgainToTheCent() {
        // Given
        StrategyDefinition lending =
                Setup.lending().capital("80000").gasFloat("0.05").definition();
        Loop loop = Loop.start(lending)
                .refusing((group, order) -> order instanceof Deposit deposit
                                && deposit.into().equals(InstrumentKey.token(Venue.WALLET, Asset.USDT))
                        ? RejectReason.VENUE_UNAVAILABLE
                        : null);
        loop.at(Market.of(lending));

        // When
        loop.refusing((group, order) -> null);
        List<List<Order>> groups = loop.ordersAt(Market.of(lending).nextHour());

        // Then
        assertThat(groups.getFirst())
                .containsExactly(new Deposit(InstrumentKey.token(Venue.WALLET, Asset.USDT), number("79850.000000")));
        assertThat(loop.held("wallet:BaseToken:ETH")).isEqualTo("0.05");
        assertThat(loop.held("aave_v3:aToken:aUSDT")).isEqualTo("79850");
    }

    /** Without the sale the loan would stand at a health factor of 1.02 until the next instant. */
    @Test
    void collateralThatWasTakenOutAndCouldNotBeSoldIsSuppliedAgain() {
        // Given
        StrategyDefinition levered = Setup.levered(Asset.WEETH)
                .leverage(new Leverage(
                        0.93,
                        0.02215,
                        0.95,
                        0.01,
                        1.15,
                        null,
                        BigDecimal.ZERO,
                        Leverage.Fallback.SEQUENTIAL,
                        Duration.ofDays(3)))
                .definition();
        Book sound = Book.of(levered).with("aave_v3:aToken:aWEETH", "575").with("aave_v3:debtToken:debtWETH", "475");
        Loop loop = Loop.simulatedHolding(levered, sound).refusing((group, order) -> switch (order) {
            case FlashBorrow o -> RejectReason.FLASH_UNAVAILABLE;
            case Swap o -> RejectReason.SLIPPAGE;
            default -> null;
        });

        // When
        List<List<Order>> groups = loop.command(new StrategyCommand.Stop()).ordersAt(calm(levered));

        // Then
        assertThat(groups.get(2)).hasExactlyElementsOfTypes(Swap.class, Repay.class);
        assertThat(groups.get(3)).hasExactlyElementsOfTypes(Supply.class);
        assertThat(lastReasons(loop, 3)).containsExactly(Reason.COMPLETING, Reason.UNWINDING, Reason.ORDER_REFUSED);
        Loan loan =
                Objects.requireNonNull(loop.assessedAt(calm(levered)).exposure().loan());
        assertThat(loan.healthFactor()).isCloseTo(1.15, within(1e-9));
    }

    /** Nothing sells BTC and nothing shorts it. */
    private static Loop needingAttention() {
        Loop loop = Loop.start(BTC).refusing((group, order) -> neitherShortsNorSells(order));
        loop.at(FIRST);
        return loop;
    }

    private static @Nullable RejectReason neitherShortsNorSells(Order order) {
        return switch (order) {
            case PerpTrade o -> RejectReason.VENUE_UNAVAILABLE;
            case SpotTrade o when o.quantity().signum() < 0 -> RejectReason.VENUE_UNAVAILABLE;
            default -> null;
        };
    }

    private static @Nullable RejectReason at(Venue venue, Order order) {
        return switch (order) {
            case SpotTrade o when o.venue() == venue -> RejectReason.VENUE_UNAVAILABLE;
            case PerpTrade o when o.venue() == venue -> RejectReason.VENUE_UNAVAILABLE;
            default -> null;
        };
    }

    private static List<Reason> lastReasons(Loop loop, int count) {
        return loop.reasons()
                .subList(loop.reasons().size() - count, loop.reasons().size());
    }

    private static void assertNoDelta(Loop loop) {
        assertThat(loop.assessedAt(FIRST).exposure().drift()).isCloseTo(0, within(1e-6));
    }

    private static Market staked() {
        return Market.of(STAKED)
                .with(SeriesKey.lstRate(Asset.WSTETH), 1.25)
                .with(SeriesKey.lstMarket(Asset.WSTETH), 1.25)
                .with(SeriesKey.lstYield(Asset.WSTETH), 0.03);
    }

    private static Market calm(StrategyDefinition definition) {
        return Market.of(definition)
                .with(SeriesKey.pool(Asset.EIGEN), 0.001)
                .with(SeriesKey.pool(Asset.ETHFI), 0.001)
                .with(SeriesKey.lstYield(Asset.WEETH), 0.03)
                .with(SeriesKey.borrowApr(Asset.WETH), 0.02);
    }

    private static Market signalled(int bar) {
        return Market.of(DIRECTIONAL)
                .after(Duration.ofMinutes(5L * bar))
                .with(SeriesKey.SIGNAL_DIRECTION, 1)
                .with(SeriesKey.SIGNAL_CONFIDENCE, 0.9)
                .with(SeriesKey.SIGNAL_SD, 0.004);
    }

    private static Order spot(Venue venue, String quantity) {
        return new SpotTrade(venue, Asset.BTC, number(quantity));
    }

    private static Order perp(Venue venue, String quantity) {
        return new PerpTrade(venue, Asset.BTC, number(quantity));
    }

    private static Flow flow(String id, Flow.Type type, String amount, int hours) {
        return new Flow(id, type, number(amount), Setup.START.plus(Duration.ofHours(hours)));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
