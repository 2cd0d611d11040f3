package io.basis.domain.pnl;

import java.util.Locale;

/** The sources that profit and loss is attributed to. */
public enum Source {
    SUPPLY_YIELD,
    BORROW_COST,
    STAKING_YIELD,
    REWARDS,
    FUNDING,
    /** Convergence of perpetual and spot prices, and differences between venues' prices at a fill. */
    BASIS,
    /** Price move of the exposure beyond the share class's own. */
    DELTA,
    /** Price move of reward tokens held. */
    DUST,
    FEES,
    SLIPPAGE,
    GAS,
    INTEREST,
    LIQUIDATION,
    SHARE_CLASS_TRANSLATION;

    /** The key of this source in results. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
