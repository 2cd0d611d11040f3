package io.basis.domain.exposure;

/**
 * The account at Aave: collateral and debt at the protocol's own prices, ETH.
 *
 * @param collateral supplied, ETH
 * @param debt owed, ETH
 * @param liquidationThreshold loan to value at which Aave liquidates
 */
public record Loan(double collateral, double debt, double liquidationThreshold) {

    /** Debt ÷ collateral, zero while nothing is supplied. */
    public double ltv() {
        return collateral == 0 ? 0 : debt / collateral;
    }

    /** Collateral × liquidation threshold ÷ debt; infinite without debt. */
    public double healthFactor() {
        return debt == 0 ? Double.POSITIVE_INFINITY : collateral * liquidationThreshold / debt;
    }

    /** What would be left if the debt were repaid, ETH. */
    public double equity() {
        return collateral - debt;
    }
}
