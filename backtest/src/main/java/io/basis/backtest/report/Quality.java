package io.basis.backtest.report;

import io.basis.marketdata.snapshot.DataQuality;

/** The data quality section: how often a value was not simply there. */
final class Quality {

    private Quality() {}

    static String html(DataQuality quality) {
        StringBuilder html =
                new StringBuilder("<table class=\"list\">\n<tr><th>series</th><th class=\"num\">substituted</th>"
                        + "<th class=\"num\">stale</th><th class=\"num\">missing</th></tr>\n");
        quality.bySeries()
                .forEach((key, counts) ->
                        row(html, key.toString(), counts.substituted(), counts.stale(), counts.missing()));
        row(html, "all series", quality.substituted(), quality.stale(), quality.missing());
        return html.append("</table>\n<p class=\"hint\">Substituted: computed from other series by the rule for that "
                        + "gap. Stale: the last value was older than its series allows. Missing: due, and could not be "
                        + "had.</p>\n")
                .toString();
    }

    private static void row(StringBuilder html, String name, long substituted, long stale, long missing) {
        html.append("<tr><td>")
                .append(Html.text(name))
                .append("</td><td class=\"num\">")
                .append(substituted);
        html.append("</td><td class=\"num\">").append(stale);
        html.append("</td><td class=\"num\">").append(missing).append("</td></tr>\n");
    }
}
