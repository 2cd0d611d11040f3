package io.basis.pnl;

import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.pnl.Attribution;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.pnl.attribution.Attributor;
import org.jspecify.annotations.Nullable;

/** What pnl-service knows of one strategy. */
public final class PnlState {

    @Nullable
    StrategyDefinition definition;

    /** Positions after the previous assessment. */
    @Nullable
    Positions positions;

    /** Market of the previous assessment. */
    @Nullable
    MarketSnapshot market;

    Attribution attribution = Attribution.NONE;
    double netDeposits;
    double equity;
    double equityUsdt;
    double shareIndex = 1;
    double usdtIndex = 1;

    /** Bound to the layouts, rebuilt when they change. */
    transient @Nullable Attributor attributor;
}
