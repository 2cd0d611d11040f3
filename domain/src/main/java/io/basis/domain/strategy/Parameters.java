package io.basis.domain.strategy;

import io.basis.domain.instrument.Venue;
import io.basis.domain.market.GapPolicy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The typed parameters of a strategy, every number from configuration.
 *
 * @param targetApy yield the mode is meant to reach, fraction a year, or null where none is
 * @param deviationThreshold deviation from the target that is rebalanced, of equity
 * @param hedge how the short leg is held, or null without one
 * @param staking how ETH is staked, or null where nothing is
 * @param leverage how the staked position is levered, or null where nothing is borrowed
 * @param signals how predictions are traded, or null where none are
 * @param collateralHaircut share of a coin's value that counts as margin
 * @param limits risk thresholds
 * @param costs costs of the simulated venues
 * @param execution how the simulated venues execute
 * @param gasFloat ETH kept in the wallet for gas, part of the starting capital; zero with gas costs off
 * @param gaps what to do where market data has holes
 */
public record Parameters(
        @Nullable Double targetApy,
        double deviationThreshold,
        @Nullable Hedge hedge,
        @Nullable Staking staking,
        @Nullable Leverage leverage,
        @Nullable Signals signals,
        BigDecimal collateralHaircut,
        RiskLimits limits,
        Costs costs,
        Execution execution,
        BigDecimal gasFloat,
        GapPolicy gaps) {

    /** The hedge of a strategy that has one. */
    public Hedge requireHedge() {
        return Objects.requireNonNull(hedge, "the strategy holds no shorts");
    }

    /** The staking of a strategy that stakes. */
    public Staking requireStaking() {
        return Objects.requireNonNull(staking, "the strategy stakes nothing");
    }

    /** The leverage of a strategy that borrows. */
    public Leverage requireLeverage() {
        return Objects.requireNonNull(leverage, "the strategy borrows nothing");
    }

    /** The signals of a strategy that follows them. */
    public Signals requireSignals() {
        return Objects.requireNonNull(signals, "the strategy follows no signals");
    }

    /** The exchanges at which the short leg is held. */
    public List<Venue> exchanges() {
        return hedge == null ? List.of() : hedge.allocation().venues();
    }
}
