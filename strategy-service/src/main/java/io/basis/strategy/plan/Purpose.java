package io.basis.strategy.plan;

/** What a plan is for; every strategy family has one for each that it needs. */
public enum Purpose {
    /** Deploy the free cash. */
    ENTER,
    /** Bring all positions back to their targets. */
    REBALANCE,
    /** Bring the short leg to the long one. */
    HEDGE,
    /** Borrow up to the target. */
    LEVER,
    /** Bring a loan back to its target. */
    DELEVER,
    /** Repay a loan in full and keep what is staked. */
    UNLEVER,
    /** Free an amount of cash, all positions pro rata. */
    RELEASE,
    /** Bring a critical risk back by reducing positions. */
    REDUCE,
    /** Fill the wallet's gas float up. */
    FUEL,
    /** Sell reward tokens. */
    SELL_DUST,
    /** Close everything and bring the cash home. */
    EXIT;

    /** True when the plan takes positions off, which is all that a critical risk permits. */
    public boolean reduces() {
        return switch (this) {
            case ENTER, REBALANCE, HEDGE, LEVER -> false;
            case DELEVER, UNLEVER, RELEASE, REDUCE, FUEL, SELL_DUST, EXIT -> true;
        };
    }
}
