package io.basis.venues.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Deposited;
import io.basis.domain.account.AccountEvent.FundingPaid;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.message.Route;
import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueAnswer.Entry;
import io.basis.domain.message.VenueAnswer.Standing;
import io.basis.domain.message.VenueCall;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedGatewayTest {

    private static final StrategyDefinition BTC = Setup.basis(Asset.BTC)
            .environment(Environment.TESTNET)
            .transferDelay(Duration.ofHours(1))
            .definition();
    private static final Market CALM = Market.of(BTC);
    private static final InstrumentKey CASH = InstrumentKey.token(Venue.BINANCE, Asset.USDT);
    private static final InstrumentKey PERP = InstrumentKey.perp(Venue.BINANCE, Asset.BTC);
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(10);
    private static final Treatment NEVER = new Treatment(false, BigDecimal.ZERO, -1);

    private final MemoryBooks books = new MemoryBooks();
    private final Map<String, Treatment> treatments = new HashMap<>();
    private final SimulatedGateway binance = gateway(Route.BINANCE);
    private final SimulatedGateway bybit = gateway(Route.BYBIT);
    private Instant now = NOW;

    @Test
    void anInstantPassesOnceHoweverOftenAndOfWhomItIsAsked() {
        // Given
        funded();
        submit("open", group(2, trade("-1")), 1);
        Market paid = CALM.nextHour().funding(Venue.BINANCE, Asset.BTC, 0.001);

        // When
        List<Entry> first = advance(binance, paid, 2).journal();
        List<Entry> again = advance(binance, paid, 2).journal();
        advance(bybit, paid, 0);

        // Then
        assertThat(first).singleElement().satisfies(entry -> {
            assertThat(entry.number()).isEqualTo(3);
            assertThat(entry.event()).isInstanceOf(FundingPaid.class);
        });
        assertThat(again).isEqualTo(first);
        assertThat(held(CASH)).isEqualTo("100060");
    }

    @Test
    void aLateCallForAnEarlierInstantDoesNotTurnTimeBack() {
        // Given
        funded();
        advance(binance, CALM.nextHour(), 0);

        // When
        VenueAnswer answer = advance(binance, CALM, 0);

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        VenueAnswer.Advanced.class,
                        late -> assertThat(late.at()).isEqualTo(Setup.START));
        assertThat(books().market)
                .isNotNull()
                .satisfies(market -> assertThat(market.at())
                        .isEqualTo(CALM.nextHour().snapshot().at()));
    }

    @Test
    void whatTimeBringsIsToldByTheVenueItBelongsTo() {
        // Given
        funded();
        submit("transfer", group(2, new Transfer(Asset.USDT, number("100"), Venue.BINANCE, Venue.BYBIT)), 1);

        // When
        advance(binance, CALM.nextHour(), 0);
        List<Entry> left = advance(binance, CALM.nextHour(), 1).journal();
        List<Entry> arrived = advance(bybit, CALM.nextHour(), 0).journal();

        // Then
        assertThat(left)
                .extracting(Entry::event)
                .allSatisfy(event -> assertThat(to(event)).isEqualTo(Venue.TRANSIT));
        assertThat(arrived)
                .extracting(Entry::event)
                .singleElement()
                .satisfies(event -> assertThat(to(event)).isEqualTo(Venue.BYBIT));
    }

    @Test
    void anOrderFillsAtOnceAndSaysWhichEntryIsItsLast() {
        // Given
        funded();

        // When
        VenueAnswer answer = submit("order", group(2, trade("-1")), 1);

        // Then
        assertThat(stands(answer).standing()).isEqualTo(Standing.FILLED);
        assertThat(stands(answer).last()).isEqualTo(2);
        assertThat(answer.journal()).extracting(Entry::number).containsExactly(2L);
        assertThat(held(PERP)).isEqualTo("-1");
        assertThat(books().executed()).containsExactly("deposit", "order");
    }

    @Test
    void anIdIsRefusedWhileItsOrderIsOpenAndExecutedAgainOnceItIsDone() {
        // Given
        funded();
        treatments.put("order", new Treatment(false, BigDecimal.ZERO, 1));
        submit("order", group(2, trade("-1")), 1);

        // When
        Standing open = stands(submit("order", group(2, trade("-1")), 1)).standing();
        List<String> once = List.copyOf(books().executed());
        stands(ask("order"));
        treatments.clear();
        submit("order", group(2, trade("-1")), 1);

        // Then
        assertThat(open).isEqualTo(Standing.OPEN);
        assertThat(once).containsExactly("deposit", "order");
        assertThat(books().executed()).containsExactly("deposit", "order", "order");
        assertThat(held(PERP)).isEqualTo("-2");
    }

    @Test
    void aPlacementThatArrivesTooLateIsNotExecuted() {
        // Given
        funded();
        now = LATER;
        Standing inTime = stands(submit("in-time", group(2, trade("-1")), 1)).standing();
        now = LATER.plusMillis(1);

        // When
        VenueAnswer answer = submit("late", group(3, trade("-1")), 1);

        // Then
        assertThat(inTime).isEqualTo(Standing.FILLED);
        assertThat(answer)
                .isEqualTo(new VenueAnswer.Unknown(
                        "late", "refused: it arrived at 2030-01-01T00:00:10.001Z, after 2030-01-01T00:00:10Z"));
        assertThat(ask("late")).isInstanceOf(VenueAnswer.NotFound.class);
        assertThat(held(PERP)).isEqualTo("-1");
    }

    @Test
    void anUnknownOrderIsNotFoundAsOfTheQuestion() {
        // Given
        funded();

        // When
        VenueAnswer answer = binance.call("s", new VenueCall.Ask("nothing", NOW.minusSeconds(3), 1));

        // Then
        assertThat(answer).isEqualTo(new VenueAnswer.NotFound("nothing", NOW.minusSeconds(3), List.of()));
    }

    @Test
    void aVenueThatTakesNoOrdersExecutesNothing() {
        // Given
        funded();
        treatments.put("order", Treatment.REFUSED);

        // When
        VenueAnswer answer = submit("order", group(2, trade("-1")), 1);

        // Then
        assertThat(answer)
                .isEqualTo(new VenueAnswer.Stands(
                        "order",
                        Standing.REFUSED,
                        0,
                        RejectReason.VENUE_UNAVAILABLE,
                        "binance takes no orders",
                        List.of()));
        assertThat(books().executed()).containsExactly("deposit");
    }

    @Test
    void aPartFillsAtOnceAndTheRestLater() {
        // Given
        funded();
        treatments.put("order", new Treatment(false, number("0.25"), 2));

        // When
        VenueAnswer first = submit("order", group(2, trade("-1")), 1);
        String part = held(PERP);
        List<Standing> later = IntStream.range(0, 3)
                .mapToObj(i -> stands(ask("order")).standing())
                .toList();

        // Then
        assertThat(stands(first).standing()).isEqualTo(Standing.OPEN);
        assertThat(stands(first).last()).isEqualTo(2);
        assertThat(part).isEqualTo("-0.25");
        assertThat(later).containsExactly(Standing.OPEN, Standing.OPEN, Standing.FILLED);
        assertThat(held(PERP)).isEqualTo("-1");
        assertThat(filled()).containsExactly("-0.250", "-0.750");
        assertThat(books().executed()).containsExactly("deposit", "order");
    }

    @Test
    void anOrderThatNeverFillsIsTakenBack() {
        // Given
        funded();
        treatments.put("order", NEVER);
        submit("order", group(2, trade("-1")), 1);

        // When
        Standing cancelled =
                stands(binance.call("s", new VenueCall.Cancel("order", 1))).standing();
        Standing after = stands(ask("order")).standing();

        // Then
        assertThat(List.of(cancelled, after)).containsExactly(Standing.CANCELLED, Standing.CANCELLED);
        assertThat(held(PERP)).isEqualTo("0");
    }

    @Test
    void aCancellationThatComesTooLateChangesNothing() {
        // Given
        funded();
        submit("order", group(2, trade("-1")), 1);

        // When
        VenueAnswer answer = binance.call("s", new VenueCall.Cancel("order", 2));

        // Then
        assertThat(stands(answer).standing()).isEqualTo(Standing.FILLED);
        assertThat(held(PERP)).isEqualTo("-1");
    }

    @Test
    void anAtomicGroupIsAllOrNothing() {
        // Given
        funded();
        OrderGroup group = new OrderGroup(
                Setup.START,
                2,
                Execution.ATOMIC,
                1,
                1,
                List.of(trade("-1"), new Transfer(Asset.USDT, number("1000000"), Venue.BINANCE, Venue.WALLET)));

        // When
        VenueAnswer answer = submit("both", group, 1, 2);

        // Then
        assertThat(stands(answer).standing()).isEqualTo(Standing.REFUSED);
        assertThat(stands(answer).reason()).isEqualTo(RejectReason.INSUFFICIENT_MARGIN);
        assertThat(held(PERP)).isEqualTo("0");
    }

    @Test
    void entriesAreToldUntilTheCallerHasThem() {
        // Given
        funded();
        submit("first", group(2, trade("-1")), 1);
        submit("second", group(3, trade("-1")), 1);

        // When
        List<Long> all = numbers(binance.call("s", new VenueCall.Ask("first", NOW, 1)));
        List<Long> rest = numbers(binance.call("s", new VenueCall.Ask("first", NOW, 2)));
        List<Long> reordered = numbers(binance.call("s", new VenueCall.Ask("first", NOW, 0)));

        // Then
        assertThat(all).containsExactly(2L, 3L);
        assertThat(rest).containsExactly(3L);
        assertThat(reordered).containsExactly(3L);
    }

    @Test
    void strategiesHaveAccountsOfTheirOwn() {
        // Given
        funded();

        // When
        binance.call("other", new VenueCall.Advance(BTC, CALM.snapshot(), false, 0));

        // Then
        BigDecimal other = books.change(
                "other", of -> Objects.requireNonNull(of.accounts()).positions().quantity(CASH));
        assertThat(other).isEqualByComparingTo("0");
    }

    /** Binance holds 100,000 USDT, told as entry 1. */
    private void funded() {
        advance(binance, CALM, 0);
        VenueAnswer answer = submit("deposit", group(1, new Deposit(CASH, number("100000"))), 1);
        assertThat(answer.journal())
                .containsExactly(new Entry(1, new OrderRef(1, 1), new Deposited(CASH, number("100000"))));
    }

    private SimulatedGateway gateway(Route route) {
        return new SimulatedGateway(
                route, books, (strategy, id) -> treatments.getOrDefault(id, Treatment.FILLED), () -> now);
    }

    private static VenueAnswer advance(SimulatedGateway gateway, Market market, long after) {
        return gateway.call("s", new VenueCall.Advance(BTC, market.snapshot(), false, after));
    }

    private VenueAnswer submit(String id, OrderGroup group, Integer... places) {
        return binance.call(
                "s", new VenueCall.Submit(id, group, List.of(places), LATER, Math.min(1, group.number() - 1)));
    }

    private VenueAnswer ask(String id) {
        return binance.call("s", new VenueCall.Ask(id, now, 1));
    }

    private VenueBooks books() {
        return books.change("s", all -> all);
    }

    private String held(InstrumentKey key) {
        return Decimals.canonical(
                Objects.requireNonNull(books().accounts()).positions().quantity(key));
    }

    private List<String> filled() {
        return binance.call("s", new VenueCall.Ask("any", now, 1)).journal().stream()
                .map(entry -> ((PerpFilled) entry.event()).quantity().toPlainString())
                .toList();
    }

    private static List<Long> numbers(VenueAnswer answer) {
        return answer.journal().stream().map(Entry::number).toList();
    }

    private static VenueAnswer.Stands stands(VenueAnswer answer) {
        return (VenueAnswer.Stands) answer;
    }

    private static Venue to(AccountEvent event) {
        return ((Transferred) event).to().venue();
    }

    private static OrderGroup group(long number, Order order) {
        return new OrderGroup(Setup.START, number, Execution.PARALLEL, 1, 1, List.of(order));
    }

    private static Order trade(String quantity) {
        return new PerpTrade(Venue.BINANCE, Asset.BTC, number(quantity));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
