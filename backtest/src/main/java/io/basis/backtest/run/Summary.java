package io.basis.backtest.run;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.instrument.Asset;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import io.basis.marketdata.snapshot.DataQuality;
import io.basis.pnl.metrics.Metrics;
import io.basis.pnl.metrics.ReturnCurve;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run, with the keys of {@code summary.json}; amounts in share-class currency unless named otherwise,
 * {@code null} where a figure does not exist.
 *
 * @param ticks instants after the start
 * @param initialEquity the starting capital
 * @param netDeposits deposits − withdrawals after the start, so that final − initial − net deposits is the profit
 * @param metrics on the share-class curve
 * @param metricsUsdt on the same curve counted in USDT; in the report only
 * @param finalEquityAtMarket the final equity with staked tokens at their market price; null where nothing is staked
 * @param trades orders that were filled and changed what is held: bought, sold, swapped, staked, supplied, borrowed and
 *     the reverse of each, and stops that closed a position; flash loans, which are gone with their group, are none
 * @param rebalances decisions to trade back to the target, because of a deviation or a risk; a signal is no rebalance
 * @param minHealthFactor smallest health factor at the end of an instant; null where nothing was borrowed
 * @param maxLtv largest loan to value at the end of an instant; null where nothing was borrowed
 * @param minMarginRatio smallest ratio of any exchange while it had a perpetual open
 * @param maxAbsDeltaDrift largest drift at the end of an instant, fraction of equity; null when it is not watched
 * @param liquidations of perpetuals by their exchange, and of collateral at Aave
 * @param elapsed from the reading of the data to the end of the run
 * @param ticksPerSecond ticks ÷ time of the loop
 */
public record Summary(
        StrategyDefinition definition,
        RunOrigin origin,
        Instant from,
        Instant to,
        int ticks,
        double initialEquity,
        double finalEquity,
        double netDeposits,
        Metrics metrics,
        Metrics metricsUsdt,
        double finalEquityUsdt,
        @Nullable Double finalEquityAtMarket,
        Map<Source, Double> attribution,
        double residual,
        int trades,
        int rebalances,
        @Nullable Double minHealthFactor,
        @Nullable Double maxLtv,
        @Nullable Double minMarginRatio,
        @Nullable Double maxAbsDeltaDrift,
        int liquidations,
        String ledgerHash,
        Duration elapsed,
        @Nullable Double ticksPerSecond) {

    private static final Set<Reason> REBALANCES = EnumSet.of(
            Reason.DEVIATION,
            Reason.ALLOCATION,
            Reason.MARGIN,
            Reason.DRIFT,
            Reason.HEALTH,
            Reason.LEVER_UP,
            Reason.CARRY_LOST,
            Reason.RISK_REDUCE);

    /** Computes the figures of a finished run; the ledger is replayed from its events on the way. */
    public static Summary of(RunRecord run, RunOrigin origin, Duration elapsed) {
        int last = run.lastRow();
        double initial = run.definition().capital().doubleValue();
        Map<Source, Double> attribution = new EnumMap<>(Source.class);
        run.attribution().forEach((source, column) -> attribution.put(source, column.at(last)));
        return new Summary(
                run.definition(),
                origin,
                run.at().getFirst(),
                run.at().getLast(),
                run.ticks(),
                initial,
                run.equity().at(last),
                netDeposits(run.decisions()),
                metrics(run, run.shareIndex()),
                metrics(run, run.usdtIndex()),
                run.equityUsdt().at(last),
                run.definition().parameters().staking() == null
                        ? null
                        : Double.valueOf(run.marketEquity().at(last)),
                attribution,
                run.residual().at(last),
                trades(run),
                rebalances(run.decisions()),
                minHealthFactor(run),
                maxLtv(run),
                minMarginRatio(run),
                maxAbsDeltaDrift(run),
                liquidations(run),
                LedgerHash.of(run.booked()),
                elapsed,
                run.loop().isZero() ? null : run.ticks() * 1e9 / run.loop().toNanos());
    }

    /** True when the position is neutral in USDT but counted in a coin, so that its result moves against its price. */
    public boolean countedInCoin() {
        return definition.hedged() && definition.shareClass() != Asset.USDT;
    }

    public DataQuality quality() {
        return origin.quality();
    }

    private static Metrics metrics(RunRecord run, Column index) {
        return Metrics.of(new ReturnCurve(run.at(), index.first(run.size())));
    }

    private static int trades(RunRecord run) {
        int trades = 0;
        for (RiskAssessment assessment : run.booked()) {
            for (AccountEvent event : assessment.events()) {
                if (isTrade(event)) {
                    trades++;
                }
            }
        }
        return trades;
    }

    private static boolean isTrade(AccountEvent event) {
        return switch (event) {
            case AccountEvent.SpotFilled e -> true;
            case AccountEvent.PerpFilled e -> true;
            case AccountEvent.Supplied e -> true;
            case AccountEvent.Redeemed e -> true;
            case AccountEvent.StopFilled e -> true;
            case AccountEvent.Borrowed e -> true;
            case AccountEvent.Repaid e -> true;
            case AccountEvent.Staked e -> true;
            case AccountEvent.UnstakeRequested e -> true;
            case AccountEvent.Swapped e -> true;
            case AccountEvent.EModeEnabled e -> false;
            case AccountEvent.FlashBorrowed e -> false;
            case AccountEvent.FlashRepaid e -> false;
            case AccountEvent.Unstaked e -> false;
            case AccountEvent.Unwrapped e -> true;
            case AccountEvent.RewardPaid e -> false;
            case AccountEvent.LoanLiquidated e -> false;
            case AccountEvent.Adopted e -> false;
            case AccountEvent.Airdropped e -> false;
            case AccountEvent.Deleveraged e -> false;
            case AccountEvent.ManuallyTraded e -> false;
            case AccountEvent.BalancesReported e -> false;
            case AccountEvent.Accepted e -> false;
            case AccountEvent.Deposited e -> false;
            case AccountEvent.Withdrawn e -> false;
            case AccountEvent.Transferred e -> false;
            case AccountEvent.FundingPaid e -> false;
            case AccountEvent.InterestCharged e -> false;
            case AccountEvent.Liquidated e -> false;
            case AccountEvent.Rejected e -> false;
        };
    }

    private static int liquidations(RunRecord run) {
        int liquidations = 0;
        for (RiskAssessment assessment : run.booked()) {
            for (AccountEvent event : assessment.events()) {
                if (event instanceof AccountEvent.Liquidated || event instanceof AccountEvent.LoanLiquidated) {
                    liquidations++;
                }
            }
        }
        return liquidations;
    }

    /** From the decisions, which know the flows as the owner gave them; what was booked may be split and rounded. */
    private static double netDeposits(Decisions decisions) {
        double sum = 0;
        for (TargetPositions decision : decisions.notable()) {
            if (decision.flow() != null && decision.reason() == Reason.FLOW_BOOKED) {
                sum += decision.value();
            } else if (decision.reason() == Reason.WITHDRAWAL_PAID) {
                sum -= decision.value();
            }
        }
        return sum;
    }

    private static int rebalances(Decisions decisions) {
        int rebalances = 0;
        for (TargetPositions decision : decisions.notable()) {
            boolean partial = decision.action() == Action.ENTRY_PARTIAL || decision.action() == Action.EXIT_PARTIAL;
            if (partial && REBALANCES.contains(decision.reason())) {
                rebalances++;
            }
        }
        return rebalances;
    }

    private static @Nullable Double minHealthFactor(RunRecord run) {
        if (run.loan() == null) {
            return null;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0; row < run.size(); row++) {
            least = Math.min(least, run.loan().healthFactor().at(row));
        }
        return Double.isFinite(least) ? least : null;
    }

    private static @Nullable Double maxLtv(RunRecord run) {
        if (run.loan() == null) {
            return null;
        }
        double most = 0;
        for (int row = 0; row < run.size(); row++) {
            most = Math.max(most, run.loan().ltv().at(row));
        }
        return most > 0 ? most : null;
    }

    private static @Nullable Double minMarginRatio(RunRecord run) {
        double least = Double.POSITIVE_INFINITY;
        for (MarginColumns venue : run.margins()) {
            for (int row = 0; row < run.size(); row++) {
                if (venue.notional().at(row) > 0) {
                    least = Math.min(least, venue.ratio().at(row));
                }
            }
        }
        return Double.isFinite(least) ? least : null;
    }

    private static @Nullable Double maxAbsDeltaDrift(RunRecord run) {
        if (!run.definition().parameters().limits().enabled().contains(RiskType.DELTA_DRIFT)) {
            return null;
        }
        double most = 0;
        for (int row = 0; row < run.size(); row++) {
            most = Math.max(most, Math.abs(run.risk().drift().at(row)));
        }
        return most;
    }
}
