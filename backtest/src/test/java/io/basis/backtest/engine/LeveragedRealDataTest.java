package io.basis.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.pnl.Source;
import io.basis.venues.catalogue.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** eth_leveraged without rewards, against the oracle, the golden vectors G2 and G3, and the known figures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeveragedRealDataTest {

    private static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant WEEK_LATER = Instant.parse("2024-06-08T00:00:00Z");
    private static final Instant TO = Instant.parse("2025-07-01T00:00:00Z");
    private static final Instant RATES_KNOWN = Instant.parse("2024-05-12T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Catalogue data = RealData.catalogue();
    private final LeveragedOracle oracle = new LeveragedOracle(RealData.folder());

    /** Golden vectors G2 and G3; attribution is that of hourly steps, with the same sum. */
    @ParameterizedTest
    @CsvSource({
        "1.04,  0.9094005,                     1003.75885077, 1.04473246, 100.13979670",
        "1.15,  0.826086956521739130434782608, 475,           1.15009711, 100.09512682",
    })
    void aWeekIsTheGoldenVector(
            String healthFactorTarget, String ltv, double flash, double healthFactor, double equity) {
        // Given
        Runs run = leveraged(StakingToken.WEETH)
                .over(FROM, WEEK_LATER)
                .set("health_factor_target", healthFactorTarget)
                .set("health_factor_critical", "1.01")
                .set("max_stake_spread_move", "0")
                .set("target_ltv", ltv);

        // When
        Runs.Finished product = run.on(data);
        LeveragedOracle.Result expected =
                oracle.run(FROM, WEEK_LATER, StakingToken.WEETH, 100, Double.parseDouble(ltv), HOUR);

        // Then
        var summary = product.summary();
        var attribution = summary.attribution();
        assertThat(flashBorrowed(product)).isCloseTo(flash, within(1e-8));
        assertThat(Objects.requireNonNull(product.record().loan())
                        .healthFactor()
                        .at(product.record().lastRow()))
                .isCloseTo(healthFactor, within(1e-8));
        assertThat(summary.finalEquity()).isCloseTo(equity, within(1e-8));
        assertThat(attribution.get(Source.SUPPLY_YIELD))
                .isCloseTo(expected.attribution().supply(), within(1e-8));
        assertThat(attribution.get(Source.STAKING_YIELD))
                .isCloseTo(expected.attribution().staking(), within(1e-8));
        assertThat(attribution.get(Source.BORROW_COST))
                .isCloseTo(-expected.attribution().borrow(), within(1e-8));
        assertThat(product.worstResidual()).isLessThan(1e-9);
    }

    private static double flashBorrowed(Runs.Finished product) {
        return product.record().booked().stream()
                .flatMap(assessment -> assessment.events().stream())
                .filter(AccountEvent.FlashBorrowed.class::isInstance)
                .mapToDouble(
                        event -> ((AccountEvent.FlashBorrowed) event).amount().doubleValue())
                .sum();
    }

    /** Entered once and held: no rule of the strategy acts in these months. */
    @ParameterizedTest
    @CsvSource({
        "WEETH,  1.15,   1.10, none, 0.0380, 0.001",
        "WSTETH, 1.15,   1.10, none, 0.0539, 0.001",
        "WEETH,  1.0555, 1.01, 0.9,  0.0442, 0.0015",
        "WSTETH, 1.0555, 1.01, 0.9,  0.0719, 0.0015",
    })
    void thirteenMonths(
            StakingToken token,
            double healthFactorTarget,
            String critical,
            String targetLtv,
            double known,
            double tolerance) {
        // Given
        double ltv =
                targetLtv.equals("none") ? LeveragedOracle.ltvOf(healthFactorTarget) : Double.parseDouble(targetLtv);
        Runs run = leveraged(token)
                .over(FROM, TO)
                .set("health_factor_target", Double.toString(healthFactorTarget))
                .set("health_factor_critical", critical)
                .set("target_ltv", targetLtv);

        // When
        Runs.Finished product = run.on(data);
        LeveragedOracle.Result expected = oracle.run(FROM, TO, token, 100, ltv, HOUR);

        // Then
        assertThat(oracle.wouldAct(FROM, TO, token, ltv, RATES_KNOWN).acts()).isFalse();
        assertThat(product.totalReturn()).isCloseTo(known, within(tolerance));
        assertThat(product.totalReturn()).isCloseTo(expected.totalReturn(), within(1e-8));
        assertThat(product.summary().minHealthFactor()).isCloseTo(expected.lowestHealthFactor(), within(1e-8));
        assertThat(product.summary().rebalances()).isZero();
        assertThat(product.worstResidual()).isLessThan(1e-9);
    }

    private static Runs leveraged(StakingToken token) {
        return Runs.of("eth_leveraged")
                .withoutCosts()
                .set("lst_type", token.parameter())
                .set("rewards.enabled", "false");
    }
}
