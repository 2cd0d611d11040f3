package io.basis.domain.message;

import io.basis.domain.pnl.Attribution;
import java.time.Instant;

/**
 * Profit and loss since the start, in share-class currency unless said otherwise.
 *
 * @param round round of the assessment it is computed from
 * @param equity staked tokens at their protocol rate
 * @param marketEquity staked tokens at their market price
 * @param netDeposits deposits − withdrawals since the start, the starting capital included
 * @param attribution cumulative, by source
 * @param residual balance view − Σ attribution: numerical noise, or an error
 * @param shareIndex growth of one unit invested at the start, flows taken out
 * @param usdtIndex the same, counted in USDT
 */
public record PnlReport(
        Instant at,
        int round,
        double equity,
        double marketEquity,
        double equityUsdt,
        double netDeposits,
        Attribution attribution,
        double residual,
        double shareIndex,
        double usdtIndex)
        implements Message {

    /** Balance view: equity − net deposits. */
    public double profit() {
        return equity - netDeposits;
    }
}
