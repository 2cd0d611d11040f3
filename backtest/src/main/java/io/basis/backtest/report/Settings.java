package io.basis.backtest.report;

import io.basis.backtest.run.RunOrigin;
import io.basis.backtest.run.Summary;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Costs;
import io.basis.domain.strategy.Execution;
import io.basis.domain.strategy.Hedge;
import io.basis.domain.strategy.Leverage;
import io.basis.domain.strategy.Parameters;
import io.basis.domain.strategy.RiskLimits;
import io.basis.domain.strategy.Signals;
import io.basis.domain.strategy.Staking;
import io.basis.domain.strategy.StrategyDefinition;
import java.math.BigDecimal;
import java.time.Duration;
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
        row(html, "Share class, traded asset", definition.shareClass() + ", " + definition.traded());
        row(html, "Window", summary.from() + " – " + summary.to() + ", every " + written(definition.interval()));
        row(html, "Starting capital", definition.capital().toPlainString() + " " + definition.shareClass());
        row(html, "Rebalanced beyond", Html.setting(parameters.deviationThreshold()) + " of equity");
        if (parameters.hedge() != null && definition.hedged()) {
            hedge(html, parameters.hedge());
        }
        if (parameters.staking() != null) {
            staking(html, parameters.staking(), definition.hedged());
        }
        if (parameters.leverage() != null) {
            leverage(html, parameters.leverage());
        }
        if (parameters.signals() != null) {
            signals(html, parameters.signals());
        }
        if (limits.enabled().contains(RiskType.MARGIN_RATIO)) {
            row(
                    html,
                    "Margin",
                    "restored to " + limits.marginTarget() + " of notional, liquidation at "
                            + limits.maintenanceMargin() + ", coins count at "
                            + parameters.collateralHaircut().toPlainString());
        }
        row(
                html,
                "Circuit breaker",
                "a price move of " + Html.setting(limits.breaker().priceMove()) + " stops entries for "
                        + limits.breaker().intervals() + " intervals, a drawdown of "
                        + Html.setting(limits.breaker().drawdownMultiple() * limits.maxDrawdown()) + " exits");
        row(html, "Execution", execution(parameters.execution()));
        if (definition.scenario() != null) {
            row(
                    html,
                    "Scenario",
                    definition.scenario().name() + ": " + definition.scenario().title());
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

    private static void hedge(StringBuilder html, Hedge hedge) {
        List<String> shares = new ArrayList<>();
        hedge.allocation()
                .venues()
                .forEach(venue ->
                        shares.add(venue + " " + Html.setting(hedge.allocation().weight(venue))));
        row(html, "Hedge allocation", String.join(", ", shares));
        row(
                html,
                "Margin of the hedge",
                switch (hedge.collateral()) {
                    case SPOT -> "the coins themselves";
                    case USDT -> "USDT, " + Html.setting(hedge.cashMargin()) + " of the long leg";
                });
    }

    private static void staking(StringBuilder html, Staking staking, boolean hedged) {
        row(
                html,
                "Staking",
                staking.lst()
                        + (hedged
                                ? ", " + Html.setting(staking.allocation()) + " of equity, restored beyond ± "
                                        + Html.setting(staking.allocationBand()) + " of that"
                                : "")
                        + ", funded in " + staking.fundedIn());
        row(
                html,
                "Leaving",
                switch (staking.exit()) {
                    case QUEUE -> "by the queue of the protocol, " + written(staking.queue());
                    case MARKET ->
                        "at the market price, swaps that cost more than "
                                + Html.setting(staking.maxSlippage().doubleValue()) + " are not made";
                });
        row(
                html,
                "Rewards",
                staking.rewards().enabled()
                        ? "paid" + (staking.rewards().inKing() ? " in KING" : "") + ", sold beyond "
                                + Html.setting(staking.dustDelta()) + " of equity"
                        : "left out");
    }

    private static void leverage(StringBuilder html, Leverage leverage) {
        row(
                html,
                "Leverage",
                "loan to value " + Html.percent(leverage.ltv()) + ", the smallest of " + leverage.maxLtv() + " × (1 − "
                        + leverage.maxStakeSpreadMove() + ") and " + leverage.liquidationThreshold() + " ÷ "
                        + leverage.healthFactorTarget()
                        + (leverage.targetLtv() == null ? "" : " and " + leverage.targetLtv()) + "; borrows "
                        + Html.number(leverage.multiple(), 3) + " × equity");
        row(
                html,
                "Flash loan",
                "fee " + Html.setting(leverage.flashFee().doubleValue())
                        + switch (leverage.fallback()) {
                            case SEQUENTIAL -> "; without one, in rounds";
                            case WAIT -> "; without one, waits";
                        });
        row(html, "Negative carry", "borne for " + written(leverage.patience()) + ", then delevered");
    }

    private static void signals(StringBuilder html, Signals signals) {
        row(
                html,
                "Signals",
                "from a confidence of " + signals.threshold() + ", position " + signals.maxPositionSize()
                        + " × equity");
        row(
                html,
                "Stops",
                "profit taken at " + signals.takeProfitSd() + " standard deviations, loss cut at "
                        + signals.stopLossSd() + ", a standard deviation being "
                        + Html.setting(signals.sdFloor()) + " to " + Html.setting(signals.sdCap()));
    }

    private static String execution(Execution execution) {
        if (execution.equals(Execution.PERFECT)) {
            return "at once and in full";
        }
        List<String> parts = new ArrayList<>();
        if (!execution.transferDelay().isZero()) {
            parts.add("transfers take " + written(execution.transferDelay()));
        }
        if (!execution.latency().isZero()) {
            parts.add("orders take " + written(execution.latency()));
        }
        if (execution.fillRatio().compareTo(BigDecimal.ONE) != 0) {
            parts.add(Html.setting(execution.fillRatio().doubleValue()) + " of an order is filled");
        }
        filter(parts, "spot", execution.spot());
        filter(parts, "perpetual", execution.perp());
        return String.join("; ", parts);
    }

    private static void filter(List<String> parts, String what, Execution.Filter filter) {
        if (!filter.equals(Execution.Filter.NONE)) {
            parts.add(what + " lot " + filter.lot().toPlainString() + ", tick "
                    + filter.tick().toPlainString() + ", at least "
                    + filter.minNotional().toPlainString() + " USDT");
        }
    }

    private static String costs(Costs costs) {
        List<String> parts = new ArrayList<>();
        parts.add(
                costs.fees()
                        ? "taker fees " + costs.spotTakerBps().toPlainString() + " bps spot, "
                                + costs.perpTakerBps().toPlainString() + " bps perpetual, pools "
                                + costs.poolBps().toPlainString() + " bps, of staked tokens "
                                + costs.lstPoolBps().toPlainString() + " bps"
                        : "no fees");
        parts.add(costs.slippage() ? "slippage" : "no slippage");
        parts.add(costs.gas() ? "gas" : "no gas");
        parts.add(costs.interest() ? "interest on borrowed USDT" : "no interest");
        return String.join("; ", parts);
    }

    private static String written(Duration time) {
        return time.toDays() > 0 && time.equals(Duration.ofDays(time.toDays()))
                ? time.toDays() + " d"
                : time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static void row(StringBuilder html, String name, String value) {
        html.append("<tr><th>")
                .append(name)
                .append("</th><td>")
                .append(Html.text(value))
                .append("</td></tr>\n");
    }
}
