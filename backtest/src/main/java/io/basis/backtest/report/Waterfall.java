package io.basis.backtest.report;

import io.basis.backtest.run.Summary;
import io.basis.domain.instrument.Asset;
import io.basis.domain.pnl.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Profit and loss by source as a waterfall: each bar begins where the one before ended, the last is the sum. */
final class Waterfall {

    private Waterfall() {}

    private record Bar(String label, double from, double to, String kind) {}

    static String html(Summary summary) {
        List<Bar> bars = new ArrayList<>();
        double sum = 0;
        for (Map.Entry<Source, Double> part : summary.attribution().entrySet()) {
            double amount = part.getValue();
            if (amount != 0) {
                bars.add(new Bar(Charts.label(part.getKey()), sum, sum + amount, amount < 0 ? "loss" : "gain"));
                sum += amount;
            }
        }
        double profit = summary.finalEquity() - summary.initialEquity() - summary.netDeposits();
        bars.add(new Bar("profit", 0, profit, "total"));
        double low = 0;
        double high = 0;
        for (Bar bar : bars) {
            low = Math.min(low, Math.min(bar.from, bar.to));
            high = Math.max(high, Math.max(bar.from, bar.to));
        }
        double range = high > low ? high - low : 1;

        Asset share = summary.definition().shareClass();
        StringBuilder html = new StringBuilder("<figure class=\"waterfall\"><figcaption>Where the profit came from, ")
                .append(share)
                .append("</figcaption>\n<table>\n");
        for (Bar bar : bars) {
            double left = (Math.min(bar.from, bar.to) - low) / range * 100;
            double width = Math.max(0.2, Math.abs(bar.to - bar.from) / range * 100);
            html.append(String.format(
                    Locale.ROOT,
                    "<tr class=\"%s\"><th>%s</th><td class=\"bar\"><i style=\"left:%.2f%%;width:%.2f%%\"></i></td>"
                            + "<td class=\"num\">%s</td></tr>\n",
                    bar.kind,
                    bar.label,
                    Math.min(left, 99.8),
                    width,
                    Html.amount(bar.to - bar.from, share)));
        }
        html.append("</table>\n<p class=\"hint\">Residual, what the sources do not explain: ");
        html.append(String.format(Locale.ROOT, "%.3g", summary.residual()))
                .append(' ')
                .append(share);
        return html.append(" (numerical noise is expected, anything more is an error).</p></figure>\n")
                .toString();
    }
}
