package io.basis.backtest.report;

import io.basis.backtest.run.AssetColumns;
import io.basis.backtest.run.RunRecord;
import io.basis.backtest.run.Summary;
import io.basis.backtest.run.Targets;
import io.basis.domain.instrument.Asset;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.pnl.metrics.Metrics;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The top of the report: what ran, what came out, and what one must know to read it. */
final class Headline {

    private final RunRecord run;
    private final Summary summary;
    private final StrategyDefinition definition;
    private final StringBuilder html = new StringBuilder();

    Headline(RunRecord run, Summary summary) {
        this.run = run;
        this.summary = summary;
        definition = run.definition();
    }

    String html() {
        title();
        if (summary.origin().synthetic()) {
            html.append(
                    "<p class=\"banner\"><strong>Synthetic data.</strong> The prices, rates and indices of this run "
                            + "were made by a generator. They show how the strategy works and say nothing about any market.</p>\n");
        }
        targetAndReached();
        if (summary.countedInCoin()) {
            countedInCoin();
        }
        tiles();
        absences();
        return html.toString();
    }

    private void title() {
        html.append("<header><h1>").append(Html.text(definition.mode())).append("</h1>\n<p class=\"sub\">");
        html.append(summary.from()).append(" – ").append(summary.to()).append(" · ");
        html.append(days()).append(" days · share class ").append(definition.shareClass());
        html.append(" · ").append(Html.text(summary.origin().data())).append("</p></header>\n");
    }

    private String days() {
        double days = Duration.between(summary.from(), summary.to()).toMinutes() / 1440.0;
        return String.format(Locale.ROOT, days == Math.rint(days) ? "%.0f" : "%.1f", days);
    }

    /** A result counted in a coin is mostly the coin's price, so the target is held against what was earned in USDT. */
    private void targetAndReached() {
        @Nullable Double target = definition.parameters().targetApy();
        boolean inCoin = summary.countedInCoin();
        @Nullable Double earned = Targets.apy(summary);
        html.append("<p class=\"lead\">");
        html.append(target == null ? "No target is set" : "Target " + Html.setting(target) + " a year");
        if (earned == null) {
            html.append("; the window is too short to know a yearly rate.");
        } else {
            html.append(", reached <strong>").append(Html.percent(earned)).append("</strong> (APY in ");
            html.append(inCoin ? Asset.USDT : definition.shareClass()).append(")");
            if (target != null) {
                html.append(earned >= target ? ": the target was met" : ": the target was not met");
            }
            html.append(" in this window.");
        }
        if (inCoin) {
            html.append(" In ").append(definition.shareClass()).append(" the APY is ");
            html.append(Html.percent(summary.metrics().apy())).append(", most of which is the price of ");
            html.append(definition.shareClass()).append(", not carry.");
        }
        drawdownLimit();
        benchmark();
        html.append("</p>\n");
    }

    private void drawdownLimit() {
        double limit = definition.parameters().limits().maxDrawdown();
        double deepest = Math.abs(Targets.drawdown(summary));
        html.append(" Drawdown limit ").append(Html.setting(limit)).append(": ");
        html.append(deepest <= limit ? "kept" : "<strong>not kept</strong>").append(", the deepest was ");
        html.append(Html.percent(deepest)).append('.');
    }

    private void benchmark() {
        if (summary.origin().benchmark() != null) {
            double[] growth = summary.origin().benchmark().growth(run.at());
            double last = growth[growth.length - 1];
            if (Double.isFinite(last)) {
                html.append(" Ethena's staked dollar returned ").append(signed(last - 1));
                html.append(" over the same days, this run ");
                html.append(signed(summary.metrics().totalReturn())).append('.');
            }
        }
    }

    /** Says why a position that is neutral in USDT makes profit and loss in its own coin. */
    private void countedInCoin() {
        Asset share = definition.shareClass();
        double first = run.sharePrice().at(0);
        double last = run.sharePrice().at(run.lastRow());
        html.append("<p class=\"note\"><strong>Counted in ").append(share).append(", neutral in USDT.</strong> ");
        html.append("The shorts cancel the price risk of the ")
                .append(share)
                .append(" held, so the position keeps its ");
        html.append("worth in USDT. Counted in ")
                .append(share)
                .append(", its profit and loss therefore move against the ");
        html.append("price of ")
                .append(share)
                .append(": when the price falls, the same USDT is more ")
                .append(share);
        html.append(", when it rises, less. ")
                .append("In this window ")
                .append(share)
                .append(" went from ");
        html.append(Html.amount(first, Asset.USDT)).append(" to ").append(Html.amount(last, Asset.USDT));
        html.append(" USDT (").append(signed(last / first - 1)).append("): the return is ");
        html.append(signed(summary.metrics().totalReturn()))
                .append(" in ")
                .append(share)
                .append(" and ");
        html.append(signed(summary.metricsUsdt().totalReturn())).append(" in USDT. ");
        html.append("The USDT curve stands beside it; <code>--set share_class=USDT</code> counts in USDT.</p>\n");
    }

    private static String signed(double fraction) {
        return String.format(Locale.ROOT, "%+.2f %%", fraction * 100);
    }

    private void tiles() {
        Asset share = definition.shareClass();
        Metrics metrics = summary.metrics();
        html.append("<div class=\"tiles\">\n");
        tile(
                "Final equity",
                Html.amount(summary.finalEquity(), share),
                share + ", from " + Html.amount(summary.initialEquity(), share)
                        + (summary.netDeposits() == 0
                                ? ""
                                : ", net deposits " + Html.amount(summary.netDeposits(), share)));
        if (summary.finalEquityAtMarket() != null) {
            tile(
                    "Final equity at market",
                    Html.amount(summary.finalEquityAtMarket(), share),
                    "leaving at once costs " + Html.percent(1 - summary.finalEquityAtMarket() / summary.finalEquity()));
        }
        tile(
                "Return",
                Html.percent(metrics.totalReturn()),
                usdt(summary.metricsUsdt().totalReturn()));
        tile("APR", Html.percent(metrics.apr()), usdt(summary.metricsUsdt().apr()));
        tile("APY", Html.percent(metrics.apy()), usdt(summary.metricsUsdt().apy()));
        tile(
                "Volatility a year",
                Html.percent(metrics.volatility()),
                usdt(summary.metricsUsdt().volatility()));
        tile(
                "Largest drawdown",
                Html.percent(metrics.maxDrawdown()),
                usdt(summary.metricsUsdt().maxDrawdown()));
        tile("Sharpe", Html.number(metrics.sharpe(), 2), "risk-free rate 0");
        tile("Sortino", Html.number(metrics.sortino(), 2), "");
        tile("Calmar", Html.number(metrics.calmar(), 2), "APY ÷ drawdown");
        tile("Trades", String.valueOf(summary.trades()), summary.rebalances() + " rebalances");
        if (summary.minHealthFactor() != null) {
            tile(
                    "Lowest health factor",
                    Html.number(summary.minHealthFactor(), 4),
                    "highest loan to value " + Html.percent(summary.maxLtv()));
        }
        if (summary.minMarginRatio() != null) {
            tile("Lowest margin ratio", Html.number(summary.minMarginRatio(), 3), "of any exchange");
        }
        tile("Liquidations", String.valueOf(summary.liquidations()), "");
        if (summary.maxAbsDeltaDrift() != null) {
            tile("Largest delta drift", Html.percent(summary.maxAbsDeltaDrift()), "of equity");
        }
        html.append("</div>\n");
    }

    /** The same figure on the USDT curve; nothing when the share class is USDT already. */
    private String usdt(@Nullable Double fraction) {
        return definition.shareClass() == Asset.USDT ? "" : Html.percent(fraction) + " in USDT";
    }

    private void tile(String name, String value, String below) {
        html.append("<div class=\"tile\"><span>")
                .append(name)
                .append("</span><b>")
                .append(value);
        html.append("</b><small>").append(below).append("</small></div>\n");
    }

    private void absences() {
        html.append("<ul class=\"absent\">\n");
        Absences.of(summary)
                .forEach((figure, reason) -> html.append("<li><b>")
                        .append(figure)
                        .append("</b>: none, ")
                        .append(reason)
                        .append(".</li>\n"));
        for (AssetColumns asset : run.assets()) {
            @Nullable Double volatility = Volatility.ofPrice(run, asset);
            if (volatility == null) {
                continue;
            }
            html.append("<li><b>").append(asset.asset()).append("</b>: realised volatility ");
            html.append(Html.percent(volatility)).append(" a year in this window.</li>\n");
        }
        html.append("</ul>\n");
    }
}
