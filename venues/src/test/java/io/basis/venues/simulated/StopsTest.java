package io.basis.venues.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.PerpFilled;
import io.basis.domain.account.AccountEvent.Stop;
import io.basis.domain.account.AccountEvent.StopFilled;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.Stops;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
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

/** Stops of a perpetual at Binance, opened at 60,000 with 60,000 USDT; the numbers are those of DOMAIN 4.10. */
class StopsTest {

    private static final StrategyDefinition DEFINITION =
            Setup.directional(Asset.USDT).definition();
    private static final SeriesKey PERP =
            SeriesKey.perp(Venue.BINANCE, Asset.BTC).fiveMinutes();
    private static final Market FIRST = Market.of(DEFINITION);
    private static final Book CASH = Book.of(DEFINITION).with("binance:BaseToken:USDT", "60000");

    /** A standard deviation of 0.004, twice: 60,480 and 59,520; of 0.001, its floor: 60,120 and 59,880; of 0.1: ±20 %. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.008, 59520, 59521, 60479, ",
        "1, 0.008, 59520, 59520, 60479, STOP_LOSS",
        "1, 0.008, 60480, 59521, 60480, TAKE_PROFIT",
        "-1, 0.008, 60480, 59521, 60480, STOP_LOSS",
        "-1, 0.008, 59520, 59520, 60479, TAKE_PROFIT",
        "1, 0.002, 59880, 59800, 60100, STOP_LOSS",
        "-1, 0.2, 48000, 48000, 71999, TAKE_PROFIT",
        "1, 0.2, 72000, 48001, 72001, TAKE_PROFIT",
    })
    void aStopFillsWhereItStandsOnceTheBarReachedIt(
            String quantity, String move, double at, double low, double high, Stop stop) {
        // Given
        Scene scene = opened(quantity, move);

        // When
        List<AccountEvent> events = scene.pass(next().bar(PERP, low, high, 60_000));

        // Then
        if (stop == null) {
            assertThat(events).isEmpty();
        } else {
            assertThat(events).singleElement().isInstanceOfSatisfying(StopFilled.class, filled -> {
                assertThat(filled.stop()).isEqualTo(stop);
                assertThat(filled.price().doubleValue()).isCloseTo(at, within(1e-9));
                assertThat(filled.quantity().add(number(quantity))).isEqualByComparingTo("0");
            });
            assertThat(scene.held("binance:Perp:BTCUSDT")).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "-1"})
    void ofBothInOneBarTheLossIsTaken(String quantity) {
        // Given
        Scene scene = opened(quantity, "0.008");

        // When
        List<AccountEvent> events = scene.pass(next().bar(PERP, 59_000, 61_000, 60_000));

        // Then
        assertThat(((StopFilled) events.getFirst()).stop()).isEqualTo(Stop.STOP_LOSS);
        assertThat(scene.held("binance:BaseToken:USDT")).isEqualTo("59520");
    }

    /** The bar stayed between the stops; the next one opens beyond them. */
    @ParameterizedTest
    @CsvSource({"59000, STOP_LOSS, 59000", "61000, TAKE_PROFIT, 61000"})
    void aGapThroughAStopFillsAtTheOpen(double open, Stop stop, String cash) {
        // Given
        Scene scene = opened("1", "0.008");

        // When
        List<AccountEvent> events = scene.pass(next().bar(PERP, 59_800, 60_300, open));

        // Then
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        StopFilled.class, filled -> assertThat(filled.stop()).isEqualTo(stop));
        assertThat(scene.held("binance:BaseToken:USDT")).isEqualTo(cash);
    }

    @Test
    void aPositionThatWasClosedHasNoStops() {
        // Given
        Scene scene = opened("1", "0.008");
        scene.execute(new PerpTrade(Venue.BINANCE, Asset.BTC, number("-1")));
        scene.execute(new PerpTrade(Venue.BINANCE, Asset.BTC, number("1")));

        // When
        List<AccountEvent> events = scene.pass(next().bar(PERP, 50_000, 70_000, 60_000));

        // Then
        assertThat(events).isEmpty();
    }

    @Test
    void aPositionThatWasTurnedHasTheNewOnes() {
        // Given
        Scene scene = opened("1", "0.008");
        scene.execute(order("-2", "0.1"));

        // When
        List<AccountEvent> within = scene.pass(next().bar(PERP, 59_000, 61_000, 60_000));
        List<AccountEvent> beyond =
                scene.pass(next().after(Duration.ofMinutes(5)).bar(PERP, 59_000, 66_000, 60_000));

        // Then
        assertThat(within).isEmpty();
        assertThat(beyond).singleElement().isInstanceOfSatisfying(StopFilled.class, filled -> {
            assertThat(filled.stop()).isEqualTo(Stop.STOP_LOSS);
            assertThat(filled.price()).isEqualByComparingTo("66000");
        });
    }

    @Test
    void aPositionMadeSmallerKeepsItsStopsForWhatIsLeft() {
        // Given
        Scene scene = opened("1", "0.008");
        scene.execute(new PerpTrade(Venue.BINANCE, Asset.BTC, number("-0.25")));

        // When
        scene.pass(next().bar(PERP, 59_500, 60_100, 60_000));

        // Then
        assertThat(scene.held("binance:Perp:BTCUSDT")).isEqualTo("0");
        assertThat(scene.held("binance:BaseToken:USDT")).isEqualTo("59640");
    }

    @Test
    void aStopPaysFeeAndSlippageLikeAnyTrade() {
        // Given
        StrategyDefinition charged = Setup.directional(Asset.USDT)
                .costs(Setup.costs(true, true, false, false))
                .definition();
        Scene scene = new Scene(charged, CASH, FIRST);
        scene.execute(order("1", "0.008"));

        // When
        List<AccountEvent> events = scene.pass(next().bar(PERP, 59_520, 60_100, 60_000));

        // Then
        StopFilled filled = (StopFilled) events.getFirst();
        assertThat(filled.fee()).isEqualByComparingTo("29.76");
        assertThat(filled.slippage()).isEqualByComparingTo("5.952");
    }

    @Test
    void theFillNotTheOrderPlacesTheStops() {
        // Given
        Scene scene = new Scene(DEFINITION, CASH, FIRST.with(PERP, 59_000));

        // When
        AccountEvent answer = scene.execute(order("1", "0.01"));
        List<AccountEvent> events = scene.pass(next().bar(PERP, 58_410, 59_100, 59_000));

        // Then
        assertThat(((PerpFilled) answer).price()).isEqualByComparingTo("59000");
        assertThat(((StopFilled) events.getFirst()).price()).isEqualByComparingTo("58410");
    }

    @Test
    void aFrozenVenueFillsNoStopUntilItThaws() {
        // Given
        StrategyDefinition frozen = Setup.directional(Asset.USDT)
                .scenario(new Scenario(
                        "x",
                        "x",
                        List.of(new Shock.Freeze(Duration.ofMinutes(5), Duration.ofMinutes(5), Venue.BINANCE))))
                .definition();
        Scene scene = new Scene(frozen, CASH, FIRST);
        scene.execute(order("1", "0.008"));

        // When
        List<AccountEvent> during = scene.pass(next().bar(PERP, 59_000, 60_000, 59_000));
        List<AccountEvent> after =
                scene.pass(next().after(Duration.ofMinutes(5)).bar(PERP, 58_000, 59_000, 58_500));

        // Then
        assertThat(during).isEmpty();
        assertThat(after).singleElement().isInstanceOf(StopFilled.class);
        assertThat(((StopFilled) after.getFirst()).price().doubleValue()).isBetween(58_000.0, 59_000.0);
    }

    private static Scene opened(String quantity, String move) {
        Scene scene = new Scene(DEFINITION, CASH, FIRST);
        scene.execute(order(quantity, move));
        return scene;
    }

    private static PerpTrade order(String quantity, String move) {
        return new PerpTrade(Venue.BINANCE, Asset.BTC, number(quantity), new Stops(number(move), number(move)));
    }

    private static Market next() {
        return FIRST.after(Duration.ofMinutes(5));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
