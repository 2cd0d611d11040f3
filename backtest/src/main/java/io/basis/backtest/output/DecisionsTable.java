package io.basis.backtest.output;

import io.basis.backtest.run.Decisions;
import io.basis.backtest.run.RunRecord;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.target.Action;
import io.basis.domain.target.Target;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** One row per decision, at least one per instant: to hold is a decision too. */
final class DecisionsTable implements RunTable {

    @Override
    public String header(RunRecord run) {
        return "timestamp,round,action,reason,deviation_fraction_of_equity,reason_value,reason_limit,"
                + "reason_text,group,targets_units";
    }

    @Override
    public void write(RunRecord run, String[] stamps, CsvFile out) throws IOException {
        Decisions decisions = run.decisions();
        Iterator<TargetPositions> notable = decisions.notable().iterator();
        for (int i = 0; i < decisions.size(); i++) {
            double value = decisions.value(i);
            double limit = decisions.limit(i);
            out.cell(stamps[decisions.row(i)])
                    .cell(decisions.round(i))
                    .cell(decisions.action(i).wire())
                    .cell(decisions.reason(i).name().toLowerCase(Locale.ROOT))
                    .cell(decisions.deviation(i))
                    .cell(value)
                    .cell(limit)
                    .cell(decisions.reason(i).describe(value, limit));
            if (decisions.isNotable(i)) {
                plan(notable.next(), out);
            } else {
                out.empty().empty();
            }
            out.end();
        }
    }

    private static void plan(TargetPositions decision, CsvFile out) {
        if (decision.group() > 0) {
            out.cell(decision.group());
        } else {
            out.empty();
        }
        StringBuilder targets = new StringBuilder();
        // Targets of a decision that does nothing are those of the one before.
        List<Target> wanted = decision.action() == Action.HOLD ? List.of() : decision.targets();
        for (Target target : wanted) {
            targets.append(targets.isEmpty() ? "" : " ");
            targets.append(target.instrument()).append('=').append(target.quantity() + 0.0);
        }
        out.cell(targets.toString());
    }
}
