package io.basis.strategy.definition;

import static io.basis.strategy.definition.Defining.define;
import static io.basis.strategy.definition.Defining.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.RiskLimits;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConsistencyTest {

    private static final String ALL_IN_ONE = "usdt_eth_staking_hedged_leveraged";

    static Stream<String> modes() {
        return Modes.names().stream();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_delta_drift | 0.05 | delta_critical (0.05) must be above max_delta_drift (0.05)",
                "margin_critical | 0.3 | margin_warning (0.3) must be above margin_critical (0.3)",
                "maintenance_margin | 0.2 | margin_critical (0.2) must be above maintenance_margin (0.2)",
                "margin_target | 0.3 | margin_target (0.5) must be above margin_warning (0.5)",
                "liquidation_distance_warning | 0.05 | liquidation_distance_warning (0.05) must be above"
                        + " liquidation_distance_critical (0.05)",
                "health_factor_critical | 1.15 | health_factor_target (1.15) must be above health_factor_critical"
                        + " (1.15)",
                "ltv_warning | 0.93 | max_ltv (0.93) must be above ltv_warning (0.93)",
                "max_ltv | 0.96 | liquidation_threshold (0.95) must be above max_ltv (0.96)",
                "funding_critical | 0 | funding_warning (0) must be above funding_critical (0)",
                "exit_cost_critical | 0.01 | exit_cost_critical (0.01) must be above exit_cost_warning (0.02)",
                "exit_days_critical | 9 | exit_days_critical (9) must be above exit_days_warning (10)",
                "depeg_critical | 0.02 | depeg_critical (0.02) must be above depeg_warning (0.02)",
                "slashing_critical | 0.0001 | slashing_critical (0.0001) must be above slashing_warning (0.001)",
                "volatility_critical | 1 | volatility_critical (1) must be above volatility_warning (1.5)",
                "stale_feed_warning | 3 | stale_feed_critical (3) must be above stale_feed_warning (3)",
            })
    void everyRiskWarnsBeforeItIsCritical(String key, String value, String message) {
        // A target is the one level above a warning: raise the warning to it.
        Map<String, String> overrides =
                key.equals("margin_target") ? Map.of("margin_warning", "0.5") : Map.of(key, value);
        refuses(ALL_IN_ONE, overrides, "CFG-008", message);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void noLevelThatWarnsIsCriticalAlready(String mode) {
        RiskLimits limits = define(mode).parameters().limits();
        Set<RiskType> twoLevels = EnumSet.copyOf(limits.enabled());
        twoLevels.remove(RiskType.PRICE_MOVE);
        assertThat(twoLevels).allSatisfy(risk -> {
            double warning = limits.warning(risk);
            double critical = limits.critical(risk);
            assertThat(risk.level(warning, warning, critical)).isEqualTo(RiskLevel.WARNING);
            assertThat(risk.level(critical, warning, critical)).isEqualTo(RiskLevel.CRITICAL);
        });
    }

    @Test
    void aDrawdownExitsNoEarlierThanItWarns() {
        refuses(
                "btc_basis",
                Map.of("circuit_breaker.drawdown_multiple", "0.5"),
                "CFG-003",
                "override: circuit_breaker.drawdown_multiple is '0.5', which is not a number from 1 to 1000");
    }

    @Test
    void aSpotMarginedBookBeginsAboveItsCriticalMargin() {
        // Given: 0.2 / 0.95, what Binance must hold of the coins while it has every short
        Map<String, String> enough = Map.of("hedge_allocation.binance", "0.2106", "hedge_allocation.okx", "0.4894");
        Map<String, String> tooLittle = Map.of("hedge_allocation.binance", "0.21", "hedge_allocation.okx", "0.49");

        // Then
        assertThat(define("btc_basis", enough).parameters().exchanges()).hasSize(3);
        refuses(
                "btc_basis",
                tooLittle,
                "CFG-008",
                "hedge_allocation.binance (0.21) must be above 0.2106: its coins margin every short until the others"
                        + " are spread, and would not be above margin_critical (0.2)");
    }

    @Test
    void aCashMarginedBookBeginsAboveItsWarning() {
        assertThat(define("btc_basis", Map.of("collateral", "usdt", "margin_fraction", "0.31"))
                        .parameters()
                        .requireHedge()
                        .cashMargin())
                .isEqualTo(0.31);
        refuses(
                "btc_basis",
                Map.of("collateral", "usdt", "margin_fraction", "0.25"),
                "CFG-008",
                "margin_fraction (0.25) must be above margin_warning (0.3)");
    }

    @Test
    void stakingLeavesTheShortsAMarginAboveCritical() {
        // Given: 1 / 1.2 is the share at which (1 - share) / share is 0.2
        String mode = "usdt_eth_staking_hedged_simple";

        // Then
        assertThat(define(mode, Map.of("stake_allocation_percentage", "0.8333"))
                        .parameters()
                        .requireHedge()
                        .cashMargin())
                .isGreaterThan(0.2);
        refuses(
                mode,
                Map.of("stake_allocation_percentage", "0.9"),
                "CFG-008",
                "stake_allocation_percentage (0.9) must be below 0.8333: what is left as margin of the shorts would"
                        + " not be above margin_critical (0.2)");
    }

    @Test
    void aDirectionBeginsAboveItsCriticalMargin() {
        refuses(
                "ml_usdt_directional_usdt_margin",
                Map.of("ml_config.max_position_size", "5"),
                "CFG-008",
                "ml_config.max_position_size (5) must be below 5: the margin of a position would not be above"
                        + " margin_critical (0.2)");
        refuses(
                "ml_btc_directional_usdt_margin",
                Map.of("ml_config.max_position_size", "4.8"),
                "CFG-008",
                "ml_config.max_position_size (4.8) must be below 4.75: the margin of a position would not be above"
                        + " margin_critical (0.2)");
    }

    @ParameterizedTest
    @CsvSource({"1.15, none, 0.93", "1.15, 0.5, 0.93", "1.13, none, 0.94", "1.2, 0.94, 0.91"})
    void debtBeginsAtTheTargetOfTheHealthFactorOrAbove(String target, String cap, String maxLtv) {
        // When
        Leverage leverage = define(
                        "eth_leveraged", Map.of("health_factor_target", target, "target_ltv", cap, "max_ltv", maxLtv))
                .parameters()
                .requireLeverage();

        // Then
        assertThat(leverage.liquidationThreshold() / leverage.ltv())
                .isGreaterThanOrEqualTo(Double.parseDouble(target) - 1e-12);
    }

    @Test
    void theCapOnDebtIsBelowWhereAaveLiquidates() {
        refuses(
                "eth_leveraged",
                Map.of("target_ltv", "0.96"),
                "CFG-008",
                "target_ltv (0.96) must be below liquidation_threshold (0.95)");
        refuses(
                "eth_leveraged",
                Map.of("target_ltv", "0"),
                "CFG-003",
                "override: target_ltv is '0', which is not a fraction above 0 and at most 1, or none");
    }

    @Test
    void theFloorOfTheDeviationIsBelowItsCap() {
        refuses(
                "ml_usdt_directional_usdt_margin",
                Map.of("ml_config.sd_cap_bps", "9"),
                "CFG-008",
                "ml_config.sd_cap_bps (9) must be above ml_config.sd_floor_bps (10)");
    }

    @ParameterizedTest
    @CsvSource({"eth_leveraged", "usdt_eth_staking_hedged_simple", "usdt_eth_staking_hedged_leveraged"})
    void theQueueIsRefusedWhereSomethingIsBorrowedOrHedged(String mode) {
        refuses(
                mode,
                Map.of("exit", "queue"),
                "CFG-008",
                "exit queue is not possible where something is borrowed or hedged: a claim that is paid in days repays"
                        + " no debt and covers no short now; use market");
    }
}
