package io.basis.backtest.output;

import io.basis.backtest.run.Summary;
import io.basis.backtest.run.Targets;
import io.basis.domain.instrument.Asset;
import io.basis.domain.scenario.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The results of runs on a terminal: all figures of one run, or one line each to compare several, and below what one
 * must know to read them.
 */
public final class SummaryTable {

    static final String SYNTHETIC = "\nSynthetic data: made by a generator, says nothing about any market.\n";

    private static final String NONE = "-";

    private SummaryTable() {}

    public static String of(List<Summary> summaries) {
        StringBuilder text = new StringBuilder(
                (summaries.size() == 1 ? single(summaries.getFirst()) : comparison(summaries)).toString());
        if (summaries.stream().anyMatch(run -> run.origin().synthetic())) {
            text.append(SYNTHETIC);
        }
        List<String> missed =
                summaries.stream().flatMap(run -> Targets.missed(run).stream()).toList();
        if (!missed.isEmpty()) {
            text.append('\n');
            missed.forEach(sentence -> text.append(sentence).append('\n'));
        }
        for (Summary run : summaries) {
            @Nullable Scenario scenario = run.definition().scenario();
            if (scenario != null) {
                text.append('\n').append(run.definition().mode()).append(" in scenario ");
                text.append(scenario.name())
                        .append(": ")
                        .append(scenario.title())
                        .append(".\n");
            }
            if (run.countedInCoin()) {
                text.append('\n').append(countedInCoin(run)).append('\n');
            }
        }
        return text.toString();
    }

    private static TextTable comparison(List<Summary> summaries) {
        TextTable table = new TextTable()
                .left("mode", "")
                .left("from", "UTC")
                .left("to", "UTC")
                .left("share", "class")
                .right("return", "%")
                .right("APY", "%")
                .right("target", "% a year")
                .right("max DD", "%")
                .right("limit", "%")
                .right("Sharpe", "")
                .right("min HF", "")
                .right("min margin", "of notional")
                .right("trades", "")
                .right("liquidations", "");
        for (Summary run : summaries) {
            table.row(
                    run.definition().mode(),
                    written(run.from()),
                    written(run.to()),
                    run.definition().shareClass().name(),
                    percent(run.metrics().totalReturn()),
                    percent(run.metrics().apy()),
                    percent(run.definition().parameters().targetApy()),
                    percent(run.metrics().maxDrawdown()),
                    percent(-run.definition().parameters().limits().maxDrawdown()),
                    number(run.metrics().sharpe(), 2),
                    number(run.minHealthFactor(), 4),
                    number(run.minMarginRatio(), 3),
                    String.valueOf(run.trades()),
                    String.valueOf(run.liquidations()));
        }
        return table;
    }

    private static TextTable single(Summary run) {
        TextTable table = new TextTable()
                .left("mode", "")
                .left("from", "UTC")
                .left("to", "UTC")
                .left("share", "class")
                .right("initial", "share class")
                .right("final", "share class")
                .right("return", "%")
                .right("APR", "%")
                .right("APY", "%")
                .right("volatility", "% a year")
                .right("Sharpe", "")
                .right("max DD", "%")
                .right("trades", "")
                .right("rebalances", "")
                .right("residual", "share class")
                .right("substituted", "values")
                .right("time", "ms")
                .right("speed", "ticks/s");
        Asset share = run.definition().shareClass();
        table.row(
                run.definition().mode(),
                written(run.from()),
                written(run.to()),
                share.name(),
                amount(run.initialEquity(), share),
                amount(run.finalEquity(), share),
                percent(run.metrics().totalReturn()),
                percent(run.metrics().apr()),
                percent(run.metrics().apy()),
                percent(run.metrics().volatility()),
                number(run.metrics().sharpe(), 2),
                percent(run.metrics().maxDrawdown()),
                String.valueOf(run.trades()),
                String.valueOf(run.rebalances()),
                String.format(Locale.ROOT, "%.1e", run.residual()),
                String.valueOf(run.quality().substituted()),
                String.valueOf(run.elapsed().toMillis()),
                number(run.ticksPerSecond(), 0));
        return table;
    }

    private static String countedInCoin(Summary run) {
        Asset share = run.definition().shareClass();
        return String.format(
                Locale.ROOT,
                "%s is neutral in USDT and counted in %s: its return in %s moves against the price of %s; in USDT it is %s %%, with a largest drawdown of %s %%.",
                run.definition().mode(),
                share,
                share,
                share,
                percent(run.metricsUsdt().totalReturn()),
                percent(Math.abs(run.metricsUsdt().maxDrawdown())));
    }

    /** A date where that says it all. */
    private static String written(Instant instant) {
        String text = instant.toString();
        return text.endsWith("T00:00:00Z") ? text.substring(0, 10) : text;
    }

    private static String amount(double value, Asset asset) {
        return String.format(Locale.ROOT, asset == Asset.USDT ? "%.2f" : "%.6f", value);
    }

    private static String number(@Nullable Double value, int decimals) {
        return value == null ? NONE : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String percent(@Nullable Double fraction) {
        return fraction == null ? NONE : String.format(Locale.ROOT, "%.2f", fraction * 100);
    }
}
