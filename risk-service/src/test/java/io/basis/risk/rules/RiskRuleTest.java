package io.basis.risk.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.Loan;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.risk.Permission;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Staking;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.testing.Setup;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every risk, from what it reads to its level, and what a critical one leaves. */
class RiskRuleTest {

    private static final StrategyDefinition DEFINITION =
            Setup.hedgedStaking(Asset.WEETH).lever().definition();

    private final RiskMemory memory = new RiskMemory();

    @ParameterizedTest
    @CsvSource({
        "0.0199, NORMAL",
        "-0.0199, NORMAL",
        "0.02, WARNING",
        "-0.0499, WARNING",
        "0.05, CRITICAL",
        "-0.06, CRITICAL"
    })
    void driftEitherWay(double drift, RiskLevel level) {
        // When
        RiskReading reading = read(RiskType.DELTA_DRIFT, exposure(drift, List.of(), null));

        // Then
        assertReading(reading, Math.abs(drift), level);
    }

    @Test
    void driftBetweenTheLegsOfAPlanIsReadAndNotJudged() {
        // When
        RiskReading reading =
                reading(RiskMonitor.read(DEFINITION, exposure(0.5, List.of(), null), 1, memory), RiskType.DELTA_DRIFT);

        // Then
        assertReading(reading, 0.5, RiskLevel.NORMAL);
    }

    @ParameterizedTest
    @CsvSource({"0.31, NORMAL", "0.30, WARNING", "0.21, WARNING", "0.20, CRITICAL", "NaN, NORMAL"})
    void marginPerExchange(double ratio, RiskLevel level) {
        // Given
        VenueMargin margin = new VenueMargin(Venue.OKX, 0, 0, 0, 1, -1, ratio);

        // When
        RiskReading reading = read(RiskType.MARGIN_RATIO, exposure(0, List.of(margin), null));

        // Then
        assertReading(reading, ratio, level);
        assertThat(reading.venue()).isEqualTo(Venue.OKX);
    }

    /** A short alone reaches its maintenance margin of 0.1 after a move of (margin ÷ notional − 0.1) ÷ 1.1. */
    @ParameterizedTest
    @CsvSource({"0.2651, NORMAL", "0.2649, WARNING", "0.1551, WARNING", "0.1549, CRITICAL", "0.05, CRITICAL"})
    void distanceToLiquidation(double margin, RiskLevel level) {
        // Given
        VenueMargin account = new VenueMargin(Venue.OKX, margin * 10_000, 0, 0, 10_000, -10_000, margin);

        // When
        RiskReading reading = read(RiskType.LIQUIDATION_DISTANCE, exposure(0, List.of(account), null));

        // Then
        assertReading(reading, Math.max(0, (margin - 0.1) / 1.1), level);
    }

    /** A long of the same size reaches it sooner: what it loses and what it must hold both shrink. */
    @Test
    void distanceToLiquidationOfALong() {
        // Given
        VenueMargin account = new VenueMargin(Venue.BINANCE, 2_800, 0, 0, 10_000, 10_000, 0.28);

        // When
        RiskReading reading = read(RiskType.LIQUIDATION_DISTANCE, exposure(0, List.of(account), null));

        // Then
        assertReading(reading, 0.18 / 0.9, RiskLevel.NORMAL);
    }

    @ParameterizedTest
    @CsvSource({"84, NORMAL", "84.83, WARNING", "86.36, WARNING", "86.37, CRITICAL", "0, NORMAL"})
    void healthFactorOfTheLoan(double debt, RiskLevel level) {
        // When
        RiskReading reading = read(RiskType.HEALTH_FACTOR, exposure(0, List.of(), new Loan(100, debt, 0.95)));

        // Then
        assertReading(reading, debt == 0 ? Double.POSITIVE_INFINITY : 95 / debt, level);
    }

    @ParameterizedTest
    @CsvSource({"89.9, NORMAL", "90, WARNING", "93, CRITICAL", "0, NORMAL"})
    void loanToValue(double debt, RiskLevel level) {
        // When
        RiskReading reading = read(RiskType.LTV, exposure(0, List.of(), new Loan(100, debt, 0.95)));

        // Then
        assertReading(reading, debt / 100, level);
    }

    /** The mean of the settlements kept, 1,095 of them a year. */
    @ParameterizedTest
    @CsvSource({"0.0001, NORMAL", "-0.0001, WARNING", "-0.0005, CRITICAL"})
    void fundingReceived(double rate, RiskLevel level) {
        // Given
        memory.funding = new double[] {rate * 0.5, rate, rate * 1.5};

        // When
        RiskReading reading = read(RiskType.FUNDING, calm());

        // Then
        assertReading(reading, rate * 1_095, level);
    }

    @Test
    void fundingThatWasNeverPaidIsUnknown() {
        // When
        RiskReading reading = read(RiskType.FUNDING, calm());

        // Then
        assertReading(reading, Double.NaN, RiskLevel.NORMAL);
    }

    @ParameterizedTest
    @CsvSource({"98100, NORMAL", "98000, WARNING", "95000, CRITICAL", "101000, NORMAL"})
    void costOfLeavingAtTheMarket(double market, RiskLevel level) {
        // Given
        Exposure exposure = new Exposure(100_000, market, 1, List.of(), 0, List.of(), null);

        // When
        RiskReading reading = read(RiskType.EXIT_COST, exposure);

        // Then
        assertReading(reading, 1 - market / 100_000, level);
    }

    @ParameterizedTest
    @CsvSource({"7, NORMAL", "10, WARNING", "30, CRITICAL"})
    void daysOfTheQueue(int days, RiskLevel level) {
        // Given
        StrategyDefinition definition = Setup.staking(Asset.WEETH)
                .staking(new Staking(
                        Asset.WEETH,
                        1,
                        0.2,
                        Staking.Exit.QUEUE,
                        Duration.ofDays(days),
                        Asset.ETH,
                        new Staking.Rewards(false, false),
                        0.002,
                        new BigDecimal("0.01")))
                .definition();

        // When
        RiskReading reading = reading(RiskMonitor.read(definition, calm(), 0, memory), RiskType.EXIT_DAYS);

        // Then
        assertReading(reading, days, level);
    }

    @ParameterizedTest
    @CsvSource({"0.019, NORMAL", "0.02, WARNING", "0.05, CRITICAL", "-0.01, NORMAL", "NaN, NORMAL"})
    void discountOfTheStakedToken(double discount, RiskLevel level) {
        // Given
        memory.discount = discount;

        // When Then
        assertReading(read(RiskType.DEPEG, calm()), discount, level);
    }

    @ParameterizedTest
    @CsvSource({"1.2, NORMAL", "1.1987, WARNING", "1.1879, CRITICAL"})
    void fallOfTheProtocolRate(double rate, RiskLevel level) {
        // Given
        memory.peakRate = 1.2;
        memory.rate = rate;

        // When Then
        assertReading(read(RiskType.SLASHING, calm()), 1 - rate / 1.2, level);
    }

    @ParameterizedTest
    @CsvSource({"2.24, NORMAL", "2.25, WARNING", "9, CRITICAL", "NaN, NORMAL"})
    void volatility(double variance, RiskLevel level) {
        // Given
        memory.variance = variance;

        // When Then
        assertReading(read(RiskType.VOLATILITY, calm()), Math.sqrt(variance), level);
    }

    @ParameterizedTest
    @CsvSource({"0, NORMAL", "1, WARNING", "2, WARNING", "3, CRITICAL"})
    void instantsWithoutAFreshPrice(int stale, RiskLevel level) {
        // Given
        memory.staleFor = stale;

        // When Then
        assertReading(read(RiskType.STALE_FEED, calm()), stale, level);
    }

    @ParameterizedTest
    @CsvSource({"0.099, NORMAL", "-0.1, CRITICAL", "0.1, CRITICAL", "NaN, NORMAL"})
    void moveOfThePrice(double move, RiskLevel level) {
        // Given
        memory.move = move;

        // When Then
        assertReading(read(RiskType.PRICE_MOVE, calm()), Math.abs(move), level);
    }

    @ParameterizedTest
    @CsvSource({"1.2, NORMAL", "1.1761, NORMAL", "1.1759, WARNING", "1.1519, CRITICAL"})
    void fallFromThePeakOfTheCurve(double index, RiskLevel level) {
        // Given
        memory.peak = 1.2;
        memory.index = index;

        // When Then
        assertReading(read(RiskType.DRAWDOWN, calm()), 1 - index / 1.2, level);
    }

    @Test
    void theCurveGrowsWithoutWhatOwnersAddOrTake() {
        // When
        RiskMonitor.follow(memory, 100, 100);
        RiskMonitor.follow(memory, 160, 50);
        RiskMonitor.follow(memory, 60, -80);

        // Then
        assertThat(memory.index).isCloseTo(1.1 * 140 / 160, within(1e-12));
        assertThat(memory.peak).isCloseTo(1.1, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "DELTA_DRIFT, REDUCE",
        "MARGIN_RATIO, REDUCE",
        "LIQUIDATION_DISTANCE, REDUCE",
        "HEALTH_FACTOR, REDUCE",
        "LTV, REDUCE",
        "FUNDING, NO_ENTRY",
        "EXIT_COST, NO_ENTRY",
        "EXIT_DAYS, NO_ENTRY",
        "DEPEG, NO_ENTRY",
        "SLASHING, NO_ENTRY",
        "VOLATILITY, NO_ENTRY",
        "STALE_FEED, NO_ENTRY",
        "PRICE_MOVE, NO_DELTA",
        "DRAWDOWN, EXIT",
    })
    void whatACriticalReadingLeaves(RiskType type, Permission left) {
        // Given
        RiskReading critical = critical(type);
        RiskReading warning = new RiskReading(type, null, 1, 1, 2, RiskLevel.WARNING);

        // When
        RiskMonitor.Verdict verdict = RiskMonitor.allowed(List.of(critical), memory);

        // Then
        assertThat(verdict).isEqualTo(new RiskMonitor.Verdict(left, critical));
        assertThat(RiskMonitor.allowed(List.of(warning), memory))
                .isEqualTo(new RiskMonitor.Verdict(Permission.TRADE, null));
    }

    @Test
    void theLeastThatIsLeftActsAndOfEqualOnesTheFirst() {
        // Given
        RiskReading move = critical(RiskType.PRICE_MOVE);
        RiskReading depeg = critical(RiskType.DEPEG);
        RiskReading margin = critical(RiskType.MARGIN_RATIO);
        RiskReading health = critical(RiskType.HEALTH_FACTOR);

        // When
        RiskMonitor.Verdict verdict = RiskMonitor.allowed(List.of(move, margin, health, depeg), memory);

        // Then
        assertThat(verdict).isEqualTo(new RiskMonitor.Verdict(Permission.REDUCE, margin));
    }

    @Test
    void anOpenCircuitBreakerActsThroughTheMoveThoughItIsOver() {
        // Given
        memory.breakerLeft = 2;
        RiskReading calm = RiskReading.of(RiskType.PRICE_MOVE, null, 0.001, 0.1, 0.1);

        // When
        RiskMonitor.Verdict verdict = RiskMonitor.allowed(List.of(calm), memory);

        // Then
        assertThat(verdict).isEqualTo(new RiskMonitor.Verdict(Permission.NO_DELTA, calm));
    }

    @ParameterizedTest
    @EnumSource(RiskType.class)
    void everyRiskHasItsRule(RiskType type) {
        assertThat(Arrays.stream(RiskRule.values()).map(RiskRule::type)).containsOnlyOnce(type);
    }

    private static RiskReading critical(RiskType type) {
        return new RiskReading(type, null, 2, 1, 2, RiskLevel.CRITICAL);
    }

    private RiskReading read(RiskType type, Exposure exposure) {
        return reading(RiskMonitor.read(DEFINITION, exposure, 0, memory), type);
    }

    private static RiskReading reading(List<RiskReading> readings, RiskType type) {
        return readings.stream()
                .filter(reading -> reading.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private static void assertReading(RiskReading reading, double value, RiskLevel level) {
        if (Double.isFinite(value)) {
            assertThat(reading.value()).isCloseTo(value, within(1e-12));
        } else {
            assertThat(Double.valueOf(reading.value())).isEqualTo(Double.valueOf(value));
        }
        assertThat(reading.level()).isEqualTo(level);
    }

    private static Exposure calm() {
        return exposure(0, List.of(), null);
    }

    private static Exposure exposure(double drift, List<VenueMargin> margins, @Nullable Loan loan) {
        return new Exposure(100_000, 100_000, 1, List.of(), drift, margins, loan);
    }
}
