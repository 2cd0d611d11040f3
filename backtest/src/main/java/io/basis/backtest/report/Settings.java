package io.basis.backtest.report;

import io.basis.backtest.run.RunOrigin;
import io.basis.backtest.run.Summary;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.RiskLimits;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The settings section: what the run was made with, so that it can be made again. */
final class Settings {

    private Settings() {}

    static String html(Summary summary) {
        StrategyDefinition definition = summary.definition();
        Parameters parameters = definition.parameters();
        RiskLimits limits = parameters.limits();
        RunOrigin origin = summary.origin();
        StringBuilder html = new StringBuilder("<table class=\"list settings\">\n");
        row(html, "Mode", definition.mode());
        row(html, "Share class, traded asset", definition.shareClass() + ", " + definition.asset());
        row(html, "Window", summary.from() + " – " + summary.to() + ", every " + written(definition.interval()));
        row(html, "Starting capital", definition.capital().toPlainString() + " " + definition.shareClass());
        row(html, "Rebalanced beyond", Html.setting(parameters.deviationThreshold()) + " of equity");
        if (!parameters.exchanges().isEmpty() && definition.hedged()) {
            List<String> shares = new ArrayList<>();
            parameters
                    .exchanges()
                    .forEach(venue -> shares.add(venue + " "
                            + Html.setting(
                                    parameters.requireHedge().allocation().weight(venue))));
            row(html, "Hedge allocation", String.join(", ", shares));
            row(
                    html,
                    "Margin ratio",
                    "target " + limits.marginTarget() + ", warning " + limits.warning(RiskType.MARGIN_RATIO)
                            + ", critical " + limits.critical(RiskType.MARGIN_RATIO) + ", liquidation "
                            + limits.maintenanceMargin());
            row(
                    html,
                    "Delta drift",
                    "warning " + Html.setting(limits.warning(RiskType.DELTA_DRIFT)) + ", critical "
                            + Html.setting(limits.critical(RiskType.DELTA_DRIFT)));
        }
        row(html, "Costs", costs(parameters.costs()));
        row(html, "Gaps in the data", parameters.gaps().name().toLowerCase(Locale.ROOT));
        row(html, "Market data", origin.data() + (origin.synthetic() ? " (synthetic)" : ""));
        row(html, "Bus, version", origin.bus() + ", " + origin.version());
        row(html, "Ledger hash", summary.ledgerHash());
        row(html, "Configuration hash", origin.configHash());
        row(html, "Data hash", origin.dataHash());
        return html.append("</table>\n").toString();
    }

    private static String costs(Costs costs) {
        List<String> parts = new ArrayList<>();
        parts.add(
                costs.fees()
                        ? "taker fees " + costs.spotTakerBps().toPlainString() + " bps spot, "
                                + costs.perpTakerBps().toPlainString() + " bps perpetual"
                        : "no fees");
        parts.add(costs.slippage() ? "slippage" : "no slippage");
        parts.add(costs.gas() ? "gas" : "no gas");
        parts.add(costs.interest() ? "interest on borrowed USDT" : "no interest");
        return String.join("; ", parts);
    }

    private static String written(java.time.Duration interval) {
        return interval.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static void row(StringBuilder html, String name, String value) {
        html.append("<tr><th>")
                .append(name)
                .append("</th><td>")
                .append(Html.text(value))
                .append("</td></tr>\n");
    }
}
