package io.basis.backtest.run;

import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.pnl.Source;
import io.basis.domain.strategy.StrategyDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a finished run: a row per instant, the first one the start, each with its last state.
 *
 * @param at instant of each row, ascending
 * @param equity in share-class currency, staked tokens at their protocol rate
 * @param marketEquity the same with staked tokens at their market price
 * @param netDeposits deposits − withdrawals, the starting capital included
 * @param shareIndex growth of one unit invested at the start, flows taken out
 * @param usdtIndex the same, counted in USDT
 * @param attribution profit and loss by source since the start, share-class currency
 * @param residual what the attribution does not explain, share-class currency
 * @param loan the account at Aave, or null where nothing is borrowed
 * @param market value of each series the strategy subscribes to; NaN where there is none at that instant
 * @param booked the assessments with account events, in order; positions change at these alone
 * @param groups the order groups, in order
 * @param loop time that the loop took, without loading and writing
 */
public record RunRecord(
        StrategyDefinition definition,
        List<Instant> at,
        Column equity,
        Column marketEquity,
        Column equityUsdt,
        Column sharePrice,
        Column netDeposits,
        Column shareIndex,
        Column usdtIndex,
        Map<Source, Column> attribution,
        Column residual,
        RiskColumns risk,
        List<AssetColumns> assets,
        List<MarginColumns> margins,
        @Nullable LoanColumns loan,
        Map<SeriesKey, Column> market,
        Decisions decisions,
        List<RiskAssessment> booked,
        List<OrderGroup> groups,
        Duration loop) {

    /** Number of rows: the start and every instant after it. */
    public int size() {
        return at.size();
    }

    /** Number of instants after the start. */
    public int ticks() {
        return at.size() - 1;
    }

    public int lastRow() {
        return at.size() - 1;
    }

    public Column attribution(Source source) {
        return java.util.Objects.requireNonNull(attribution.get(source));
    }
}
