package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Execution;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One perpetual that follows signals: 12,000 USDT, or 1 BTC, at 60,000. */
class DirectionalLifeTest {

    private static final StrategyDefinition USDT =
            Setup.directional(Asset.USDT).capital("12000").definition();
    private static final StrategyDefinition BTC = Setup.directional(Asset.BTC).definition();
    private static final SeriesKey PERP =
            SeriesKey.perp(Venue.BINANCE, Asset.BTC).fiveMinutes();
    private static final SeriesKey SPOT =
            SeriesKey.spot(Venue.BINANCE, Asset.BTC).fiveMinutes();
    private static final InstrumentKey HELD = InstrumentKey.perp(Venue.BINANCE, Asset.BTC);

    @ParameterizedTest
    @CsvSource({"1, 0.7, 0.2", "-1, 0.95, -0.2", "1, 0.6999, 0", "0, 0.95, 0", "1, NaN, 0", "NaN, 0.95, 0"})
    void aSignalSureEnoughIsFollowedWithAllOfEquity(double direction, double confidence, String held) {
        // Given
        Loop loop = Loop.simulated(USDT);

        // When
        loop.at(signal(Market.of(USDT), direction, confidence, 0.004));

        // Then
        assertThat(loop.held(HELD.toString())).isEqualTo(held);
    }

    @Test
    void aMissingPredictionIsNeutral() {
        // Given
        Loop loop = Loop.simulated(USDT);

        // When
        List<List<Order>> groups = loop.ordersAt(Market.of(USDT));

        // Then
        assertThat(groups).hasSize(1);
        assertThat(loop.last().reason()).isEqualTo(Reason.WITHIN_THRESHOLD);
        assertThat(loop.last().deviation()).isZero();
    }

    /** Twice the standard deviation, which is kept between 10 and 1,000 basis points. */
    @ParameterizedTest
    @CsvSource({"0.004, 0.008", "0.0004, 0.002", "0.2, 0.2", "0.001, 0.002"})
    void stopsStandAtStandardDeviationsWithinFloorAndCap(double sd, String move) {
        // Given
        Loop loop = Loop.simulated(USDT);

        // When
        List<List<Order>> groups = loop.ordersAt(signal(Market.of(USDT), 1, 0.9, sd));

        // Then
        assertThat(groups.getLast()).singleElement().isInstanceOfSatisfying(PerpTrade.class, order -> {
            assertThat(order.quantity()).isEqualByComparingTo("0.2");
            assertThat(order.stops().takeProfit()).isEqualByComparingTo(move);
            assertThat(order.stops().stopLoss()).isEqualByComparingTo(move);
        });
    }

    @Test
    void theSameSignalHoldsTheSameQuantity() {
        // Given
        Loop loop = Loop.simulated(USDT);
        loop.at(signal(Market.of(USDT), 1, 0.9, 0.1));

        // When
        List<List<Order>> groups = loop.ordersAt(signal(at(Market.of(USDT), 1, 66_000), 1, 0.75, 0.02));

        // Then
        assertThat(groups).isEmpty();
        assertThat(loop.held(HELD.toString())).isEqualTo("0.2");
    }

    /** 12,000 made 1,200: the short is 13,200 ÷ 66,000. */
    @Test
    void theOtherSignalTurnsThePositionAtTheSameOpen() {
        // Given
        Loop loop = Loop.simulated(USDT);
        loop.at(signal(Market.of(USDT), 1, 0.9, 0.1));

        // When
        List<List<Order>> groups = loop.ordersAt(signal(at(Market.of(USDT), 1, 66_000), -1, 0.9, 0.1));

        // Then
        assertThat(groups).hasSize(2);
        assertThat(groups.getFirst()).containsExactly(new PerpTrade(Venue.BINANCE, Asset.BTC, number("-0.20000000")));
        assertThat(loop.held(HELD.toString())).isEqualTo("-0.2");
        assertThat(loop.held("binance:BaseToken:USDT")).isEqualTo("13200");
        assertThat(loop.decisions.get(loop.decisions.size() - 3)).satisfies(decision -> {
            assertThat(decision.action()).isEqualTo(Action.ENTRY_FULL);
            assertThat(decision.reason()).isEqualTo(Reason.SIGNAL);
            assertThat(decision.value()).isEqualTo(-1);
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 0.95", "1, 0.6", "NaN, NaN"})
    void anUnsureOrMissingPredictionClosesThePosition(double direction, double confidence) {
        // Given
        Loop loop = Loop.simulated(USDT);
        loop.at(signal(Market.of(USDT), 1, 0.9, 0.1));

        // When
        loop.at(signal(at(Market.of(USDT), 1, 61_000), direction, confidence, 0.1));

        // Then
        assertThat(loop.held(HELD.toString())).isEqualTo("0");
        assertThat(loop.held("binance:BaseToken:USDT")).isEqualTo("12200");
    }

    @Test
    void afterAStopInsideABarASignalThatStillStandsReentersAtTheNextOpen() {
        // Given
        Loop loop = Loop.simulated(USDT);
        loop.at(signal(Market.of(USDT), 1, 0.9, 0.005));
        Market fallen = at(Market.of(USDT), 1, 59_700).bar(PERP, 59_300, 60_100, 59_700);

        // When
        List<List<Order>> groups = loop.ordersAt(signal(fallen, 1, 0.9, 0.005));

        // Then
        assertThat(groups).hasSize(1);
        assertThat(loop.held("binance:BaseToken:USDT")).isEqualTo("11880");
        assertThat(loop.held(HELD.toString())).isEqualTo("0.19899497");
        assertThat(loop.last().instantDone()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Permission.class,
            names = {"NO_DELTA", "NO_ENTRY"})
    void whatForbidsEntryStillLetsClose(Permission permission) {
        // Given
        RiskReading move = RiskReading.of(RiskType.PRICE_MOVE, null, 0.11, 0.1, 0.1);
        Loop flat = Loop.simulated(USDT).allow(permission, move);
        Loop turned = Loop.simulated(USDT);
        turned.at(signal(Market.of(USDT), 1, 0.9, 0.1));

        // When
        flat.at(signal(Market.of(USDT), 1, 0.9, 0.1));
        turned.allow(permission, move).at(signal(at(Market.of(USDT), 1, 60_000), -1, 0.9, 0.1));

        // Then
        assertThat(flat.held(HELD.toString())).isEqualTo("0");
        assertThat(flat.last().reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(turned.held(HELD.toString())).isEqualTo("0");
    }

    @Test
    void aWithdrawalTakesThePositionDownToWhatTheRestBears() {
        // Given
        Loop loop = Loop.simulated(USDT, withdrawal("3000", 1));
        loop.at(signal(Market.of(USDT), 1, 0.9, 0.1));

        // When
        loop.at(signal(at(Market.of(USDT), 1, 60_000), 1, 0.9, 0.1));

        // Then
        assertThat(loop.reasons()).contains(Reason.WITHDRAWAL, Reason.WITHDRAWAL_PAID);
        assertThat(loop.held().units(HELD)).isCloseTo(0.15, within(2e-8));
        assertThat(loop.held("binance:BaseToken:USDT")).isEqualTo("9000");
    }

    @ParameterizedTest
    @CsvSource({"66000, 1", "54000, 1", "66000, -1", "54000, -1"})
    void aWithdrawalIsPaidWhateverThePositionHasMade(double price, double direction) {
        // Given
        Loop loop = Loop.simulated(USDT, withdrawal("3000", 1));
        loop.at(signal(Market.of(USDT), direction, 0.9, 0.1));
        Market next = signal(at(Market.of(USDT), 1, price), direction, 0.9, 0.1);

        // When
        double before = loop.assessedAt(next).exposure().equity();
        loop.at(next);

        // Then
        assertThat(loop.reasons()).contains(Reason.WITHDRAWAL_PAID);
        assertThat(loop.assessedAt(next).exposure().equity()).isCloseTo(before - 3_000, within(1e-5));
        assertThat(loop.assessedAt(next).exposure().margin(Venue.BINANCE).notional())
                .isLessThanOrEqualTo(before - 3_000 + 1e-3);
    }

    @Test
    void theBtcClassTradesOnItsBtcAsCollateral() {
        // Given
        Loop loop = Loop.simulated(BTC);

        // When
        loop.at(signal(Market.of(BTC), -1, 0.9, 0.1));

        // Then
        assertThat(loop.held("binance:BaseToken:BTC")).isEqualTo("1");
        assertThat(loop.held(HELD.toString())).isEqualTo("-1");
    }

    /** Short from 60,000 to 50,000 made 10,000 USDT, which buy 0.2 BTC. */
    @Test
    void onceClosedProfitIsTurnedIntoBtc() {
        // Given
        Loop loop = Loop.simulated(BTC);
        loop.at(signal(Market.of(BTC), -1, 0.9, 0.1));

        // When
        loop.command(new StrategyCommand.Stop()).at(at(Market.of(BTC), 1, 50_000));

        // Then
        assertThat(loop.held("binance:BaseToken:BTC")).isEqualTo("1.2");
        assertThat(loop.held("binance:BaseToken:USDT")).isEqualTo("0");
        assertThat(loop.held(HELD.toString())).isEqualTo("0");
    }

    /** Short from 60,000 to 64,000 lost 4,000 USDT, which 0.0625 BTC pay. */
    @Test
    void orALossPaidInBtc() {
        // Given
        Loop loop = Loop.simulated(BTC);
        loop.at(signal(Market.of(BTC), -1, 0.9, 0.1));

        // When
        loop.command(new StrategyCommand.Stop()).at(at(Market.of(BTC), 1, 64_000));

        // Then
        assertThat(loop.held().units(InstrumentKey.token(Venue.BINANCE, Asset.BTC)))
                .isCloseTo(0.9375, within(1e-6));
        assertThat(loop.held().units(InstrumentKey.token(Venue.BINANCE, Asset.USDT)))
                .isCloseTo(0, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"60000, 1", "50000, 1", "66000, 1", "60000, -1", "55000, -1", "63000, -1"})
    void aBtcWithdrawalIsPaidFromAnyPosition(double price, double direction) {
        // Given
        Loop loop = Loop.simulated(BTC, withdrawal("0.25", 1));
        loop.at(signal(Market.of(BTC), direction, 0.9, 0.1));
        Market next = signal(at(Market.of(BTC), 1, price), direction, 0.9, 0.1);

        // When
        double before = loop.assessedAt(next).exposure().equity();
        loop.at(next);

        // Then
        assertThat(loop.reasons()).contains(Reason.WITHDRAWAL_PAID);
        assertThat(loop.assessedAt(next).exposure().equity()).isCloseTo(before - 0.25, within(1e-6));
        assertThat(Math.signum(loop.held().units(HELD))).isEqualTo(direction);
    }

    @Test
    void anOrderThatIsWorkedIsWaitedFor() {
        // Given
        StrategyDefinition slow = Setup.directional(Asset.USDT)
                .capital("12000")
                .execution(new Execution(
                        Duration.ZERO,
                        Duration.ofMinutes(5),
                        BigDecimal.ONE,
                        Execution.Filter.NONE,
                        Execution.Filter.NONE))
                .definition();
        Loop loop = Loop.simulated(slow);

        // When
        loop.at(signal(Market.of(slow), 1, 0.9, 0.1));
        Reason first = loop.last().reason();
        List<List<Order>> second = loop.ordersAt(signal(at(Market.of(slow), 1, 60_600), 1, 0.9, 0.1));

        // Then
        assertThat(first).isEqualTo(Reason.ORDER_WORKING);
        assertThat(second).isEmpty();
        assertThat(loop.held(HELD.toString())).isEqualTo("0.2");
        assertThat(loop.held().averageEntry(loop.held().layout().require(HELD))).isEqualByComparingTo("60600");
    }

    @Test
    void aStoppedStrategySellsAndKeepsItsUsdt() {
        // Given
        Loop loop = Loop.simulated(USDT);
        loop.at(signal(Market.of(USDT), 1, 0.9, 0.1));

        // When
        List<List<Order>> groups =
                loop.command(new StrategyCommand.Stop()).ordersAt(signal(at(Market.of(USDT), 1, 60_000), 1, 0.9, 0.1));

        // Then
        assertThat(groups).containsExactly(List.of(new PerpTrade(Venue.BINANCE, Asset.BTC, number("-0.20000000"))));
        assertThat(groups.getFirst()).noneMatch(SpotTrade.class::isInstance);
        assertThat(loop.last().reason()).isEqualTo(Reason.STOPPED);
    }

    private static Market at(Market first, int bars, double price) {
        return first.after(Duration.ofMinutes(5L * bars)).with(PERP, price).with(SPOT, price);
    }

    private static Market signal(Market market, double direction, double confidence, double sd) {
        return market.with(SeriesKey.SIGNAL_DIRECTION, direction)
                .with(SeriesKey.SIGNAL_CONFIDENCE, confidence)
                .with(SeriesKey.SIGNAL_SD, sd);
    }

    private static Flow withdrawal(String amount, int bars) {
        return new Flow("w-1", Flow.Type.WITHDRAWAL, number(amount), Setup.START.plus(Duration.ofMinutes(5L * bars)));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
