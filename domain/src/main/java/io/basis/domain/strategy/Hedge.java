package io.basis.domain.strategy;

/**
 * How a short leg is held.
 *
 * @param allocation share of the short leg per exchange
 * @param collateral what margins it
 * @param cashMargin USDT kept as margin per USDT of the long leg, fraction; 0 where the coins themselves are the margin
 */
public record Hedge(HedgeAllocation allocation, Collateral collateral, double cashMargin) {

    /** What margins a short leg. */
    public enum Collateral {
        /** The coins of the long leg, moved to where the shorts are. */
        SPOT,
        /** USDT, by weight. */
        USDT
    }
}
