package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The oracle of staking finds the known figures of the window.
 *
 * <p>Payouts of EIGEN and ETHFI add 0.815 % of the ether staked, each at the price of its hour. EIGEN then lost two
 * thirds of its price, so it matters how long it is kept.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StakingOracleTest {

    private static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2025-07-01T00:00:00Z");

    private final StakingOracle oracle = new StakingOracle(RealData.folder());

    @ParameterizedTest
    @CsvSource({"WEETH, 0.030194", "WSTETH, 0.033049"})
    void theProtocolRateIsTheYield(StakingToken token, double expected) {
        // When
        StakingOracle.Result result = oracle.run(FROM, TO, token);

        // Then
        assertThat(result.totalReturn()).isCloseTo(expected, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "0,        0.038347, 46, 0",
        "0.002,    0.037263,  3, 197.726",
        "Infinity, 0.034510,  0, 848.521",
    })
    void rewardsAreWorthMoreTheSoonerTheyAreSold(double threshold, double expected, int sales, double eigenHeld) {
        // When
        StakingOracle.Result result = oracle.runWithRewards(FROM, TO, 100, threshold);

        // Then
        assertThat(result.totalReturn()).isCloseTo(expected, within(1e-6));
        assertThat(result.sales()).isEqualTo(sales);
        assertThat(result.eigenHeld()).isCloseTo(eigenHeld, within(1e-3));
        assertThat(result.rewards() / 100).isCloseTo(0.00817, within(3e-5));
    }

    @Test
    void beforeTheFirstPayoutRewardsAddNothing() {
        // Given
        Instant noPayoutYet = Instant.parse("2024-10-04T00:00:00Z");

        // When
        StakingOracle.Result result = oracle.runWithRewards(FROM, noPayoutYet, 100, 0.002);

        // Then
        assertThat(result.totalReturn())
                .isCloseTo(oracle.run(FROM, noPayoutYet, StakingToken.WEETH).totalReturn(), within(1e-12));
    }
}
