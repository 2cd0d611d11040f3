package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.exposure.Exposure;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A basis book margined by USDT: of 75,000 USDT a fifth is margin, the rest buys 1 BTC, which stays at Binance. */
class CashBasisLifeTest {

    private static final StrategyDefinition BTC =
            Setup.basis(Asset.BTC).capital("75000").cashCollateral(0.25).definition();
    private static final Market FIRST = Market.of(BTC);
    private static final List<Venue> EXCHANGES = List.of(Venue.BINANCE, Venue.BYBIT, Venue.OKX);

    @Test
    void marginGoesWhereTheShortsWillBeAndCoinsStayWhereTheyAreBought() {
        // Given
        Loop loop = Loop.simulated(BTC);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(groups.subList(1, groups.size()))
                .containsExactly(
                        List.of(
                                usdt("4500.000000", Venue.BYBIT),
                                usdt("4500.000000", Venue.OKX),
                                usdt("66000.000000", Venue.BINANCE)),
                        List.of(
                                new SpotTrade(Venue.BINANCE, Asset.BTC, number("1.00000000")),
                                perp(Venue.BINANCE, "-0.40000000"),
                                perp(Venue.BYBIT, "-0.30000000"),
                                perp(Venue.OKX, "-0.30000000")));
        assertThat(loop.held("binance:BaseToken:USDT")).isEqualTo("6000");
    }

    @ParameterizedTest
    @ValueSource(doubles = {61_500, 58_000, 62_500, 55_000})
    void aMoveBeyondTheThresholdIsRestoredExactly(double price) {
        // Given
        Loop loop = Loop.simulated(BTC);
        loop.at(FIRST);
        Market moved = FIRST.nextHour().price(Asset.BTC, price);

        // When
        loop.at(moved);

        // Then
        assertRestored(loop, moved, 75_000);
    }

    /** OKX has 2,500 USDT behind 18,000: the others have the 2,000 that it lacks. */
    @Test
    void marginUnderItsWarningIsMovedThere() {
        // Given
        Book book = Book.of(BTC)
                .with("binance:BaseToken:BTC", "1")
                .with("binance:BaseToken:USDT", "6300")
                .with("bybit:BaseToken:USDT", "6200")
                .with("okx:BaseToken:USDT", "2500")
                .with("binance:Perp:BTCUSDT", "-0.4", "60000")
                .with("bybit:Perp:BTCUSDT", "-0.3", "60000")
                .with("okx:Perp:BTCUSDT", "-0.3", "60000");
        Loop loop = Loop.simulatedHolding(BTC, book);

        // When
        List<List<Order>> groups = loop.ordersAt(FIRST);

        // Then
        assertThat(loop.decisions.getFirst().reason()).isEqualTo(Reason.MARGIN);
        assertThat(groups)
                .containsExactly(List.of(
                        new Transfer(Asset.USDT, number("300.000000"), Venue.BINANCE, Venue.OKX),
                        new Transfer(Asset.USDT, number("1700.000000"), Venue.BYBIT, Venue.OKX)));
    }

    @Test
    void aWithdrawalTakesEverythingDownByItsShare() {
        // Given
        Loop loop = Loop.simulated(BTC, flow("w-1", Flow.Type.WITHDRAWAL, "25000"));
        loop.at(FIRST);

        // When
        loop.at(FIRST.nextHour());

        // Then
        assertThat(loop.reasons()).contains(Reason.WITHDRAWAL_PAID);
        assertRestored(loop, FIRST.nextHour(), 50_000);
    }

    @Test
    void aDepositIsDeployedInTheSameShape() {
        // Given
        Loop loop = Loop.simulated(BTC, flow("d-1", Flow.Type.DEPOSIT, "25000"));
        loop.at(FIRST);

        // When
        loop.at(FIRST.nextHour());

        // Then
        assertRestored(loop, FIRST.nextHour(), 100_000);
    }

    @Test
    void aCriticalMarginOnlyTakesOff() {
        // Given
        Loop loop = Loop.simulated(BTC);
        loop.at(FIRST);
        Market risen = FIRST.nextHour().price(Asset.BTC, 66_000);
        RiskReading margin = RiskReading.of(RiskType.MARGIN_RATIO, Venue.OKX, 0.14, 0.30, 0.20);

        // When
        loop.allow(Permission.REDUCE, margin).at(risen);

        // Then
        assertThat(loop.groups.stream().skip(3).flatMap(group -> group.orders().stream()))
                .noneMatch(order ->
                        order instanceof PerpTrade trade && trade.quantity().signum() < 0)
                .noneMatch(order ->
                        order instanceof SpotTrade trade && trade.quantity().signum() > 0);
        assertRestored(loop, risen, 75_000);
    }

    /** Two exchanges were liquidated: 1 BTC stands against 0.4, and may only be sold. */
    @Test
    void afterALiquidationTheLongLegComesDownToWhatIsHedged() {
        // Given
        Book book = Book.of(BTC)
                .with("binance:BaseToken:BTC", "1")
                .with("binance:BaseToken:USDT", "12000")
                .with("bybit:BaseToken:USDT", "2000")
                .with("okx:BaseToken:USDT", "2000")
                .with("binance:Perp:BTCUSDT", "-0.4", "60000");
        RiskReading drift = RiskReading.of(RiskType.DELTA_DRIFT, null, 0.47, 0.02, 0.05);
        Loop loop = Loop.simulatedHolding(BTC, book).allow(Permission.REDUCE, drift);

        // When
        loop.at(FIRST);
        Exposure reduced = loop.assessedAt(FIRST).exposure();
        loop.allow(Permission.TRADE).at(FIRST.nextHour());

        // Then
        assertThat(reduced.drift()).isCloseTo(0, within(1e-6));
        assertThat(reduced.margin(Venue.BINANCE).notional()).isCloseTo(24_000, within(0.01));
        assertRestored(loop, FIRST.nextHour(), 76_000);
    }

    @Test
    void anExitBringsAllCashHome() {
        // Given
        Loop loop = Loop.simulated(BTC);
        loop.at(FIRST);

        // When
        loop.command(new StrategyCommand.Stop()).at(FIRST.nextHour().price(Asset.BTC, 62_000));

        // Then
        assertThat(loop.held("wallet:BaseToken:USDT")).isEqualTo("75000");
        for (InstrumentKey key : loop.held().layout().keys()) {
            if (key.venue() != Venue.WALLET) {
                assertThat(loop.held(key.toString())).as(key.toString()).isEqualTo("0");
            }
        }
    }

    /** Spot and shorts a fifth below equity, at every exchange its weight of shorts and cash. */
    private static void assertRestored(Loop loop, Market market, double equity) {
        Exposure exposure = loop.assessedAt(market).exposure();
        assertThat(exposure.equityUsdt()).isCloseTo(equity, within(0.01));
        assertThat(exposure.margin(Venue.BINANCE).collateral()).isCloseTo(equity / 1.25, within(0.01));
        for (Venue venue : EXCHANGES) {
            double weight = venue == Venue.BINANCE ? 0.4 : 0.3;
            double cash = exposure.margin(venue).cash() + exposure.margin(venue).unrealised();
            assertThat(exposure.margin(venue).notional()).isCloseTo(weight * equity / 1.25, within(0.01));
            assertThat(cash).isCloseTo(weight * equity * 0.2, within(0.02));
        }
        assertThat(exposure.drift()).isCloseTo(0, within(1e-6));
    }

    private static Transfer usdt(String amount, Venue to) {
        return new Transfer(Asset.USDT, number(amount), Venue.WALLET, to);
    }

    private static PerpTrade perp(Venue venue, String quantity) {
        return new PerpTrade(venue, Asset.BTC, number(quantity));
    }

    private static Flow flow(String id, Flow.Type type, String amount) {
        return new Flow(id, type, number(amount), Setup.START.plus(Duration.ofHours(1)));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
