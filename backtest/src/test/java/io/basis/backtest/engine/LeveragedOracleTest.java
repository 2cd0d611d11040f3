package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The oracle of leveraged staking finds the golden vectors and the known figures of the window.
 *
 * <p>The golden attribution is that of one step over the whole week; hour by hour supply is .10630492 and staking
 * .50074611, with the same sum.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeveragedOracleTest {

    private static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant WEEK_LATER = Instant.parse("2024-06-08T00:00:00Z");
    private static final Instant TO = Instant.parse("2025-07-01T00:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration HOUR = Duration.ofHours(1);

    private final LeveragedOracle oracle = new LeveragedOracle(RealData.folder());

    @Test
    void aWeekAtTheHighestLoanToValue() {
        // When
        LeveragedOracle.Result result = oracle.run(FROM, WEEK_LATER, StakingToken.WEETH, 100, 0.9094005, WEEK);

        // Then
        assertThat(result.flashBorrowed()).isCloseTo(1_003.75885077, within(1e-8));
        assertThat(result.healthFactorAtEntry()).isCloseTo(1.04464425, within(1e-8));
        assertThat(result.healthFactor()).isCloseTo(1.04473246, within(1e-8));
        assertThat(result.equity()).isCloseTo(100.13979670, within(1e-8));
        assertThat(result.attribution().supply()).isCloseTo(0.10628337, within(1e-8));
        assertThat(result.attribution().staking()).isCloseTo(0.50076766, within(1e-8));
        assertThat(result.attribution().borrow()).isCloseTo(0.46725432, within(1e-8));
    }

    @Test
    void aWeekAtTheHealthFactorTarget() {
        // When
        LeveragedOracle.Result result =
                oracle.run(FROM, WEEK_LATER, StakingToken.WEETH, 100, LeveragedOracle.ltvOf(1.15), WEEK);

        // Then
        assertThat(result.flashBorrowed()).isCloseTo(475, within(1e-8));
        assertThat(result.supplied()).isCloseTo(575, within(1e-8));
        assertThat(result.equity()).isCloseTo(100.09512682, within(1e-8));
        assertThat(result.healthFactor()).isCloseTo(1.15009711, within(1e-8));
    }

    @Test
    void attributionExplainsEquityWhateverTheStep() {
        // When
        LeveragedOracle.Result hourly = oracle.run(FROM, WEEK_LATER, StakingToken.WEETH, 100, 0.9094005, HOUR);

        // Then
        LeveragedOracle.Attribution parts = hourly.attribution();
        assertThat(parts.supply()).isCloseTo(0.10630492, within(1e-8));
        assertThat(parts.staking()).isCloseTo(0.50074611, within(1e-8));
        assertThat(100 + parts.supply() + parts.staking() - parts.borrow()).isCloseTo(hourly.equity(), within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({
        "WEETH,  10,   0.04424",
        "WSTETH, 10,   0.07188",
        "WEETH,  5.75, 0.03802",
        "WSTETH, 5.75, 0.05391",
    })
    void heldOverTheWindow(StakingToken token, double collateralPerEquity, double expected) {
        // Given
        double ltv = 1 - 1 / collateralPerEquity;

        // When
        LeveragedOracle.Result result = oracle.run(FROM, TO, token, 100, ltv, HOUR);

        // Then
        assertThat(result.totalReturn()).isCloseTo(expected, within(5e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "WEETH,  2024-05-12",
        "WEETH,  2024-06-01",
        "WSTETH, 2024-05-12",
        "WSTETH, 2024-06-01",
    })
    void noRuleWouldHaveActedInTheWindow(StakingToken token, String ratesKnownFrom) {
        // When
        LeveragedOracle.Verdict verdict = oracle.wouldAct(
                FROM, TO, token, LeveragedOracle.ltvOf(1.15), Instant.parse(ratesKnownFrom + "T00:00:00Z"));

        // Then
        assertThat(verdict.acts()).isFalse();
        assertThat(verdict.longestCostlyWait()).isEqualTo(48);
    }
}
