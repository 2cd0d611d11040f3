package io.basis.domain.order;

/** Why a venue refused an order. */
public enum RejectReason {
    /** The account does not hold what the order would spend. */
    INSUFFICIENT_BALANCE(false),
    /** The wallet's ETH does not cover the gas of the transaction, at the gas price of now. */
    INSUFFICIENT_GAS(true),
    /** The margin left would be below the venue's requirement. */
    INSUFFICIENT_MARGIN(false),
    /** The loan would exceed what its collateral bears, or e-mode is not set. */
    INSUFFICIENT_COLLATERAL(false),
    /** The quantity is not a multiple of the venue's lot, or the notional below its minimum. */
    FILTERED(false),
    /** The flash loan was not returned in full, with its fee, at the end of its group. */
    FLASH_NOT_REPAID(false),
    /** The flash lender has not got the amount. */
    FLASH_UNAVAILABLE(true),
    /** The swap would have returned less than the order's limit. */
    SLIPPAGE(true),
    /** The venue is frozen, or refuses every order. */
    VENUE_UNAVAILABLE(true),
    /** What of the order had not filled in time was taken back; what had filled stays. */
    UNFILLED(true),
    /** An earlier order of the same sequential or atomic group failed. */
    GROUP_FAILED(true);

    private final boolean passing;

    RejectReason(boolean passing) {
        this.passing = passing;
    }

    /** True where the same order may succeed later, so that trying again is right. */
    public boolean passing() {
        return passing;
    }
}
