package io.basis.backtest.report;

import io.basis.backtest.report.Chart.Level;
import io.basis.backtest.report.Chart.Line;
import io.basis.backtest.report.Chart.Look;
import io.basis.backtest.run.AssetColumns;
import io.basis.backtest.run.Benchmark;
import io.basis.backtest.run.MarginColumns;
import io.basis.backtest.run.RunRecord;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.RiskLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The charts of a run, by section of the report. */
final class Charts {

    private static final int MOST_POINTS = 2000;

    private final RunRecord run;
    private final Sampling sampling;
    private final String share;
    private final @Nullable Benchmark benchmark;

    Charts(RunRecord run, @Nullable Benchmark benchmark) {
        this.run = run;
        this.benchmark = benchmark;
        sampling = new Sampling(run.size(), MOST_POINTS);
        share = run.definition().shareClass().name();
    }

    /** Instants of the points, seconds since 1970. */
    long[] times() {
        long[] times = new long[sampling.points()];
        for (int point = 0; point < times.length; point++) {
            times[point] = run.at().get(sampling.lastRow(point)).getEpochSecond();
        }
        return times;
    }

    /** How many instants one point stands for, in words; empty when it is one. */
    String density() {
        return sampling.stride() == 1 ? "" : "Each point stands for " + sampling.stride() + " instants.";
    }

    List<Chart> equity() {
        List<Chart> charts = new ArrayList<>();
        charts.add(new Chart(
                "equity",
                "Equity",
                share,
                "",
                List.of(
                        new Line("equity", Look.STRONG, sampling.last(run.equity())),
                        new Line("net deposits", Look.DASHED, sampling.last(run.netDeposits()))),
                List.of()));
        if (run.definition().shareClass() != Asset.USDT) {
            charts.add(new Chart(
                    "equity-usdt",
                    "Equity",
                    "USDT",
                    "",
                    List.of(new Line("equity", Look.STRONG, sampling.last(run.equityUsdt()))),
                    List.of()));
        }
        charts.add(returns());
        charts.add(drawdown());
        for (AssetColumns asset : run.assets()) {
            charts.add(new Chart(
                    "price-" + asset.asset(),
                    asset.asset() + " price",
                    "USDT",
                    "",
                    List.of(new Line(asset.asset() + "USDT", Look.PLAIN, sampling.last(asset.price()))),
                    List.of()));
        }
        return charts;
    }

    /** Time-weighted, beside what the benchmark would have returned. */
    private Chart returns() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("in " + share, Look.STRONG, grown(sampling.last(run.shareIndex()))));
        if (run.definition().shareClass() != Asset.USDT) {
            lines.add(new Line("in USDT", Look.DASHED, grown(sampling.last(run.usdtIndex()))));
        }
        if (benchmark != null) {
            lines.add(new Line("sUSDe", Look.DASHED, grown(sampling.last(benchmark.growth(run.at())))));
        }
        return new Chart(
                "return",
                "Return since the start",
                "%",
                benchmark == null
                        ? "Time-weighted: deposits and withdrawals taken out."
                        : "Time-weighted: deposits and withdrawals taken out. sUSDe: the same days in Ethena's staked "
                                + "dollar, at its published yield.",
                lines,
                List.of());
    }

    private static double[] grown(double[] index) {
        for (int point = 0; point < index.length; point++) {
            index[point] = (index[point] - 1) * Values.PERCENT;
        }
        return index;
    }

    private Chart drawdown() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                "in " + share, Look.STRONG, Values.scaled(sampling.drawdown(run.shareIndex()), Values.PERCENT)));
        if (run.definition().shareClass() != Asset.USDT) {
            lines.add(new Line(
                    "in USDT", Look.DASHED, Values.scaled(sampling.drawdown(run.usdtIndex()), Values.PERCENT)));
        }
        return new Chart(
                "drawdown",
                "Drawdown",
                "%",
                "Fall below the highest value so far, the deepest of each point.",
                lines,
                List.of());
    }

    /** What staked tokens are worth, cost to leave and earn; empty where nothing is staked. */
    List<Chart> staking() {
        return new StakingCharts(run, sampling).charts();
    }

    /** How far the loan is from liquidation; empty where nothing is borrowed. */
    List<Chart> loan() {
        return new LoanCharts(run, sampling).loan();
    }

    /** Yearly rates received and paid. */
    List<Chart> rates() {
        return new LoanCharts(run, sampling).rates();
    }

    /** Trades with stops; empty where no order had any. */
    List<Chart> trades() {
        return TradeChart.of(run, sampling);
    }

    List<Chart> risks() {
        return new RiskCharts(run, sampling).charts();
    }

    String riskTable() {
        return new RiskCharts(run, sampling).table();
    }

    List<Chart> attribution() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("profit", Look.STRONG, profit()));
        run.attribution().forEach((source, column) -> {
            if (Values.anyNonZero(run, column)) {
                lines.add(new Line(label(source), Look.PLAIN, sampling.last(column)));
            }
        });
        return List.of(new Chart(
                "attribution",
                "Profit and loss by source, since the start",
                share,
                "The sources add up to the profit; the residual is what they leave.",
                lines,
                List.of()));
    }

    private double[] profit() {
        double[] equity = sampling.last(run.equity());
        double[] deposits = sampling.last(run.netDeposits());
        for (int point = 0; point < equity.length; point++) {
            equity[point] -= deposits[point];
        }
        return equity;
    }

    List<Chart> exposure() {
        List<Chart> charts = new ArrayList<>();
        RiskLimits limits = run.definition().parameters().limits();
        if (limits.enabled().contains(RiskType.DELTA_DRIFT)) {
            charts.add(new Chart(
                    "drift",
                    "Delta drift",
                    "% of equity",
                    "Exposure off its target at the end of each instant, the largest of each point.",
                    List.of(new Line(
                            "drift",
                            Look.STRONG,
                            Values.scaled(sampling.farthest(run.risk().drift()), Values.PERCENT))),
                    List.of(
                            new Level("warning", limits.warning(RiskType.DELTA_DRIFT) * Values.PERCENT),
                            new Level("warning", -limits.warning(RiskType.DELTA_DRIFT) * Values.PERCENT))));
        }
        for (AssetColumns asset : run.assets()) {
            charts.add(new Chart(
                    "delta-" + asset.asset(),
                    "Net exposure to " + asset.asset(),
                    asset.asset().name(),
                    "",
                    exposed(asset),
                    List.of()));
        }
        return charts;
    }

    /** Both ends of each point, since a position may have come and gone within it. */
    private List<Line> exposed(AssetColumns asset) {
        return sampling.stride() == 1
                ? List.of(new Line("delta", Look.PLAIN, sampling.last(asset.delta())))
                : List.of(
                        new Line("highest", Look.PLAIN, sampling.highest(asset.delta())),
                        new Line("lowest", Look.PLAIN, sampling.lowest(asset.delta())));
    }

    /** One chart per asset, since quantities of different assets have no common axis. */
    List<Chart> positions() {
        Map<Asset, List<Line>> byAsset = new LinkedHashMap<>();
        if (!run.booked().isEmpty()) {
            PositionLayout layout = run.booked().getFirst().positions().layout();
            for (int slot = 0; slot < layout.size(); slot++) {
                double[] units = units(slot);
                if (Values.anyNonZero(units)) {
                    InstrumentKey key = layout.key(slot);
                    byAsset.computeIfAbsent(Instruments.asset(key), none -> new ArrayList<>())
                            .add(new Line(label(key), Look.STEPPED, units));
                }
            }
        }
        List<Chart> charts = new ArrayList<>();
        byAsset.forEach((asset, lines) ->
                charts.add(new Chart("positions-" + asset, "Positions", asset.name(), "", lines, List.of())));
        return charts;
    }

    /** Units held in a position at the end of each point. */
    private double[] units(int slot) {
        double[] units = new double[sampling.points()];
        List<RiskAssessment> booked = run.booked();
        int next = 0;
        double held = 0;
        for (int point = 0; point < units.length; point++) {
            Instant until = run.at().get(sampling.lastRow(point));
            while (next < booked.size() && !booked.get(next).at().isAfter(until)) {
                held = booked.get(next).positions().units(slot);
                next++;
            }
            units[point] = held;
        }
        return units;
    }

    List<Chart> margin() {
        List<Line> ratios = new ArrayList<>();
        for (MarginColumns margin : run.margins()) {
            if (Values.anyFinite(run, margin.ratio())) {
                ratios.add(new Line(margin.venue().toString(), Look.PLAIN, sampling.lowest(margin.ratio())));
            }
        }
        List<Chart> charts = new ArrayList<>();
        if (!ratios.isEmpty()) {
            List<Level> levels = new ArrayList<>(RiskCharts.levels(run, RiskType.MARGIN_RATIO, 1));
            levels.add(new Level(
                    "liquidation", run.definition().parameters().limits().maintenanceMargin()));
            charts.add(new Chart(
                    "margin",
                    "Margin ratio by exchange",
                    "of notional",
                    "Margin equity ÷ notional, the smallest of each point.",
                    ratios,
                    levels));
        }
        List<Line> funding = funding();
        if (!funding.isEmpty()) {
            charts.add(new Chart(
                    "funding",
                    "Funding received since the start",
                    "USDT",
                    "Cash settled at each exchange; below zero it was paid.",
                    funding,
                    List.of()));
        }
        return charts;
    }

    private List<Line> funding() {
        Map<InstrumentKey, double[]> paid = new LinkedHashMap<>();
        int point = 0;
        for (RiskAssessment assessment : run.booked()) {
            while (run.at().get(sampling.lastRow(point)).isBefore(assessment.at())) {
                point++;
            }
            for (AccountEvent event : assessment.events()) {
                if (event instanceof AccountEvent.FundingPaid funding) {
                    paid.computeIfAbsent(funding.perp(), none -> new double[sampling.points()])[point] +=
                            funding.amount().doubleValue();
                }
            }
        }
        List<Line> lines = new ArrayList<>();
        paid.forEach((perp, amounts) -> {
            for (int i = 1; i < amounts.length; i++) {
                amounts[i] += amounts[i - 1];
            }
            lines.add(new Line(perp.venue().toString(), Look.PLAIN, amounts));
        });
        return lines;
    }

    static String label(Source source) {
        return source.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String label(InstrumentKey key) {
        return switch (key.type()) {
            case BASE_TOKEN -> key.venue().toString();
            case PERP -> key.venue() + " perp";
            case A_TOKEN, DEBT_TOKEN -> key.symbol() + " (scaled)";
            case UNSTAKE_CLAIM -> key.venue() + " claim";
        };
    }
}
