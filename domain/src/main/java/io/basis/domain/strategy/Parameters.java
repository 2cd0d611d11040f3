package io.basis.domain.strategy;

import io.basis.domain.instrument.Venue;
import io.basis.domain.market.GapPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * The typed parameters of a strategy, every number from configuration.
 *
 * @param targetApy yield the mode is meant to reach, fraction a year
 * @param deviationThreshold deviation from the target that is rebalanced, of equity
 * @param hedgeAllocation share of the short leg per exchange
 * @param collateralHaircut share of a coin's value that counts as margin
 * @param limits risk thresholds
 * @param costs costs of the simulated venues
 * @param gasFloat ETH kept in the wallet for gas, part of the starting capital; zero with gas costs off
 * @param transferDelay time a simulated transfer is in transit
 * @param gaps what to do where market data has holes
 */
public record Parameters(
        double targetApy,
        double deviationThreshold,
        HedgeAllocation hedgeAllocation,
        BigDecimal collateralHaircut,
        RiskLimits limits,
        Costs costs,
        BigDecimal gasFloat,
        Duration transferDelay,
        GapPolicy gaps) {

    /** The exchanges the strategy trades at. */
    public List<Venue> exchanges() {
        return hedgeAllocation.venues();
    }
}
