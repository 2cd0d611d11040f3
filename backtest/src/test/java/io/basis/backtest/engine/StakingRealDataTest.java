package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.pnl.Source;
import io.basis.venues.catalogue.Catalogue;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thirteen months of eth_staking_only, against the oracle and the known figures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StakingRealDataTest {

    private static final String YEAR_BEGINS = "2024-06-01";
    private static final String YEAR_ENDS = "2025-07-01";
    private static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2025-07-01T00:00:00Z");

    private final Catalogue data = RealData.catalogue();
    private final StakingOracle oracle = new StakingOracle(RealData.folder());

    @ParameterizedTest
    @CsvSource({"WEETH, 0.030194", "WSTETH, 0.033049"})
    void theProtocolRateIsAllThatIsEarned(StakingToken token, double expected) {
        // Given
        Runs run = Runs.of("eth_staking_only")
                .over(YEAR_BEGINS, YEAR_ENDS)
                .withoutCosts()
                .set("lst_type", token.parameter())
                .set("rewards.enabled", "false");

        // When
        Runs.Finished product = run.on(data);

        // Then
        assertThat(product.totalReturn()).isCloseTo(expected, within(1e-5));
        assertThat(product.totalReturn()).isCloseTo(oracle.run(FROM, TO, token).totalReturn(), within(1e-8));
        assertThat(product.summary().attribution().get(Source.STAKING_YIELD) / 100)
                .isCloseTo(product.totalReturn(), within(1e-9));
        assertThat(product.worstResidual()).isLessThan(1e-9);
    }

    @ParameterizedTest
    @CsvSource({"0", "0.0005", "0.002", "1"})
    void rewardsAreCreditedAndSoldAsTheOracleDoes(String dustDelta) {
        // Given
        Runs run = Runs.of("eth_staking_only")
                .over(YEAR_BEGINS, YEAR_ENDS)
                .withoutCosts()
                .set("dust_delta", dustDelta);

        // When
        StakingOracle.Result expected = oracle.runWithRewards(FROM, TO, 100, Double.parseDouble(dustDelta));
        Runs.Finished product = run.on(data);

        // Then
        var attribution = product.summary().attribution();
        assertThat(product.totalReturn()).isCloseTo(expected.totalReturn(), within(1e-8));
        assertThat(attribution.get(Source.REWARDS)).isCloseTo(expected.rewards(), within(1e-6));
        assertThat(product.worstResidual()).isLessThan(1e-9);
    }

    @Test
    void rewardsAddWhatIsKnown() {
        // When
        Runs.Finished product = Runs.of("eth_staking_only")
                .over(YEAR_BEGINS, YEAR_ENDS)
                .withoutCosts()
                .on(data);

        // Then
        assertThat(product.totalReturn()).isCloseTo(0.0384, within(0.0006));
    }
}
