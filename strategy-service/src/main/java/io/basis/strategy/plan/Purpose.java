package io.basis.strategy.plan;

/** What a plan is for; every strategy family has one for each. */
public enum Purpose {
    /** Deploy the free cash. */
    ENTER,
    /** Bring all positions back to their targets. */
    REBALANCE,
    /** Free an amount of cash, all positions pro rata. */
    RELEASE,
    /** Bring a critical risk back by reducing positions. */
    REDUCE,
    /** Close everything and bring the cash home. */
    EXIT;

    /** True when the plan takes positions off, which is all that a critical risk permits. */
    public boolean reduces() {
        return switch (this) {
            case ENTER, REBALANCE -> false;
            case RELEASE, REDUCE, EXIT -> true;
        };
    }
}
