package io.basis.backtest.report;

import io.basis.backtest.report.Chart.Level;
import io.basis.backtest.report.Chart.Line;
import io.basis.backtest.report.Chart.Look;
import io.basis.backtest.run.Column;
import io.basis.backtest.run.RunRecord;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.RiskLimits;
import io.basis.domain.strategy.RiskLimits.Threshold;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The watched risks: a table of how bad each became, and charts of those that no other section draws. */
final class RiskCharts {

    private static final Set<RiskType> DRAWN = EnumSet.of(
            RiskType.LIQUIDATION_DISTANCE,
            RiskType.FUNDING,
            RiskType.DEPEG,
            RiskType.SLASHING,
            RiskType.VOLATILITY,
            RiskType.STALE_FEED);

    private final RunRecord run;
    private final Sampling sampling;

    RiskCharts(RunRecord run, Sampling sampling) {
        this.run = run;
        this.sampling = sampling;
    }

    /** The levels of a risk, in the unit of a chart; none where it is not watched. */
    static List<Level> levels(RunRecord run, RiskType type, double factor) {
        RiskLimits limits = run.definition().parameters().limits();
        return limits.enabled().contains(type)
                ? List.of(
                        new Level("warning", limits.warning(type) * factor),
                        new Level("critical", limits.critical(type) * factor))
                : List.of();
    }

    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        run.risk().readings().forEach((type, column) -> {
            if (DRAWN.contains(type) && Values.anyNonZero(run, column)) {
                double factor = factor(type);
                charts.add(new Chart(
                        "risk-" + type.name().toLowerCase(Locale.ROOT),
                        title(type),
                        unit(type),
                        "The worst of each point.",
                        List.of(new Line(label(type), Look.PLAIN, Values.scaled(sampling.worst(column, type), factor))),
                        levels(run, type, factor)));
            }
        });
        return charts;
    }

    String table() {
        StringBuilder html = new StringBuilder("<table class=\"list\">\n<tr><th>risk</th><th class=\"num\">worst</th>"
                + "<th class=\"num\">warning</th><th class=\"num\">critical</th>"
                + "<th class=\"num\">instants in warning</th><th class=\"num\">critical</th>"
                + "<th class=\"num\">acted</th></tr>\n");
        run.risk().readings().forEach((type, column) -> row(html, type, column));
        return html.append("</table>\n<p class=\"hint\">At the end of each instant. A risk acts when it restricts what "
                        + "the strategy may do.</p>\n")
                .toString();
    }

    private void row(StringBuilder html, RiskType type, Column column) {
        Threshold threshold =
                run.definition().parameters().limits().thresholds().get(type);
        if (threshold == null) {
            return;
        }
        double worst = Double.NaN;
        int warned = 0;
        int critical = 0;
        int acted = 0;
        for (int row = 0; row < run.size(); row++) {
            double value = column.at(row);
            worst = Double.isNaN(worst) || type.worse(value, worst) ? value : worst;
            switch (type.level(value, threshold.warning(), threshold.critical())) {
                case NORMAL -> {}
                case WARNING -> warned++;
                case CRITICAL -> critical++;
            }
            acted += run.risk().acting().get(row) == type ? 1 : 0;
        }
        html.append("<tr><td>").append(title(type));
        cell(html, written(type, worst));
        cell(html, written(type, threshold.warning()));
        cell(html, written(type, threshold.critical()));
        cell(html, String.valueOf(warned));
        cell(html, String.valueOf(critical));
        cell(html, String.valueOf(acted));
        html.append("</td></tr>\n");
    }

    private static void cell(StringBuilder html, String text) {
        html.append("</td><td class=\"num\">").append(text);
    }

    private static String written(RiskType type, double value) {
        if (!Double.isFinite(value)) {
            return Html.NONE;
        }
        return factor(type) == 1
                ? String.format(Locale.ROOT, "%.4g", value)
                : String.format(Locale.ROOT, "%.2f %%", value * Values.PERCENT);
    }

    static String label(RiskType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String title(RiskType type) {
        return switch (type) {
            case DELTA_DRIFT -> "Delta drift";
            case MARGIN_RATIO -> "Margin ratio, of the worst exchange";
            case LIQUIDATION_DISTANCE -> "Price move to liquidation";
            case HEALTH_FACTOR -> "Health factor";
            case LTV -> "Loan to value";
            case FUNDING -> "Funding received over three days";
            case EXIT_COST -> "Cost of leaving at once";
            case EXIT_DAYS -> "Time to leave";
            case DEPEG -> "Market price below the protocol rate";
            case SLASHING -> "Protocol rate below its highest";
            case VOLATILITY -> "Volatility over a day";
            case STALE_FEED -> "Instants without a fresh price";
            case PRICE_MOVE -> "Price move since the last instant";
            case DRAWDOWN -> "Drawdown";
        };
    }

    private static String unit(RiskType type) {
        return switch (type) {
            case MARGIN_RATIO -> "of notional";
            case HEALTH_FACTOR -> "collateral × threshold ÷ debt";
            case EXIT_DAYS -> "days";
            case STALE_FEED -> "instants";
            case LTV -> "% of collateral";
            case DELTA_DRIFT, EXIT_COST -> "% of equity";
            case FUNDING, VOLATILITY -> "% a year";
            case LIQUIDATION_DISTANCE, DEPEG, SLASHING, PRICE_MOVE, DRAWDOWN -> "%";
        };
    }

    private static double factor(RiskType type) {
        return unit(type).startsWith("%") ? Values.PERCENT : 1;
    }
}
