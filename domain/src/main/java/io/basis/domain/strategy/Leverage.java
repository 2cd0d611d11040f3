package io.basis.domain.strategy;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a staked position is levered at Aave, in the e-mode of ETH-correlated assets.
 *
 * @param maxLtv loan to value up to which Aave lends
 * @param maxStakeSpreadMove fall of the collateral against the debt that must not exceed it, fraction
 * @param liquidationThreshold loan to value at which Aave liquidates
 * @param liquidationBonus what a liquidator takes on top, fraction
 * @param healthFactorTarget health factor at which the position is opened
 * @param targetLtv cap on loan to value, or null for none
 * @param flashFee fee of the flash loan, fraction
 * @param fallback what to do when there is no flash loan
 * @param patience how long a negative carry is borne before the position is delevered
 */
public record Leverage(
        double maxLtv,
        double maxStakeSpreadMove,
        double liquidationThreshold,
        double liquidationBonus,
        double healthFactorTarget,
        @Nullable Double targetLtv,
        BigDecimal flashFee,
        Fallback fallback,
        Duration patience) {

    /** What to do when there is no flash loan. */
    public enum Fallback {
        /** Stake, supply and borrow in rounds, and the mirror of it on the way out. */
        SEQUENTIAL,
        /** Wait for one. */
        WAIT
    }

    /**
     * The loan to value to hold: min(max_ltv·(1 − max_stake_spread_move), LT ÷ health_factor_target, target_ltv).
     *
     * <p>The specification's {@code calculate_dynamic_ltv_target}, with the health factor that its own alarm asks for.
     */
    public double ltv() {
        double bearable = Math.min(maxLtv * (1 - maxStakeSpreadMove), liquidationThreshold / healthFactorTarget);
        return targetLtv == null ? bearable : Math.min(bearable, targetLtv);
    }

    /**
     * What is borrowed per unit of equity so that debt ÷ collateral is the target, flash fee included:
     * λ ÷ ((1 + φ) − λ), which is λ ÷ (1 − λ) without a fee.
     */
    public double multiple() {
        return ltv() / (1 + flashFee.doubleValue() - ltv());
    }
}
