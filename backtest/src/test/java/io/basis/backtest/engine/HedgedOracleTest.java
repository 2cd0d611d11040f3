package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The oracle of hedged staking finds what other hands found by these rules: 5.40 to 5.65 % for the simple mode, 5.45 to
 * 6.05 % for the leveraged one, and 4.25 % where α is never restored.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HedgedOracleTest {

    private static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2025-07-01T00:00:00Z");
    private static final double LTV = LeveragedOracle.ltvOf(1.15);

    private final HedgedOracle oracle = new HedgedOracle(RealData.folder());

    @Test
    void theSimpleModeOverTheWindow() {
        // When
        HedgedOracle.Result result = oracle.run(FROM, TO, StakingToken.WEETH, 100_000, 0, HedgedOracle.Limits.DEFAULT);

        // Then
        assertThat(result.totalReturn()).isCloseTo(0.0554043, within(1e-7));
        assertThat(result.fundingReceived()).isCloseTo(4_038.36, within(0.01));
        assertThat(result.discountPaid()).isCloseTo(16.71, within(0.01));
        assertThat(result.restorations()).isEqualTo(restorations());
        assertThat(result.hedges()).isZero();
    }

    @Test
    void theLeveragedModeOverTheWindow() {
        // When
        HedgedOracle.Result result =
                oracle.run(FROM, TO, StakingToken.WEETH, 100_000, LTV, HedgedOracle.Limits.DEFAULT);

        // Then
        assertThat(result.totalReturn()).isCloseTo(0.0586055, within(1e-7));
        assertThat(result.fundingReceived()).isCloseTo(4_045.95, within(0.01));
        assertThat(result.discountPaid()).isCloseTo(96.22, within(0.01));
        assertThat(result.restorations()).isEqualTo(restorations());
        assertThat(result.hedges()).isZero();
    }

    @Test
    void alphaNeverRestoredFallsOutside() {
        // When
        HedgedOracle.Result result =
                oracle.run(FROM, TO, StakingToken.WEETH, 100_000, 0, HedgedOracle.Limits.NEVER_RESTORED);

        // Then
        assertThat(result.totalReturn()).isCloseTo(0.0425, within(5e-5));
        assertThat(result.restorations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.10, 54", "0.20, 14", "0.30, 6"})
    void aNarrowerBandIsRestoredMoreOften(double band, int restorations) {
        // When
        HedgedOracle.Result result =
                oracle.run(FROM, TO, StakingToken.WEETH, 100_000, 0, new HedgedOracle.Limits(band, 0.02, 0.30));

        // Then
        assertThat(result.restorations()).hasSize(restorations);
    }

    @Test
    void theShortsFollowWhatStakingAdds() {
        // Given
        HedgedOracle.Limits tight = new HedgedOracle.Limits(0.20, 0.001, 0.30);

        // When
        HedgedOracle.Result result = oracle.run(FROM, TO, StakingToken.WEETH, 100_000, LTV, tight);

        // Then
        assertThat(result.hedges()).isPositive();
        assertThat(result.totalReturn()).isBetween(0.0545, 0.0605);
    }

    private static List<Instant> restorations() {
        return Stream.of(
                        "2024-07-05T03",
                        "2024-07-19T20",
                        "2024-08-04T17",
                        "2024-08-05T13",
                        "2024-08-08T23",
                        "2024-11-11T17",
                        "2024-12-06T15",
                        "2024-12-20T11",
                        "2025-02-03T02",
                        "2025-03-10T18",
                        "2025-04-07T07",
                        "2025-04-22T22",
                        "2025-05-08T20",
                        "2025-05-10T23")
                .map(hour -> Instant.parse(hour + ":00:00Z"))
                .toList();
    }
}
