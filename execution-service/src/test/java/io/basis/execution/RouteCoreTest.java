package io.basis.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.core.Output;
import io.basis.domain.core.Refusal;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.message.Release;
import io.basis.domain.message.Route;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.Tick;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueAnswer.Entry;
import io.basis.domain.message.VenueAnswer.Standing;
import io.basis.domain.message.VenueCall;
import io.basis.domain.message.VenueReport;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import io.basis.execution.order.ClientId;
import io.basis.execution.order.OrderStatus;
import io.basis.execution.order.Patience;
import io.basis.execution.order.PlacedOrder;
import io.basis.messaging.Codec;
import io.basis.messaging.Unreadable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders of a strategy at Binance: the service dies and comes back after every single message. */
class RouteCoreTest {

    private static final StrategyDefinition BTC =
            Setup.basis(Asset.BTC).environment(Environment.TESTNET).definition();
    private static final Market CALM = Market.of(BTC);
    private static final InstrumentKey PERP = InstrumentKey.perp(Venue.BINANCE, Asset.BTC);
    private static final InstrumentKey CASH = InstrumentKey.token(Venue.BINANCE, Asset.USDT);
    private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");
    private static final String FIRST = ClientId.of("test", 1, 1);
    private static final String SECOND = ClientId.of("test", 1, 2);
    private static final Codec CODEC = new Codec();

    private final RouteCore core = new RouteCore(Route.BINANCE, Patience.USUAL);
    private final List<VenueReport> reports = new ArrayList<>();
    private final List<VenueCall> calls = new ArrayList<>();
    private RouteState state = core.fresh("test");
    private OrderGroup group = new OrderGroup(Setup.START, 1, Execution.PARALLEL, 1, 1, List.of(trade("-1")));

    @Test
    void anInstantIsReportedOnceTheVenuesHaveReachedIt() {
        // Given
        take(new StartedStrategy(BTC, Status.RUNNING), CALM.snapshot());
        List<VenueCall> called = List.copyOf(calls);

        // When
        take(advanced(entry(1, 0, "1"), entry(2, 0, "2")));

        // Then
        assertThat(called).singleElement().isInstanceOfSatisfying(VenueCall.Advance.class, call -> {
            assertThat(call.market().at()).isEqualTo(Setup.START);
            assertThat(call.after()).isZero();
        });
        assertThat(reports).containsExactly(new VenueReport(Setup.START, 0, 1, 4, List.of(fill(0, "1"), fill(0, "2"))));
    }

    @Test
    void venuesThatDoNotAnswerAreAskedAgainAndReportOnce() {
        // Given
        take(new StartedStrategy(BTC, Status.RUNNING), CALM.snapshot());

        // When
        take(at(0), at(4), at(5), advanced(), advanced());

        // Then
        assertThat(calls).hasSize(2).allSatisfy(call -> assertThat(call).isInstanceOf(VenueCall.Advance.class));
        assertThat(reports).hasSize(1);
    }

    @Test
    void anAnswerOfAnEarlierInstantIsNone() {
        // Given
        reached();
        take(CALM.nextHour().snapshot());

        // When
        take(advanced());

        // Then
        assertThat(reports).isEmpty();
    }

    @Test
    void balancesAreAskedForAtFirstAfterADoubtAndNowAndThen() {
        // Given
        reached();
        Market market = CALM;
        List<Integer> asked = new ArrayList<>();

        // When
        for (int instant = 1; instant <= 30; instant++) {
            market = market.nextHour();
            take(market.snapshot());
            boolean asks = ((VenueCall.Advance) calls.getLast()).balances();
            if (asks) {
                asked.add(instant);
            }
            take(new VenueAnswer.Advanced(
                    market.snapshot().at(), asks ? new Deposited(CASH, number("1")) : null, List.of()));
            if (instant == 3) {
                take(new VenueAnswer.Unknown("any", "502"));
            }
        }

        // Then
        assertThat(asked).containsExactly(1, 4, 29);
    }

    @Test
    void anIntentIsStoredBeforeItsCall() {
        // Given
        reached();

        // When
        take(group(trade("-1")));
        List<OrderStatus> stored = statuses();
        List<VenueCall> before = List.copyOf(calls);
        take(at(0));

        // Then
        assertThat(stored).containsExactly(OrderStatus.PENDING);
        assertThat(before).isEmpty();
        assertThat(calls).containsExactly(submit(FIRST, 0, 0, 1));
        assertThat(statuses()).containsExactly(OrderStatus.SENT);
    }

    @Test
    void aFilledOrderIsReported() {
        // Given
        sent(trade("-1"));

        // When
        take(stands(FIRST, Standing.FILLED, 1, entry(1, 1, "-1")));

        // Then
        assertThat(reports).containsExactly(answer(fill(1, "-1")));
        assertThat(state.due(Instant.MAX)).isFalse();
    }

    @Test
    void aRefusedOrderIsReportedWithItsReason() {
        // Given
        sent(trade("-1"));

        // When
        take(new VenueAnswer.Stands(
                FIRST, Standing.REFUSED, 0, RejectReason.INSUFFICIENT_BALANCE, "no cash", List.of()));

        // Then
        assertThat(reports).containsExactly(answer(refused(1, RejectReason.INSUFFICIENT_BALANCE, "no cash")));
    }

    @Test
    void aLostAnswerIsAskedForAndNothingIsPlacedAgain() {
        // Given
        sent(trade("-1"));

        // When
        take(at(4), at(5));
        List<OrderStatus> asking = statuses();
        take(stands(FIRST, Standing.FILLED, 1, entry(1, 1, "-1")));

        // Then
        assertThat(asking).containsExactly(OrderStatus.UNKNOWN);
        assertThat(calls).containsExactly(submit(FIRST, 0, 0, 1), new VenueCall.Ask(FIRST, time(5), 0));
        assertThat(reports).containsExactly(answer(fill(1, "-1")));
    }

    @Test
    void aFailureOfUnknownOutcomeIsAskedAfterAtOnce() {
        // Given
        sent(trade("-1"));

        // When
        take(new VenueAnswer.Unknown(FIRST, "502"), at(1));

        // Then
        assertThat(statuses()).containsExactly(OrderStatus.UNKNOWN);
        assertThat(calls.getLast()).isEqualTo(new VenueCall.Ask(FIRST, time(1), 0));
    }

    @Test
    void notFoundIsNoProofBeforeTheWindowHasPassed() {
        // Given
        sent(trade("-1"));
        take(at(5));
        calls.clear();

        // When
        take(notFound(FIRST, 5), at(14));
        List<VenueCall> early = List.copyOf(calls);
        take(at(15));

        // Then
        assertThat(early).isEmpty();
        assertThat(statuses()).containsExactly(OrderStatus.UNKNOWN);
        assertThat(calls).containsExactly(new VenueCall.Ask(FIRST, time(15), 0));
    }

    @Test
    void notFoundAfterTheWindowPlacesTheSameIntentAgain() {
        // Given
        sent(trade("-1"));
        take(at(5), at(15));

        // When
        take(notFound(FIRST, 15));
        List<OrderStatus> proven = statuses();
        take(at(16));

        // Then
        assertThat(proven).containsExactly(OrderStatus.PENDING);
        assertThat(calls.getLast()).isEqualTo(submit(FIRST, 16, 0, 1));
        assertThat(statuses()).containsExactly(OrderStatus.SENT);
    }

    @Test
    void theProofOfOnePlacementIsNoneOfTheNext() {
        // Given
        sent(trade("-1"));
        take(at(5), at(15), notFound(FIRST, 15), at(16));

        // When
        take(notFound(FIRST, 15), notFound(FIRST, 15), at(17));

        // Then
        assertThat(statuses()).containsExactly(OrderStatus.UNKNOWN);
        assertThat(submissions()).isEqualTo(2);
    }

    @Test
    void anOrderThatTurnsUpBeforeItIsPlacedAgainIsTaken() {
        // Given
        sent(trade("-1"));
        take(at(5), at(15), notFound(FIRST, 15));

        // When
        take(stands(FIRST, Standing.OPEN, 0), at(16), at(17));

        // Then
        assertThat(statuses()).containsExactly(OrderStatus.ACKNOWLEDGED);
        assertThat(submissions()).isEqualTo(1);
    }

    @Test
    void anOrderThatNoVenueTakesIsGivenUpAfterFivePlacements() {
        // Given
        sent(trade("-1"));

        // When
        for (int seconds = 0; reports.isEmpty() && seconds < 1000; seconds++) {
            take(at(seconds));
            if (calls.getLast() instanceof VenueCall.Ask(String id, Instant asked, long after)) {
                take(new VenueAnswer.NotFound(id, asked, List.of()));
            }
        }

        // Then
        assertThat(submissions()).isEqualTo(5);
        assertThat(reports)
                .containsExactly(answer(refused(1, RejectReason.VENUE_UNAVAILABLE, "not taken in 5 attempts")));
    }

    @Test
    void aVenueThatNeverAnswersIsAskedForEverAndTheOrderNotPlacedAgain() {
        // Given
        sent(trade("-1"));

        // When
        for (int seconds = 0; seconds < 600; seconds++) {
            take(at(seconds));
        }

        // Then
        assertThat(submissions()).isEqualTo(1);
        assertThat(calls).hasSize(1 + 119);
        assertThat(statuses()).containsExactly(OrderStatus.UNKNOWN);
    }

    @Test
    void whatDoesNotFillInTimeIsTakenBackAndWhatFilledStays() {
        // Given
        sent(trade("-1"));
        take(stands(FIRST, Standing.OPEN, 0));
        List<OrderStatus> acknowledged = statuses();

        // When
        take(at(1), stands(FIRST, Standing.OPEN, 1, entry(1, 1, "-0.4")));
        List<OrderStatus> partly = statuses();
        take(at(30));
        VenueCall cancel = calls.getLast();
        take(stands(FIRST, Standing.CANCELLED, 1));

        // Then
        assertThat(acknowledged).containsExactly(OrderStatus.ACKNOWLEDGED);
        assertThat(partly).containsExactly(OrderStatus.PARTIALLY_FILLED);
        assertThat(cancel).isEqualTo(new VenueCall.Cancel(FIRST, 1));
        assertThat(reports)
                .containsExactly(answer(fill(1, "-0.4"), refused(1, RejectReason.UNFILLED, "not filled in time")));
    }

    @Test
    void anOrderThatFillsBeforeItIsTakenBackIsFilled() {
        // Given
        sent(trade("-1"));
        take(stands(FIRST, Standing.OPEN, 1, entry(1, 1, "-0.4")), at(30));

        // When
        take(stands(FIRST, Standing.FILLED, 2, entry(2, 1, "-0.6")));

        // Then
        assertThat(calls.getLast()).isInstanceOf(VenueCall.Cancel.class);
        assertThat(reports).containsExactly(answer(fill(1, "-0.4"), fill(1, "-0.6")));
    }

    @Test
    void aLostCancellationIsRepeated() {
        // Given
        sent(trade("-1"));
        take(stands(FIRST, Standing.OPEN, 0), at(30));

        // When
        take(at(34), at(35));

        // Then
        assertThat(calls.stream().filter(VenueCall.Cancel.class::isInstance)).hasSize(2);
    }

    @Test
    void anOpenOrderIsAskedAfterEverySecond() {
        // Given
        sent(trade("-1"));
        take(stands(FIRST, Standing.OPEN, 0));
        calls.clear();

        // When
        take(at(1), stands(FIRST, Standing.OPEN, 0), at(1), at(2));

        // Then
        assertThat(calls).containsExactly(new VenueCall.Ask(FIRST, time(1), 0), new VenueCall.Ask(FIRST, time(2), 0));
    }

    @Test
    void noLateAnswerRevivesAFinishedOrder() {
        // Given
        sent(trade("-1"), trade("-2"));
        take(stands(FIRST, Standing.FILLED, 1, entry(1, 1, "-1")));

        // When
        take(
                stands(FIRST, Standing.OPEN, 0),
                stands(FIRST, Standing.CANCELLED, 1),
                new VenueAnswer.Stands(FIRST, Standing.REFUSED, 0, RejectReason.SLIPPAGE, "late", List.of()),
                notFound(FIRST, 60),
                new VenueAnswer.Unknown(FIRST, "502"));
        List<OrderStatus> after = statuses();
        take(stands(SECOND, Standing.FILLED, 2, entry(2, 2, "-2")));

        // Then
        assertThat(after).containsExactly(OrderStatus.FILLED, OrderStatus.SENT);
        assertThat(reports).containsExactly(answer(fill(1, "-1"), fill(2, "-2")));
    }

    @Test
    void anAnswerAfterTheReportChangesNothing() {
        // Given
        sent(trade("-1"));
        VenueAnswer filled = stands(FIRST, Standing.FILLED, 1, entry(1, 1, "-1"));
        take(filled);

        // When
        take(filled, notFound(FIRST, 60), new VenueAnswer.Unknown(FIRST, "502"), at(60));

        // Then
        assertThat(reports).hasSize(1);
        assertThat(submissions()).isEqualTo(1);
    }

    @Test
    void aGroupIsReportedInTheOrderOfItsOrdersAndWhatBelongsToNoneFirst() {
        // Given
        sent(trade("-1"), trade("-2"));

        // When
        take(
                stands(SECOND, Standing.FILLED, 1, entry(1, 2, "-2")),
                stands(FIRST, Standing.FILLED, 3, entry(2, 0, "5"), entry(3, 1, "-1")));

        // Then
        assertThat(reports).containsExactly(answer(fill(0, "5"), fill(1, "-1"), fill(2, "-2")));
    }

    @Test
    void aHoleInTheJournalIsAskedForBeforeTheReport() {
        // Given
        sent(trade("-1"));

        // When
        take(stands(FIRST, Standing.FILLED, 2, entry(2, 1, "-0.6")));
        List<VenueReport> early = List.copyOf(reports);
        take(at(1), stands(FIRST, Standing.FILLED, 2, entry(1, 1, "-0.4"), entry(2, 1, "-0.6")));

        // Then
        assertThat(early).isEmpty();
        assertThat(calls.getLast()).isEqualTo(new VenueCall.Ask(FIRST, time(1), 0));
        assertThat(reports).containsExactly(answer(fill(1, "-0.4"), fill(1, "-0.6")));
    }

    @Test
    void anEntryCountsOnceHoweverOftenAndInWhateverAnswerItIsTold() {
        // Given
        sent(trade("-1"));

        // When
        take(
                new VenueAnswer.Told(List.of(entry(1, 1, "-0.4"))),
                stands(FIRST, Standing.OPEN, 1, entry(1, 1, "-0.4")),
                new VenueAnswer.Told(List.of(entry(1, 1, "-0.4"), entry(2, 1, "-0.6"))),
                stands(FIRST, Standing.FILLED, 2, entry(1, 1, "-0.4"), entry(2, 1, "-0.6")));

        // Then
        assertThat(reports).containsExactly(answer(fill(1, "-0.4"), fill(1, "-0.6")));
    }

    @Test
    void whatIsToldBetweenGroupsIsReportedWithTheNextInstant() {
        // Given
        reached();
        take(new VenueAnswer.Told(List.of(entry(1, 0, "7"))));
        Market next = CALM.nextHour();

        // When
        take(next.snapshot(), new VenueAnswer.Advanced(next.snapshot().at(), null, List.of()));

        // Then
        assertThat(((VenueCall.Advance) calls.getLast()).after()).isEqualTo(1);
        assertThat(reports).extracting(VenueReport::events).containsExactly(List.of(fill(0, "7")));
    }

    @Test
    void anOrderOfASequenceWaitsUntilTheOneBeforeIsFilled() {
        // Given
        reached();
        take(group(Execution.SEQUENTIAL, trade("-1"), trade("-2")));

        // When
        take(at(0), at(1));
        List<OrderStatus> waiting = statuses();
        take(stands(FIRST, Standing.FILLED, 1, entry(1, 1, "-1")), at(2));
        List<VenueCall> called = List.copyOf(calls);
        take(stands(SECOND, Standing.FILLED, 2, entry(2, 2, "-2")));

        // Then
        assertThat(waiting).containsExactly(OrderStatus.SENT, OrderStatus.PENDING);
        assertThat(called).containsExactly(submit(FIRST, 0, 0, 1), submit(SECOND, 2, 1, 2));
        assertThat(reports).containsExactly(answer(fill(1, "-1"), fill(2, "-2")));
    }

    @Test
    void aSequenceStopsAtAFailure() {
        // Given
        reached();
        take(group(Execution.SEQUENTIAL, trade("-1"), trade("-2"), trade("-3")), at(0));

        // When
        take(new VenueAnswer.Stands(FIRST, Standing.REFUSED, 0, RejectReason.SLIPPAGE, "moved", List.of()));

        // Then
        assertThat(submissions()).isEqualTo(1);
        assertThat(reports)
                .containsExactly(answer(
                        refused(1, RejectReason.SLIPPAGE, "moved"),
                        refused(2, RejectReason.GROUP_FAILED, "an earlier order of the group failed"),
                        refused(3, RejectReason.GROUP_FAILED, "an earlier order of the group failed")));
    }

    @Test
    void aSequenceStopsAtAnOrderThatFilledInPart() {
        // Given
        reached();
        take(group(Execution.SEQUENTIAL, trade("-1"), trade("-2")), at(0));

        // When
        take(stands(FIRST, Standing.CANCELLED, 1, entry(1, 1, "-0.4")));

        // Then
        assertThat(reports)
                .containsExactly(answer(
                        fill(1, "-0.4"),
                        refused(1, RejectReason.UNFILLED, "not filled in time"),
                        refused(2, RejectReason.GROUP_FAILED, "an earlier order of the group failed")));
    }

    @Test
    void anAtomicGroupIsOneTransaction() {
        // Given
        reached();
        take(group(Execution.ATOMIC, trade("-1"), trade("-2")), at(0));

        // When
        take(new VenueAnswer.Stands(FIRST, Standing.REFUSED, 0, RejectReason.SLIPPAGE, "moved", List.of()));

        // Then
        assertThat(calls).containsExactly(submit(FIRST, 0, 0, 1, 2));
        assertThat(reports)
                .containsExactly(
                        answer(refused(1, RejectReason.SLIPPAGE, "moved"), refused(2, RejectReason.SLIPPAGE, "moved")));
    }

    @Test
    void aRouteExecutesItsOwnOrdersAndReportsItsPart() {
        // Given
        reached();

        // When
        take(
                new OrderGroup(
                        Setup.START,
                        1,
                        Execution.PARALLEL,
                        2,
                        3,
                        List.of(new PerpTrade(Venue.OKX, Asset.BTC, number("-9")), trade("-2"))),
                at(0),
                stands(SECOND, Standing.FILLED, 1, entry(1, 2, "-2")));

        // Then
        assertThat(submissions()).isEqualTo(1);
        assertThat(reports).containsExactly(new VenueReport(Setup.START, 1, 2, 3, List.of(fill(2, "-2"))));
    }

    @Test
    void aGroupThatComesBeforeItsInstantIsReachedWaitsForIt() {
        // Given
        take(new StartedStrategy(BTC, Status.RUNNING));

        // When
        take(group(trade("-1")), CALM.snapshot(), at(0), at(1));
        List<VenueCall> early = List.copyOf(calls);
        take(advanced(), at(2));

        // Then
        assertThat(early).hasSize(1).first().isInstanceOf(VenueCall.Advance.class);
        assertThat(calls.getLast()).isEqualTo(submit(FIRST, 2, 0, 1));
        assertThat(reports).extracting(VenueReport::group).containsExactly(0L);
    }

    @Test
    void aGroupOfAnEarlierInstantIsRefused() {
        // Given
        reached();
        Market next = CALM.nextHour();
        take(next.snapshot(), new VenueAnswer.Advanced(next.snapshot().at(), null, List.of()));

        // When
        var thrown = assertThatThrownBy(() -> take(group(trade("-1"))));

        // Then
        thrown.isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("EXE-001"))
                .hasMessage("order group 1 of 2024-06-01T00:00:00Z came after 2024-06-01T01:00:00Z");
    }

    @Test
    void anInstantBeforeAGroupIsAnsweredIsRefused() {
        // Given
        sent(trade("-1"));

        // When
        var thrown = assertThatThrownBy(() -> take(CALM.nextHour().snapshot()));

        // Then
        thrown.isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("EXE-002"))
                .hasMessage("it is 2024-06-01T01:00:00Z and group 1 is not answered yet");
    }

    @Test
    void aGroupBeforeTheLastOneIsAnsweredIsRefused() {
        // Given
        sent(trade("-1"));

        // When
        var thrown = assertThatThrownBy(
                () -> take(new OrderGroup(Setup.START, 2, Execution.PARALLEL, 1, 1, List.of(trade("-1")))));

        // Then
        thrown.isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("EXE-002"))
                .hasMessage("order group 2 came and group 1 is not answered yet");
    }

    @Test
    void aStrategyWithNothingOnTheRouteIsLeftAlone() {
        // Given
        StrategyDefinition lending =
                Setup.lending().environment(Environment.TESTNET).definition();

        // When
        take(new StartedStrategy(lending, Status.RUNNING), Market.of(lending).snapshot(), at(0), advanced());

        // Then
        assertThat(calls).isEmpty();
        assertThat(reports).isEmpty();
    }

    @Test
    void whatIsNotForItIsRefused() {
        // When
        var thrown = assertThatThrownBy(() -> take(new Release()));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("execution-service does not read");
    }

    /** An instant that the venues have reached, with nothing to tell of it. */
    private void reached() {
        take(new StartedStrategy(BTC, Status.RUNNING), CALM.snapshot(), advanced());
        calls.clear();
        reports.clear();
    }

    /** A group whose orders have all just been sent. */
    private void sent(Order... orders) {
        reached();
        take(group(orders), at(0));
    }

    private void take(Message... messages) {
        for (Message message : messages) {
            core.on(state, message, new Output() {
                @Override
                public void emit(Topic topic, Message out) {
                    assertThat(topic).isEqualTo(Topic.FILLS);
                    reports.add((VenueReport) out);
                }

                @Override
                public void call(VenueCall call) {
                    calls.add(call);
                }
            });
            state = restarted(state);
        }
    }

    private static RouteState restarted(RouteState state) {
        try {
            return CODEC.read(RouteState.class, CODEC.write(state));
        } catch (Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private List<OrderStatus> statuses() {
        return state.orders.stream().map(PlacedOrder::status).toList();
    }

    private long submissions() {
        return calls.stream().filter(VenueCall.Submit.class::isInstance).count();
    }

    /** A placement of the group of the test, made at this second. */
    private VenueCall submit(String id, int second, long after, Integer... places) {
        return new VenueCall.Submit(id, group, List.of(places), time(second + 10), after);
    }

    private static Instant time(int seconds) {
        return BEGIN.plus(Duration.ofSeconds(seconds));
    }

    private static Tick at(int seconds) {
        return new Tick(time(seconds));
    }

    private OrderGroup group(Order... orders) {
        return group(Execution.PARALLEL, orders);
    }

    private OrderGroup group(Execution execution, Order... orders) {
        group = new OrderGroup(Setup.START, 1, execution, 1, 1, List.of(orders));
        return group;
    }

    private static Order trade(String quantity) {
        return new PerpTrade(Venue.BINANCE, Asset.BTC, number(quantity));
    }

    private static VenueAnswer advanced(Entry... journal) {
        return new VenueAnswer.Advanced(Setup.START, null, List.of(journal));
    }

    private static VenueAnswer stands(String id, Standing standing, long last, Entry... journal) {
        return new VenueAnswer.Stands(id, standing, last, null, "", List.of(journal));
    }

    private static VenueAnswer notFound(String id, int asked) {
        return new VenueAnswer.NotFound(id, time(asked), List.of());
    }

    private static Entry entry(long number, int place, String quantity) {
        return new Entry(number, place == 0 ? null : new OrderRef(1, place), fill(place, quantity));
    }

    private static AccountEvent fill(int place, String quantity) {
        return new PerpFilled(
                new OrderRef(1, place), PERP, number(quantity), number("60000"), BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private static AccountEvent refused(int place, RejectReason reason, String detail) {
        return new Rejected(new OrderRef(1, place), reason, detail);
    }

    private static VenueReport answer(AccountEvent... events) {
        return new VenueReport(Setup.START, 1, 1, 1, List.of(events));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
