package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.Loan;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Deposit;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Stake;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.domain.testing.Book;
import io.basis.domain.testing.Market;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Half of 90,000 USDT staked at 3,000, that is 15 ETH; the rest margins shorts of as many ETH, 40 : 30 : 30. */
class HedgedLifeTest {

    private static final InstrumentKey WALLET = InstrumentKey.token(Venue.WALLET, Asset.USDT);
    private static final InstrumentKey WALLET_ETH = InstrumentKey.token(Venue.WALLET, Asset.ETH);
    private static final List<Venue> EXCHANGES = List.of(Venue.BINANCE, Venue.BYBIT, Venue.OKX);
    private static final StrategyDefinition SIMPLE = simple().definition();
    private static final StrategyDefinition LEVERED =
            Setup.hedgedStaking(Asset.WSTETH).capital("90000").lever().definition();

    private static Setup simple() {
        return Setup.hedgedStaking(Asset.WSTETH).capital("90000");
    }

    @Test
    void marginsAreFundedBothLegsOpenedAtOnceAndTheEthStaked() {
        // Given
        Loop loop = Loop.simulated(SIMPLE);

        // When
        List<List<Order>> groups = loop.ordersAt(market(SIMPLE));

        // Then
        assertThat(groups)
                .containsExactly(
                        List.of(new Deposit(WALLET, number("90000"))),
                        List.of(
                                usdt("13500.000000", Venue.BYBIT),
                                usdt("13500.000000", Venue.OKX),
                                usdt("63000.000000", Venue.BINANCE)),
                        List.of(
                                new SpotTrade(Venue.BINANCE, Asset.ETH, number("15.00000000")),
                                perp(Venue.BINANCE, "-6.00000000"),
                                perp(Venue.BYBIT, "-4.50000000"),
                                perp(Venue.OKX, "-4.50000000")),
                        List.of(new Transfer(Asset.ETH, number("15.00000000"), Venue.BINANCE, Venue.WALLET)),
                        List.of(new Stake(WALLET_ETH, Asset.WSTETH, number("15.00000000"))));
        assertThat(loop.held("lido:BaseToken:WSTETH")).isEqualTo("12");
        assertThat(loop.held("binance:BaseToken:USDT")).isEqualTo("18000");
        assertThat(loop.last().reason()).isEqualTo(Reason.WITHIN_THRESHOLD);
        assertThat(loop.last().deviation()).isCloseTo(0, within(1e-9));
    }

    /** The gross leg is 5.75 times as large; the short is the net one. */
    @Test
    void theShortOfALeveredLegIsItsNetEth() {
        // Given
        Loop loop = Loop.simulated(LEVERED);

        // When
        loop.at(market(LEVERED));

        // Then
        Loan loan = loan(loop, market(LEVERED));
        assertThat(loan.equity()).isCloseTo(15, within(1e-9));
        assertThat(loan.collateral()).isCloseTo(15 * 5.75, within(1e-9));
        assertThat(loop.held("binance:Perp:ETHUSDT")).isEqualTo("-6");
        assertThat(loop.held("okx:Perp:ETHUSDT")).isEqualTo("-4.5");
    }

    /** At 4,500 the staked half is worth three quarters of equity, at 2,000 a third: both are beyond the band. */
    @ParameterizedTest
    @ValueSource(doubles = {4_500, 3_700, 2_390, 2_000})
    void theShareStakedIsRestoredExactly(double price) {
        // Given
        Loop loop = Loop.simulated(SIMPLE);
        loop.at(market(SIMPLE));
        Market moved = market(SIMPLE).nextHour().price(Asset.ETH, price);

        // When
        loop.at(moved);

        // Then
        assertThat(loop.reasons()).contains(Reason.ALLOCATION);
        assertThat(loop.decisions.stream().filter(d -> d.reason() == Reason.ALLOCATION))
                .singleElement()
                .satisfies(decision -> assertThat(decision.action())
                        .isEqualTo(price > 3_000 ? Action.EXIT_PARTIAL : Action.ENTRY_PARTIAL));
        assertRestored(loop, moved, 90_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {4_500, 3_700, 2_390, 2_000})
    void ofALeveredLegTooAtConstantLoanToValue(double price) {
        // Given
        Loop loop = Loop.simulated(LEVERED);
        loop.at(market(LEVERED));
        Market moved = market(LEVERED).nextHour().price(Asset.ETH, price);

        // When
        loop.at(moved);

        // Then
        assertRestored(loop, moved, 90_000);
        assertThat(loan(loop, moved).ltv()).isCloseTo(0.95 / 1.15, within(1e-7));
    }

    /** The token trades 1 % below its protocol rate: the share is α of what is left after the loss. */
    @Test
    void aDiscountIsLostOnceAndTheShareIsExactAfterIt() {
        // Given
        Loop loop = Loop.simulated(SIMPLE);
        loop.at(market(SIMPLE));
        Market moved =
                market(SIMPLE).nextHour().price(Asset.ETH, 4_500).with(SeriesKey.lstMarket(Asset.WSTETH), 1.2375);

        // When
        loop.at(moved);

        // Then
        Exposure exposure = loop.assessedAt(moved).exposure();
        assertThat(exposure.equityUsdt()).isBetween(89_700.0, 89_800.0);
        assertRestored(loop, moved, exposure.equityUsdt());
    }

    @Test
    void withinTheBandNothingIsTraded() {
        // Given
        Loop loop = Loop.simulated(SIMPLE);
        loop.at(market(SIMPLE));

        // When
        List<List<Order>> up = loop.ordersAt(market(SIMPLE).nextHour().price(Asset.ETH, 3_590));
        List<List<Order>> down =
                loop.ordersAt(market(SIMPLE).after(Duration.ofHours(2)).price(Asset.ETH, 2_410));

        // Then
        assertThat(up).isEmpty();
        assertThat(down).isEmpty();
    }

    /** The protocol rate grew by 5 %: 0.75 ETH more than the shorts, 2.4 % of equity. */
    @Test
    void theShortsFollowWhatStakingEarns() {
        // Given
        Loop loop = Loop.simulated(SIMPLE);
        loop.at(market(SIMPLE));
        Market grown = market(SIMPLE).nextHour().with(SeriesKey.lstRate(Asset.WSTETH), 1.3125);

        // When
        List<List<Order>> groups = loop.ordersAt(grown);

        // Then
        assertThat(groups)
                .containsExactly(List.of(
                        perp(Venue.BINANCE, "-0.30000000"),
                        perp(Venue.BYBIT, "-0.22500000"),
                        perp(Venue.OKX, "-0.22500000")));
        assertThat(loop.decisions.get(loop.decisions.size() - 2).reason()).isEqualTo(Reason.DRIFT);
        assertHedged(loop, grown);
    }

    /** OKX has 4,000 USDT behind 4.5 ETH: a ratio of 0.296; the others have what it lacks. */
    @Test
    void marginUnderItsWarningIsMovedThere() {
        // Given
        Book book = Book.of(SIMPLE)
                .with("lido:BaseToken:WSTETH", "12")
                .with("binance:BaseToken:USDT", "27500")
                .with("bybit:BaseToken:USDT", "13500")
                .with("okx:BaseToken:USDT", "4000")
                .with("binance:Perp:ETHUSDT", "-6", "3000")
                .with("bybit:Perp:ETHUSDT", "-4.5", "3000")
                .with("okx:Perp:ETHUSDT", "-4.5", "3000");
        Loop loop = Loop.simulatedHolding(SIMPLE, book);

        // When
        List<List<Order>> groups = loop.ordersAt(market(SIMPLE));

        // Then
        assertThat(groups)
                .containsExactly(List.of(new Transfer(Asset.USDT, number("9500.000000"), Venue.BINANCE, Venue.OKX)));
        assertThat(loop.decisions.getFirst().reason()).isEqualTo(Reason.MARGIN);
        assertThat(loop.decisions.getFirst().value()).isCloseTo(4_000.0 / 13_500, within(1e-12));
    }

    /** OKX was liquidated: 15 ETH stand against 10.5, and may only be sold. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterALiquidationTheLongLegComesDownToWhatIsHedged(boolean levered) {
        // Given
        StrategyDefinition definition = levered ? LEVERED : SIMPLE;
        Book book = Book.of(definition)
                .with("binance:BaseToken:USDT", "18000")
                .with("bybit:BaseToken:USDT", "13500")
                .with("okx:BaseToken:USDT", "1500")
                .with("binance:Perp:ETHUSDT", "-6", "3000")
                .with("bybit:Perp:ETHUSDT", "-4.5", "3000");
        book = levered
                ? book.with("aave_v3:aToken:aWSTETH", "69").with("aave_v3:debtToken:debtWETH", "71.25")
                : book.with("lido:BaseToken:WSTETH", "12");
        RiskReading drift = RiskReading.of(RiskType.DELTA_DRIFT, null, 0.17, 0.02, 0.05);
        Loop loop = Loop.simulatedHolding(definition, book).allow(Permission.REDUCE, drift);
        Market market = market(definition);

        // When
        loop.at(market);

        // Then
        assertHedged(loop, market);
        assertThat(loop.held("okx:Perp:ETHUSDT")).isEqualTo("0");
        assertThat(loop.held("binance:Perp:ETHUSDT")).isEqualTo("-6");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWithdrawalTakesEveryLegDownByItsShare(boolean levered) {
        // Given
        StrategyDefinition definition = levered ? LEVERED : SIMPLE;
        Loop loop = Loop.simulated(definition, flow("w-1", Flow.Type.WITHDRAWAL, "30000", 1));
        loop.at(market(definition));
        Market next = market(definition).nextHour();

        // When
        loop.at(next);

        // Then
        assertThat(loop.reasons()).contains(Reason.WITHDRAWAL_PAID);
        assertThat(loop.held().units(WALLET)).isCloseTo(0, within(1e-3));
        assertRestored(loop, next, 60_000);
    }

    /** The whole levered leg that leaves is dearer to sell than its net ETH would be. */
    @Test
    void whatAWithdrawalFreesIsSoldWhateverItCostToFree() {
        // Given
        StrategyDefinition costly = Setup.hedgedStaking(Asset.WSTETH)
                .capital("90000")
                .lever()
                .gasFloat("0.05")
                .costs(Setup.costs(true, true, false, true))
                .definition();
        Loop loop = Loop.simulated(costly, flow("w-1", Flow.Type.WITHDRAWAL, "45000", 1));
        loop.at(market(costly));

        // When
        loop.at(market(costly).nextHour());

        // Then
        assertThat(loop.reasons()).contains(Reason.WITHDRAWAL_PAID);
        assertThat(loop.held().units(WALLET_ETH)).isCloseTo(0.05, within(0.001));
        assertThat(loop.assessedAt(market(costly).nextHour()).exposure().drift())
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void aDepositIsSplitBetweenBothLegs() {
        // Given
        Loop loop = Loop.simulated(SIMPLE, flow("d-1", Flow.Type.DEPOSIT, "30000", 1));
        loop.at(market(SIMPLE));
        Market next = market(SIMPLE).nextHour();

        // When
        loop.at(next);

        // Then
        assertRestored(loop, next, 120_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anExitLeavesNothingButThePurseAndTheGasFloat(boolean levered) {
        // Given
        Setup setup = Setup.hedgedStaking(Asset.WSTETH).capital("90000").gasFloat("0.05");
        StrategyDefinition definition = levered ? setup.lever().definition() : setup.definition();
        Loop loop = Loop.simulated(definition);
        loop.at(market(definition));
        Market next = market(definition).nextHour().price(Asset.ETH, 3_300);

        // When
        loop.command(new StrategyCommand.Stop()).at(next);

        // Then
        assertThat(loop.held("wallet:BaseToken:ETH")).startsWith("0.05");
        assertThat(loop.held().units(WALLET)).isCloseTo(90_000 - 0.05 * 3_300, within(0.05));
        for (InstrumentKey key : loop.held().layout().keys()) {
            if (key.venue() != Venue.WALLET) {
                assertThat(loop.held().units(key)).as(key.toString()).isCloseTo(0, within(1e-7));
            }
        }
        assertThat(loop.last().reason()).isEqualTo(Reason.STOPPED);
    }

    @Test
    void duringTransfersTheShortsStayOn() {
        // Given
        StrategyDefinition slow = simple().transferDelay(Duration.ofHours(1)).definition();
        Loop loop = Loop.simulated(slow);
        Market market = market(slow);

        // When
        for (int hour = 0; hour < 6; hour++) {
            loop.at(market.after(Duration.ofHours(hour)));
            assertHedged(loop, market.after(Duration.ofHours(hour)));
        }

        // Then
        assertRestored(loop, market.after(Duration.ofHours(5)), 90_000);
    }

    /** Staked α of equity, no net exposure, at every exchange its weight of shorts and cash. */
    private static void assertRestored(Loop loop, Market market, double equity) {
        Exposure exposure = loop.assessedAt(market).exposure();
        double price =
                market.snapshot().value(market.snapshot().layout().require(SeriesKey.spot(Venue.BINANCE, Asset.ETH)));
        double margins = EXCHANGES.stream()
                .mapToDouble(venue -> exposure.margin(venue).equity())
                .sum();
        double shorts = EXCHANGES.stream()
                .mapToDouble(venue -> loop.held().units(InstrumentKey.perp(venue, Asset.ETH)))
                .sum();
        assertThat(exposure.equityUsdt()).isCloseTo(equity, within(0.01));
        assertThat(-shorts * price).isCloseTo(equity / 2, within(0.01));
        assertThat(margins).isCloseTo(equity / 2, within(0.01));
        for (Venue venue : EXCHANGES) {
            double weight = venue == Venue.BINANCE ? 0.4 : 0.3;
            assertThat(loop.held().units(InstrumentKey.perp(venue, Asset.ETH)))
                    .isCloseTo(weight * shorts, within(1e-6));
            assertThat(exposure.margin(venue).equity()).isCloseTo(weight * margins, within(0.02));
        }
        assertHedged(loop, market);
    }

    private static void assertHedged(Loop loop, Market market) {
        assertThat(loop.assessedAt(market).exposure().drift()).isCloseTo(0, within(1e-6));
    }

    private static Market market(StrategyDefinition definition) {
        return Market.of(definition)
                .with(SeriesKey.lstRate(Asset.WSTETH), 1.25)
                .with(SeriesKey.lstMarket(Asset.WSTETH), 1.25)
                .with(SeriesKey.lstYield(Asset.WSTETH), 0.06);
    }

    private static Loan loan(Loop loop, Market market) {
        return Objects.requireNonNull(loop.assessedAt(market).exposure().loan());
    }

    private static Transfer usdt(String amount, Venue to) {
        return new Transfer(Asset.USDT, number(amount), Venue.WALLET, to);
    }

    private static PerpTrade perp(Venue venue, String quantity) {
        return new PerpTrade(venue, Asset.ETH, number(quantity));
    }

    private static Flow flow(String id, Flow.Type type, String amount, int hours) {
        return new Flow(id, type, number(amount), Setup.START.plus(Duration.ofHours(hours)));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
