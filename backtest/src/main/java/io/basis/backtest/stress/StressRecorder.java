package io.basis.backtest.stress;

import io.basis.backtest.run.AttentionNeeded;
import io.basis.backtest.stress.StressResult.Safety;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.exposure.Loan;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.message.Message;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.risk.RiskLevel;
import io.basis.domain.risk.RiskReading;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.StrategyDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Watches the messages of one run, as the direct bus orders them, and measures what came after the first shock. */
final class StressRecorder {

    private final StrategyDefinition definition;
    private final Instant shock;

    /** The return curve, by the last report of each instant. */
    private final TreeMap<Instant, Double> curve = new TreeMap<>();

    private double minHealthFactor = Double.POSITIVE_INFINITY;
    private double minMarginRatio = Double.POSITIVE_INFINITY;
    private int liquidations;
    private @Nullable RiskReading breach;

    private Instant now;
    private boolean critical;
    private boolean busy;
    private boolean inDanger;
    private @Nullable Instant lastInDanger;

    /** @param shock instant of the first shock */
    StressRecorder(StrategyDefinition definition, Instant shock) {
        this.definition = definition;
        this.shock = shock;
        now = definition.from();
    }

    void on(Message message) {
        switch (message) {
            case RiskAssessment assessment -> assessed(assessment);
            case TargetPositions decision -> decided(decision);
            case PnlReport report ->
                curve.put(report.at(), definition.hedged() ? report.usdtIndex() : report.shareIndex());
            case StartedStrategy started -> AttentionNeeded.refuse(started);
            default -> {
                // Says nothing that these do not say.
            }
        }
    }

    private void assessed(RiskAssessment assessment) {
        if (assessment.at().isAfter(now)) {
            closeInstant();
            now = assessment.at();
        }
        if (now.isBefore(shock)) {
            return;
        }
        for (RiskReading reading : assessment.readings()) {
            critical |= reading.level() == RiskLevel.CRITICAL && reading.type() != RiskType.DRAWDOWN;
        }
        if (breach == null) {
            breach = breach(assessment);
        }
        Loan loan = assessment.exposure().loan();
        if (loan != null) {
            minHealthFactor = Math.min(minHealthFactor, loan.healthFactor());
        }
        for (VenueMargin margin : assessment.exposure().margins()) {
            if (margin.notional() > 0) {
                minMarginRatio = Math.min(minMarginRatio, margin.ratio());
            }
        }
        for (AccountEvent event : assessment.events()) {
            if (event instanceof AccountEvent.Liquidated || event instanceof AccountEvent.LoanLiquidated) {
                liquidations++;
            }
        }
    }

    /** Of several limits breached at once the one that restricts the strategy says most. */
    private static @Nullable RiskReading breach(RiskAssessment assessment) {
        RiskReading acting = assessment.acting();
        if (acting != null && acting.level() == RiskLevel.CRITICAL) {
            return acting;
        }
        return assessment.readings().stream()
                .filter(reading -> reading.level() == RiskLevel.CRITICAL)
                .findFirst()
                .orElse(null);
    }

    private void decided(TargetPositions decision) {
        busy |= decision.group() != 0
                || switch (decision.reason()) {
                    case PLAN, IN_TRANSIT, ORDER_WORKING, ORDER_REFUSED, UNSTAKING -> true;
                    default -> false;
                };
    }

    private void closeInstant() {
        inDanger = !now.isBefore(shock) && (critical || (busy && inDanger));
        if (inDanger) {
            lastInDanger = now;
        }
        critical = false;
        busy = false;
    }

    /** Growth of one unit invested at the start, by instant. */
    SortedMap<Instant, Double> curve() {
        return Collections.unmodifiableSortedMap(curve);
    }

    /**
     * What was measured.
     *
     * @param halt code of the refusal that ended the run, or null
     * @param history the curve of the same run without the scenario
     */
    StressResult result(String scenario, @Nullable String halt, SortedMap<Instant, Double> history) {
        closeInstant();
        return new StressResult(
                definition.mode(),
                scenario,
                loss(),
                finalLoss(),
                finite(minHealthFactor),
                finite(minMarginRatio),
                liquidations,
                safety(halt != null),
                breach,
                halt,
                halt == null && curve.equals(history));
    }

    private Safety safety(boolean halted) {
        Instant last = lastInDanger;
        if (halted || inDanger) {
            return new Safety.Never();
        }
        return last == null ? new Safety.Always() : new Safety.After(Duration.between(shock, last));
    }

    private @Nullable Double loss() {
        return curve.tailMap(shock).values().stream()
                .min(Double::compare)
                .map(lowest -> Math.max(0, 1 - lowest / before()))
                .orElse(null);
    }

    private @Nullable Double finalLoss() {
        return curve.tailMap(shock).isEmpty() ? null : 1 - curve.lastEntry().getValue() / before();
    }

    private double before() {
        Map.@Nullable Entry<Instant, Double> before = curve.lowerEntry(shock);
        return before == null ? 1 : before.getValue();
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
