package io.basis.venues.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Accepted;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.account.AccountEvent.SpotFilled;
import io.basis.domain.account.AccountEvent.Transferred;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import io.basis.domain.strategy.Execution;
import io.basis.domain.strategy.Execution.Filter;
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

/** How the exchanges execute when they are not perfect: late, in part, by their filters, or not at all. */
class ExecutionTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final PerpTrade SHORT = new PerpTrade(Venue.BINANCE, Asset.BTC, number("-1"));

    @Test
    void aLateOrderIsAcceptedAndFillsAtThePriceOfThen() {
        // Given
        StrategyDefinition late = basis(new Execution(Duration.ZERO, HOUR, BigDecimal.ONE, Filter.NONE, Filter.NONE));
        Scene scene = scene(late, "60000");
        Market market = Market.of(late);

        // When
        AccountEvent answer = scene.execute(SHORT);
        List<AccountEvent> early = scene.pass(market.after(HOUR.minusMinutes(1)).price(Asset.BTC, 61_000));
        List<AccountEvent> due = scene.pass(market.after(HOUR).price(Asset.BTC, 62_000));
        List<AccountEvent> later = scene.pass(market.after(HOUR.multipliedBy(2)).price(Asset.BTC, 63_000));

        // Then
        assertThat(answer).isEqualTo(new Accepted(new OrderRef(7, 1)));
        assertThat(early).isEmpty();
        assertThat(due).singleElement().isInstanceOfSatisfying(PerpFilled.class, filled -> {
            assertThat(filled.order()).isEqualTo(new OrderRef(7, 1));
            assertThat(filled.price()).isEqualByComparingTo("62000");
        });
        assertThat(later).isEmpty();
    }

    @Test
    void aLateOrderThatNoLongerFitsIsRefusedThen() {
        // Given
        StrategyDefinition late = basis(new Execution(Duration.ZERO, HOUR, BigDecimal.ONE, Filter.NONE, Filter.NONE));
        Scene scene = scene(late, "6100");

        // When
        scene.execute(SHORT);
        List<AccountEvent> due = scene.pass(Market.of(late).after(HOUR).price(Asset.BTC, 62_000));

        // Then
        assertThat(due)
                .singleElement()
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.INSUFFICIENT_MARGIN));
    }

    @Test
    void ofAnOrderOnlyItsRatioFills() {
        // Given
        StrategyDefinition partial =
                basis(new Execution(Duration.ZERO, Duration.ZERO, number("0.6"), Filter.NONE, Filter.NONE));
        Scene scene = scene(partial, "120000");

        // When
        AccountEvent perp = scene.execute(SHORT);
        AccountEvent spot = scene.execute(new SpotTrade(Venue.BINANCE, Asset.BTC, number("1")));

        // Then
        assertThat(((PerpFilled) perp).quantity()).isEqualByComparingTo("-0.6");
        assertThat(((SpotFilled) spot).quantity()).isEqualByComparingTo("0.6");
        assertThat(scene.held("binance:BaseToken:USDT")).isEqualTo("84000");
    }

    /** Lots of 0.001, prices in tenths, at least 100 USDT. */
    @ParameterizedTest
    @CsvSource({
        "0.001, 50000.04, REFUSED",
        "0.002, 50000.04, 50000.0",
        "0.002, 50000.06, 50000.1",
        "0.0025, 50000, REFUSED",
        "-0.002, 49999.9, REFUSED",
    })
    void lotTickAndLeastNotionalAreTheExchanges(String quantity, double price, String answer) {
        // Given
        StrategyDefinition filtered = filtered();
        Scene scene = new Scene(
                filtered,
                Book.of(filtered).with("binance:BaseToken:USDT", "60000").with("binance:BaseToken:BTC", "1"),
                Market.of(filtered).price(Asset.BTC, price));

        // When
        AccountEvent event = scene.execute(new SpotTrade(Venue.BINANCE, Asset.BTC, number(quantity)));

        // Then
        if (answer.equals("REFUSED")) {
            assertThat(((Rejected) event).reason()).isEqualTo(RejectReason.FILTERED);
        } else {
            assertThat(((SpotFilled) event).price()).isEqualByComparingTo(answer);
        }
    }

    @Test
    void aPositionMayAlwaysBeMadeSmallerWhateverItsNotional() {
        // Given
        StrategyDefinition filtered = filtered();
        Book book =
                Book.of(filtered).with("binance:BaseToken:USDT", "60000").with("binance:Perp:BTCUSDT", "-0.5", "60000");
        Scene scene = new Scene(filtered, book, Market.of(filtered));

        // When
        AccountEvent smaller = scene.execute(new PerpTrade(Venue.BINANCE, Asset.BTC, number("0.001")));
        AccountEvent larger = scene.execute(new PerpTrade(Venue.BINANCE, Asset.BTC, number("-0.001")));

        // Then
        assertThat(smaller).isInstanceOf(PerpFilled.class);
        assertThat(((Rejected) larger).reason()).isEqualTo(RejectReason.FILTERED);
    }

    @Test
    void aVenueThatRefusesTakesNoOrderButLetsMoneyGo() {
        // Given
        StrategyDefinition refusing = during(new Shock.Refuse(HOUR, HOUR, Venue.BINANCE));
        Scene scene = scene(refusing, "60000");
        scene.pass(Market.of(refusing).nextHour());

        // When
        AccountEvent trade = scene.execute(SHORT);
        AccountEvent transfer = scene.execute(usdt(Venue.BINANCE, Venue.BYBIT));
        AccountEvent elsewhere = scene.execute(new PerpTrade(Venue.BYBIT, Asset.BTC, number("-0.001")));
        scene.pass(Market.of(refusing).after(HOUR.multipliedBy(2)));
        AccountEvent after = scene.execute(SHORT);

        // Then
        assertThat(((Rejected) trade).reason()).isEqualTo(RejectReason.VENUE_UNAVAILABLE);
        assertThat(transfer).isInstanceOf(Transferred.class);
        assertThat(elsewhere).isInstanceOf(PerpFilled.class);
        assertThat(after).isInstanceOf(PerpFilled.class);
    }

    @Test
    void aFrozenVenueTakesNothingGivesNothingAndReceivesNothing() {
        // Given
        StrategyDefinition frozen = during(new Shock.Freeze(HOUR, HOUR.multipliedBy(2), Venue.BYBIT));
        Scene scene = new Scene(
                frozen,
                Book.of(frozen).with("binance:BaseToken:USDT", "60000").with("bybit:BaseToken:USDT", "60000"),
                Market.of(frozen));
        Order there = usdt(Venue.BINANCE, Venue.BYBIT);
        Order back = usdt(Venue.BYBIT, Venue.BINANCE);

        // When
        scene.pass(Market.of(frozen).nextHour());
        List<AccountEvent> answers = List.of(
                scene.execute(new PerpTrade(Venue.BYBIT, Asset.BTC, number("-0.1"))),
                scene.execute(there),
                scene.execute(back));
        scene.pass(Market.of(frozen).after(HOUR.multipliedBy(3)));
        AccountEvent thawed = scene.execute(there);

        // Then
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(((Rejected) answer).reason()).isEqualTo(RejectReason.VENUE_UNAVAILABLE));
        assertThat(thawed).isInstanceOf(Transferred.class);
    }

    @Test
    void whatIsUnderWayToAFrozenVenueWaits() {
        // Given
        StrategyDefinition frozen = Setup.basis(Asset.BTC)
                .transferDelay(HOUR)
                .scenario(new Scenario("x", "x", List.of(new Shock.Freeze(HOUR, HOUR, Venue.BYBIT))))
                .definition();
        Scene scene = scene(frozen, "60000");
        scene.execute(usdt(Venue.BINANCE, Venue.BYBIT));

        // When
        List<AccountEvent> due = scene.pass(Market.of(frozen).nextHour());
        List<AccountEvent> thawed = scene.pass(Market.of(frozen).after(HOUR.multipliedBy(2)));

        // Then
        assertThat(due).isEmpty();
        assertThat(thawed).singleElement().isInstanceOf(Transferred.class);
        assertThat(scene.held("bybit:BaseToken:USDT")).isEqualTo("1000");
        assertThat(scene.held("transit:BaseToken:USDT")).isEqualTo("0");
    }

    @Test
    void transfersAreHeldBackUntilItIsOver() {
        // Given
        StrategyDefinition held = during(new Shock.HoldTransfers(Duration.ZERO, HOUR.multipliedBy(3)));
        Scene scene = scene(held, "60000");
        scene.execute(usdt(Venue.BINANCE, Venue.BYBIT));

        // When
        List<AccountEvent> during = scene.pass(Market.of(held).after(HOUR.multipliedBy(2)));
        List<AccountEvent> after = scene.pass(Market.of(held).after(HOUR.multipliedBy(3)));

        // Then
        assertThat(during).isEmpty();
        assertThat(after).singleElement().isInstanceOf(Transferred.class);
    }

    @Test
    void orForEver() {
        // Given
        StrategyDefinition held = during(new Shock.HoldTransfers(Duration.ZERO, Duration.ZERO));
        Scene scene = scene(held, "60000");
        scene.execute(usdt(Venue.BINANCE, Venue.BYBIT));

        // When
        List<AccountEvent> events = scene.pass(Market.of(held).after(Duration.ofDays(300)));

        // Then
        assertThat(events).isEmpty();
        assertThat(scene.held("transit:BaseToken:USDT")).isEqualTo("1000");
    }

    private static StrategyDefinition filtered() {
        Filter filter = new Filter(number("0.001"), number("0.1"), number("100"));
        return basis(new Execution(Duration.ZERO, Duration.ZERO, BigDecimal.ONE, filter, filter));
    }

    private static StrategyDefinition basis(Execution execution) {
        return Setup.basis(Asset.BTC).execution(execution).definition();
    }

    private static StrategyDefinition during(Shock shock) {
        return Setup.basis(Asset.BTC)
                .scenario(new Scenario("x", "x", List.of(shock)))
                .definition();
    }

    private static Scene scene(StrategyDefinition definition, String usdt) {
        return new Scene(definition, Book.of(definition).with("binance:BaseToken:USDT", usdt), Market.of(definition));
    }

    private static Transfer usdt(Venue from, Venue to) {
        return new Transfer(Asset.USDT, number("1000"), from, to);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
