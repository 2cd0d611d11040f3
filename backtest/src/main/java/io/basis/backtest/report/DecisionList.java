package io.basis.backtest.report;

import io.basis.backtest.run.RunRecord;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.target.Action;
import java.util.List;

/** The decisions section: every action, and every hold for a new reason, with what led to it. */
final class DecisionList {

    private static final int MOST_ROWS = 2000;

    private DecisionList() {}

    static String html(RunRecord run) {
        List<TargetPositions> notable = run.decisions().notable();
        int held = 0;
        for (int i = 0; i < run.decisions().size(); i++) {
            held += run.decisions().action(i) == Action.HOLD ? 1 : 0;
        }
        StringBuilder html =
                new StringBuilder("<p class=\"hint\">").append(run.decisions().size());
        html.append(" decisions, of which ")
                .append(held)
                .append(" to hold. Listed are the actions, and the holds that have a ");
        html.append("new reason or concern a flow; all of them are in decisions.csv.");
        if (notable.size() > MOST_ROWS) {
            html.append(" Of ")
                    .append(notable.size())
                    .append(" such, the first ")
                    .append(MOST_ROWS)
                    .append(" are shown.");
        }
        html.append("</p>\n<p><label><input type=\"checkbox\" id=\"holds\"> show holds</label></p>\n");
        html.append(
                "<div class=\"scroll\"><table class=\"list\" id=\"decisions\">\n<tr><th>instant</th><th>action</th>");
        html.append("<th>reason</th><th class=\"num\">deviation</th><th class=\"num\">threshold</th>");
        html.append("<th class=\"num\">order group</th></tr>\n");
        String threshold = Html.setting(run.definition().parameters().deviationThreshold());
        for (TargetPositions decision : notable.subList(0, Math.min(MOST_ROWS, notable.size()))) {
            html.append(decision.action() == Action.HOLD ? "<tr class=\"hold\"><td>" : "<tr><td>");
            html.append(decision.at())
                    .append("</td><td>")
                    .append(decision.action().wire())
                    .append("</td><td>");
            html.append(Html.text(decision.reason().describe(decision.value(), decision.limit())));
            html.append("</td><td class=\"num\">").append(Html.percent(decision.deviation()));
            html.append("</td><td class=\"num\">").append(threshold).append("</td><td class=\"num\">");
            html.append(decision.group() > 0 ? String.valueOf(decision.group()) : "")
                    .append("</td></tr>\n");
        }
        return html.append("</table></div>\n").toString();
    }
}
