package io.basis.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.exposure.Loan;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.EnableEMode;
import io.basis.domain.order.Order.FlashBorrow;
import io.basis.domain.order.Order.FlashRepay;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.scenario.Scenario;
import io.basis.domain.scenario.Shock;
import io.basis.domain.strategy.Flow;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.Leverage.Fallback;
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

/** Staking levered at Aave; the golden vectors G2 and G3 are of 2024-06-01 to 2024-06-08. */
class LeveredLifeTest {

    private static final SeriesKey YIELD = SeriesKey.lstYield(Asset.WEETH);
    private static final SeriesKey BORROW = SeriesKey.borrowApr(Asset.WETH);
    private static final InstrumentKey COLLATERAL = InstrumentKey.aToken(Asset.WEETH);
    private static final InstrumentKey DEBT = InstrumentKey.debtToken(Asset.WETH);

    /** λ = 0.8260869565, from a health factor of 1.15. */
    private static final StrategyDefinition LEVERED = levered(1.15, null, Fallback.SEQUENTIAL);

    @Test
    void goldenVectorTwo() {
        // Given
        StrategyDefinition definition = levered(1.04, null, Fallback.SEQUENTIAL);
        Loop loop = Loop.simulated(definition);

        // When
        List<OrderGroup> groups = loop.at(june1(definition));

        // Then
        assertThat(groups.getLast().execution()).isEqualTo(Execution.ATOMIC);
        assertThat(flash(groups.getLast())).isCloseTo(1003.75885077, within(1e-8));
        assertThat(loan(loop, june1(definition)).ltv()).isCloseTo(0.9094005, within(1e-9));
        assertThat(loan(loop, june1(definition)).healthFactor()).isCloseTo(1.04464425, within(1e-8));
        assertThat(loan(loop, june8(definition)).healthFactor()).isCloseTo(1.04473246, within(1e-8));
        assertThat(loop.assessedAt(june8(definition)).exposure().equity()).isCloseTo(100.13979670, within(1e-8));
    }

    @Test
    void goldenVectorThree() {
        // Given
        Loop loop = Loop.simulated(LEVERED);

        // When
        List<OrderGroup> groups = loop.at(june1(LEVERED));

        // Then
        assertThat(flash(groups.getLast())).isCloseTo(475, within(1e-8));
        assertThat(loan(loop, june1(LEVERED)).collateral()).isCloseTo(575, within(1e-8));
        assertThat(loan(loop, june8(LEVERED)).healthFactor()).isCloseTo(1.15009711, within(1e-8));
        assertThat(loop.assessedAt(june8(LEVERED)).exposure().equity()).isCloseTo(100.09512682, within(1e-8));
        assertThat(loop.held("instadapp:BaseToken:WETH")).isEqualTo("0");
        assertThat(loop.held("etherfi:BaseToken:WEETH")).isEqualTo("0");
    }

    @Test
    void eModeIsSetOnce() {
        // Given
        Loop loop = Loop.simulated(LEVERED, flow("d-1", Flow.Type.DEPOSIT, "10", 1));

        // When
        List<Order> first = loop.at(june1(LEVERED)).getLast().orders();
        List<Order> second = loop.at(june1(LEVERED).nextHour()).getLast().orders();

        // Then
        assertThat(first).first().isInstanceOf(EnableEMode.class);
        assertThat(second).first().isInstanceOf(FlashBorrow.class);
        assertThat(loan(loop, june1(LEVERED)).ltv()).isCloseTo(0.95 / 1.15, within(1e-9));
        assertThat(loan(loop, june1(LEVERED)).equity()).isCloseTo(110, within(1e-9));
    }

    @Test
    void aFlashFeeIsBorrowedToo() {
        // Given
        StrategyDefinition definition = Setup.levered(Asset.WEETH)
                .leverage(new Leverage(
                        0.93,
                        0.02215,
                        0.95,
                        0.01,
                        1.15,
                        0.8,
                        new BigDecimal("0.0005"),
                        Fallback.SEQUENTIAL,
                        Duration.ofDays(3)))
                .definition();
        Loop loop = Loop.simulated(definition);

        // When
        List<OrderGroup> groups = loop.at(june1(definition));

        // Then
        assertThat(flash(groups.getLast())).isCloseTo(80 / (1.0005 - 0.8), within(1e-9));
        assertThat(loan(loop, june1(definition)).ltv()).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void withoutAFlashLoanTheSameIsReachedInRounds() {
        // Given
        Loop loop = Loop.simulated(noFlash(Fallback.SEQUENTIAL));

        // When
        List<OrderGroup> groups = loop.at(june1(LEVERED));

        // Then
        assertThat(groups.get(1).execution()).isEqualTo(Execution.ATOMIC);
        assertThat(groups.subList(2, groups.size()))
                .extracting(OrderGroup::execution)
                .containsOnly(Execution.SEQUENTIAL);
        assertThat(loan(loop, june1(LEVERED)).ltv()).isCloseTo(0.95 / 1.15, within(0.005));
        assertThat(loan(loop, june1(LEVERED)).equity()).isCloseTo(100, within(1e-9));
        assertThat(loop.last().reason()).isEqualTo(Reason.WITHIN_THRESHOLD);
    }

    @Test
    void orWaitedForWhereThatIsWanted() {
        // Given
        Loop loop = Loop.simulated(noFlash(Fallback.WAIT));

        // When
        loop.at(june1(LEVERED));
        Reason first = loop.last().reason();
        List<OrderGroup> again = loop.at(june1(LEVERED).nextHour());
        List<OrderGroup> atLast = loop.at(june1(LEVERED).after(Duration.ofHours(2)));

        // Then
        assertThat(first).isEqualTo(Reason.ORDER_REFUSED);
        assertThat(again).hasSize(1);
        assertThat(atLast).hasSize(1);
        assertThat(loan(loop, june1(LEVERED)).ltv()).isCloseTo(0.95 / 1.15, within(1e-9));
    }

    /** C 100, D 91 at a health factor of 1.044: R = (91 − 0.85 × 100) ÷ 0.15 = 40. */
    @Test
    void aLoanThatIsTooLargeIsBroughtBackWithNoMoneyFromOutside() {
        // Given
        StrategyDefinition definition = levered(1.10, 0.85, Fallback.SEQUENTIAL);
        Book book = Book.of(definition).with("aave_v3:aToken:aWEETH", "100").with("aave_v3:debtToken:debtWETH", "91");
        Loop loop = Loop.simulatedHolding(definition, book);

        // When
        List<OrderGroup> groups = loop.at(calm(definition));

        // Then
        assertThat(groups).hasSize(1);
        assertThat(flash(groups.getFirst())).isCloseTo(40, within(1e-9));
        assertThat(loan(loop, calm(definition)).ltv()).isCloseTo(0.85, within(1e-8));
        assertThat(loan(loop, calm(definition)).collateral()).isCloseTo(60, within(1e-6));
        assertThat(loop.decisions.getFirst().reason()).isEqualTo(Reason.HEALTH);
    }

    /** The market pays 2 % less than the protocol: 40 ETH of debt take more than 40 ETH of collateral. */
    @Test
    void aDiscountAtTheMarketIsPaidOutOfCollateral() {
        // Given
        StrategyDefinition definition = levered(1.10, 0.85, Fallback.SEQUENTIAL);
        Book book = Book.of(definition).with("aave_v3:aToken:aWEETH", "100").with("aave_v3:debtToken:debtWETH", "91");
        Market market = calm(definition).with(SeriesKey.lstMarket(Asset.WEETH), 0.98);
        Loop loop = Loop.simulatedHolding(definition, book);

        // When
        List<OrderGroup> groups = loop.at(market);

        // Then
        assertThat(flash(groups.getFirst())).isCloseTo(6 / (1 - 0.85 / 0.98), within(1e-9));
        assertThat(loan(loop, market).ltv()).isCloseTo(0.85, within(1e-8));
    }

    @Test
    void aCriticalHealthFactorDeleversBeforeAnythingElse() {
        // Given
        RiskReading health = RiskReading.of(RiskType.HEALTH_FACTOR, null, 1.05, 1.12, 1.10);
        Book book = Book.of(LEVERED)
                .with("aave_v3:aToken:aWEETH", "100")
                .with("aave_v3:debtToken:debtWETH", "90")
                .with("wallet:BaseToken:ETH", "20");
        Loop loop = Loop.simulatedHolding(LEVERED, book).allow(Permission.REDUCE, health);

        // When
        loop.at(calm(LEVERED));

        // Then
        assertThat(loop.decisions.getFirst().reason()).isEqualTo(Reason.RISK_REDUCE);
        assertThat(loan(loop, calm(LEVERED)).ltv()).isCloseTo(0.95 / 1.15, within(1e-9));
        assertThat(loop.held("wallet:BaseToken:ETH")).startsWith("20");
    }

    /** A critical depeg or delta says nothing of a loan that a night's interest has lifted over its target. */
    @Test
    void aSoundLoanIsLeftAloneWhateverElseIsCritical() {
        // Given
        RiskReading drift = RiskReading.of(RiskType.DELTA_DRIFT, null, 0.057, 0.02, 0.05);
        Book book =
                Book.of(LEVERED).with("aave_v3:aToken:aWEETH", "500").with("aave_v3:debtToken:debtWETH", "413.0435");
        Loop loop = Loop.simulatedHolding(LEVERED, book).allow(Permission.REDUCE, drift);

        // When
        List<OrderGroup> groups = loop.at(calm(LEVERED));

        // Then
        assertThat(groups).isEmpty();
    }

    @Test
    void aCarryLostForThreeDaysInARowIsLeft() {
        // Given
        Loop loop = Loop.simulatedHolding(LEVERED, sound());
        Market bad = calm(LEVERED).with(BORROW, 0.20);

        // When
        for (int hour = 0; hour < 72; hour++) {
            loop.at(bad.after(Duration.ofHours(hour)));
        }
        int before = loop.groups.size();
        List<OrderGroup> left = loop.at(bad.after(Duration.ofDays(3)));

        // Then
        assertThat(before).isZero();
        assertThat(left).hasSize(1);
        assertThat(loop.decisions.get(72).reason()).isEqualTo(Reason.CARRY_LOST);
        assertThat(loan(loop, bad).debt()).isCloseTo(0, within(1e-9));
        assertThat(loan(loop, bad).collateral()).isCloseTo(100, within(1e-6));
    }

    @Test
    void oneGoodHourStartsTheCountAgain() {
        // Given
        Loop loop = Loop.simulatedHolding(LEVERED, sound());
        Market bad = calm(LEVERED).with(BORROW, 0.20);

        // When
        for (int hour = 0; hour <= 100; hour++) {
            loop.at((hour == 50 ? calm(LEVERED) : bad).after(Duration.ofHours(hour)));
        }

        // Then
        assertThat(loop.groups).isEmpty();
    }

    /** A month at 17 % against oneself costs 1.4 %: leaving at a discount of 2 % costs more. */
    @Test
    void leavingThatCostsMoreThanWaitingIsNotDone() {
        // Given
        Loop loop = Loop.simulatedHolding(LEVERED, sound());
        Market bad = calm(LEVERED).with(BORROW, 0.20).with(SeriesKey.lstMarket(Asset.WEETH), 0.98);

        // When
        for (int hour = 0; hour <= 100; hour++) {
            loop.at(bad.after(Duration.ofHours(hour)));
        }

        // Then
        assertThat(loop.groups).isEmpty();
    }

    @Test
    void leverageIsTakenUpOnlyWhileItPays() {
        // Given
        Book unlevered = Book.of(LEVERED).with("aave_v3:aToken:aWEETH", "100");
        Loop loop = Loop.simulatedHolding(LEVERED, unlevered);

        // When
        List<OrderGroup> even = loop.at(calm(LEVERED).with(YIELD, 0.02).with(BORROW, 0.02));
        List<OrderGroup> unknown = loop.at(calm(LEVERED).nextHour().with(YIELD, Double.NaN));

        // Then
        assertThat(even).isEmpty();
        assertThat(unknown).isEmpty();
    }

    @Test
    void leverageComesBackToItsTarget() {
        // Given
        Book low = Book.of(LEVERED).with("aave_v3:aToken:aWEETH", "500").with("aave_v3:debtToken:debtWETH", "400");
        Loop loop = Loop.simulatedHolding(LEVERED, low, flow("d-1", Flow.Type.DEPOSIT, "0.0001", 5));
        Market market = calm(LEVERED);

        // When
        List<OrderGroup> groups = loop.at(market);

        // Then
        assertThat(groups).hasSize(1);
        assertThat(loop.decisions.getFirst().reason()).isEqualTo(Reason.LEVER_UP);
        assertThat(loan(loop, market).ltv()).isCloseTo(0.95 / 1.15, within(1e-9));
        assertThat(loan(loop, market).equity()).isCloseTo(100, within(1e-9));
    }

    @Test
    void noEntryMeansNoMoreLeverage() {
        // Given
        RiskReading depeg = RiskReading.of(RiskType.DEPEG, null, 0.06, 0.02, 0.05);
        Book low = Book.of(LEVERED).with("aave_v3:aToken:aWEETH", "500").with("aave_v3:debtToken:debtWETH", "400");
        Loop loop = Loop.simulatedHolding(LEVERED, low).allow(Permission.NO_ENTRY, depeg);

        // When
        List<OrderGroup> groups = loop.at(calm(LEVERED));

        // Then
        assertThat(groups).isEmpty();
        assertThat(loop.last().reason()).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void aWithdrawalShrinksTheLegAtConstantLoanToValue() {
        // Given
        Loop loop = Loop.simulatedHolding(LEVERED, sound(), flow("w-1", Flow.Type.WITHDRAWAL, "10", 0));
        Market market = calm(LEVERED).with(SeriesKey.lstMarket(Asset.WEETH), 0.99);

        // When
        loop.at(market);

        // Then
        double ltv = 475.0 / 575;
        double withdrawn = 10 / (0.99 - ltv);
        assertThat(loop.reasons()).contains(Reason.WITHDRAWAL, Reason.WITHDRAWAL_PAID);
        assertThat(loan(loop, market).ltv()).isCloseTo(ltv, within(1e-9));
        assertThat(loan(loop, market).collateral()).isCloseTo(575 - withdrawn, within(1e-5));
        assertThat(loop.held().units(InstrumentKey.token(Venue.WALLET, Asset.ETH)))
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void aWithdrawalWithoutAFlashLoanGoesInRounds() {
        // Given
        Loop loop = Loop.simulatedHolding(
                noFlash(Fallback.SEQUENTIAL), sound(), flow("w-1", Flow.Type.WITHDRAWAL, "10", 0));

        // When
        loop.at(calm(LEVERED));

        // Then
        assertThat(loop.reasons()).contains(Reason.WITHDRAWAL, Reason.WITHDRAWAL_PAID);
        assertThat(loan(loop, calm(LEVERED)).ltv()).isCloseTo(475.0 / 575, within(0.005));
    }

    @Test
    void anExitLeavesNothingButThePurse() {
        // Given
        Loop atOnce = Loop.simulatedHolding(LEVERED, sound());
        Loop inRounds = Loop.simulatedHolding(noFlash(Fallback.SEQUENTIAL), sound());

        // When
        atOnce.command(new StrategyCommand.Stop()).at(calm(LEVERED));
        inRounds.command(new StrategyCommand.Stop()).at(calm(LEVERED));

        // Then
        for (Loop loop : List.of(atOnce, inRounds)) {
            assertThat(loop.held().units(COLLATERAL)).isZero();
            assertThat(loop.held().units(DEBT)).isZero();
            assertThat(loop.held("etherfi:BaseToken:WEETH")).isEqualTo("0");
            assertThat(loop.held().units(InstrumentKey.token(Venue.WALLET, Asset.ETH)))
                    .isCloseTo(100, within(1e-9));
        }
    }

    /** C 575, D 475: 100 ETH at a health factor of 1.15. */
    private static Book sound() {
        return Book.of(LEVERED).with("aave_v3:aToken:aWEETH", "575").with("aave_v3:debtToken:debtWETH", "475");
    }

    private static StrategyDefinition levered(double health, @Nullable Double cap, Fallback fallback) {
        return Setup.levered(Asset.WEETH).leverage(terms(health, cap, fallback)).definition();
    }

    private static Leverage terms(double health, @Nullable Double cap, Fallback fallback) {
        return new Leverage(0.93, 0.02215, 0.95, 0.01, health, cap, BigDecimal.ZERO, fallback, Duration.ofDays(3));
    }

    /** The flash lender refuses for two hours. */
    private static StrategyDefinition noFlash(Fallback fallback) {
        return Setup.levered(Asset.WEETH)
                .leverage(terms(1.15, null, fallback))
                .scenario(new Scenario(
                        "no-flash",
                        "no flash loans",
                        List.of(new Shock.Refuse(Duration.ZERO, Duration.ofHours(2), Venue.MORPHO))))
                .definition();
    }

    /** Indices and rates at 1; staking yields more than borrowing costs. */
    private static Market calm(StrategyDefinition definition) {
        return Market.of(definition)
                .with(SeriesKey.pool(Asset.EIGEN), 0.001)
                .with(SeriesKey.pool(Asset.ETHFI), 0.001)
                .with(YIELD, 0.03)
                .with(BORROW, 0.02);
    }

    private static Market june1(StrategyDefinition definition) {
        return calm(definition)
                .with(SeriesKey.lstRate(Asset.WEETH), 1.039683108139717)
                .with(SeriesKey.lstMarket(Asset.WEETH), 1.039683108139717)
                .with(SeriesKey.liquidityIndex(Asset.WEETH), 1.000158680373465)
                .with(SeriesKey.borrowIndex(Asset.WETH), 1.043435288569761);
    }

    private static Market june8(StrategyDefinition definition) {
        return june1(definition)
                .after(Duration.ofDays(7))
                .with(SeriesKey.lstRate(Asset.WEETH), 1.040154759664283)
                .with(SeriesKey.liquidityIndex(Asset.WEETH), 1.000254987855066)
                .with(SeriesKey.borrowIndex(Asset.WETH), 1.0439210124574307);
    }

    private static double flash(OrderGroup group) {
        double borrowed = group.orders().stream()
                .filter(FlashBorrow.class::isInstance)
                .mapToDouble(order -> ((FlashBorrow) order).amount().doubleValue())
                .sum();
        assertThat(group.orders()).last().isInstanceOf(FlashRepay.class);
        return borrowed;
    }

    private static Loan loan(Loop loop, Market market) {
        RiskAssessment assessment = loop.assessedAt(market);
        return Objects.requireNonNull(assessment.exposure().loan());
    }

    private static Flow flow(String id, Flow.Type type, String amount, int hours) {
        return new Flow(id, type, new BigDecimal(amount), Setup.START.plus(Duration.ofHours(hours)));
    }
}
