package io.basis.domain.order;

/** Why a venue refused an order. */
public enum RejectReason {
    /** The account does not hold what the order would spend. */
    INSUFFICIENT_BALANCE,
    /** The wallet's ETH does not cover the gas of the transaction. */
    INSUFFICIENT_GAS,
    /** The margin left would be below the venue's requirement. */
    INSUFFICIENT_MARGIN,
    /** An earlier order of the same sequential or atomic group failed. */
    GROUP_FAILED
}
