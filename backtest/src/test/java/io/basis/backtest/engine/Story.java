package io.basis.backtest.engine;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.InterestCharged;
import io.basis.domain.message.Message;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.target.Action;
import io.basis.domain.target.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run as text that a person can review: what was decided and why, and what happened to the accounts. */
final class Story {

    private final List<String> decisions = new ArrayList<>();
    private final List<String> equity = new ArrayList<>();
    private String said = "";

    void on(Message message) {
        switch (message) {
            case RiskAssessment assessment -> assessment.events().forEach(event -> happened(assessment.at(), event));
            case TargetPositions decision -> decided(decision);
            case PnlReport report -> valued(report);
            default -> {
                // The rest is the way there.
            }
        }
    }

    private void happened(Instant at, AccountEvent event) {
        if (!(event instanceof InterestCharged)) {
            decisions.add("    " + at + " " + event);
        }
    }

    private void decided(TargetPositions decision) {
        String says = decision.action().wire() + ": " + decision.reason().describe(decision.value(), decision.limit());
        boolean repeats = decision.action() == Action.HOLD && says.equals(said);
        said = says;
        if (decision.reason() != Reason.WITHIN_THRESHOLD && !repeats) {
            decisions.add(decision.at() + "." + decision.round() + " " + says);
        }
    }

    private void valued(PnlReport report) {
        equity.add(String.format(
                Locale.ROOT, "%s.%d %.6f %.6f", report.at(), report.round(), report.equity(), report.equityUsdt()));
    }

    /**
     * Decisions, each after the account events that were known when it was taken; small change, interest, is left out,
     * and what is held for the same reason as before.
     */
    String decisions() {
        return String.join("\n", decisions) + "\n";
    }

    /** Equity in the share currency and in USDT after every assessment. */
    String equity() {
        return String.join("\n", equity) + "\n";
    }
}
