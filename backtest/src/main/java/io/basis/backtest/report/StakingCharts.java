package io.basis.backtest.report;

import io.basis.backtest.report.Chart.Line;
import io.basis.backtest.report.Chart.Look;
import io.basis.backtest.run.Column;
import io.basis.backtest.run.RunRecord;
import io.basis.domain.instrument.Asset;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Staking;
import java.util.ArrayList;
import java.util.List;

/** What holders of staked ETH look at: its two prices, what leaving costs and takes, and rewards. */
final class StakingCharts {

    private final RunRecord run;
    private final Sampling sampling;
    private final String share;

    StakingCharts(RunRecord run, Sampling sampling) {
        this.run = run;
        this.sampling = sampling;
        share = run.definition().shareClass().name();
    }

    /** Empty where nothing is staked. */
    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        Staking staking = run.definition().parameters().staking();
        if (staking != null) {
            charts.add(netAssetValue());
            charts.add(exitCost());
            exitDays(charts);
            prices(staking.lst(), charts);
            rewards(charts);
        }
        return charts;
    }

    private Chart netAssetValue() {
        return new Chart(
                "nav",
                "Net asset value",
                share,
                "At the protocol rate: what the queue pays. At market: what leaving at once would get, before costs.",
                List.of(
                        new Line("protocol rate", Look.STRONG, sampling.last(run.equity())),
                        new Line("market", Look.PLAIN, sampling.last(run.marketEquity()))),
                List.of());
    }

    private Chart exitCost() {
        double[] cost = sampling.last(run.equity());
        double[] market = sampling.last(run.marketEquity());
        for (int point = 0; point < cost.length; point++) {
            cost[point] = cost[point] > 0 ? (1 - market[point] / cost[point]) * Values.PERCENT : Double.NaN;
        }
        return new Chart(
                "exit-cost",
                "Cost of leaving at once",
                "% of equity",
                "Net asset value at the protocol rate − at market; below zero the market pays more than the protocol.",
                List.of(new Line("protocol − market", Look.STRONG, cost)),
                RiskCharts.levels(run, RiskType.EXIT_COST, Values.PERCENT));
    }

    private void exitDays(List<Chart> charts) {
        Column days = run.risk().readings().get(RiskType.EXIT_DAYS);
        if (days != null && Values.anyNonZero(run, days)) {
            charts.add(new Chart(
                    "exit-days",
                    "Time until everything could be left at the protocol rate",
                    "days",
                    "",
                    List.of(new Line("queue", Look.STEPPED, sampling.worst(days, RiskType.EXIT_DAYS))),
                    RiskCharts.levels(run, RiskType.EXIT_DAYS, 1)));
        }
    }

    private void prices(Asset lst, List<Chart> charts) {
        Column rate = run.market().get(SeriesKey.lstRate(lst));
        Column market = run.market().get(SeriesKey.lstMarket(lst));
        if (rate != null && market != null) {
            charts.add(new Chart(
                    "lst",
                    lst + " in ETH",
                    "ETH",
                    "",
                    List.of(
                            new Line("protocol rate", Look.STEPPED, sampling.last(rate)),
                            new Line("market", Look.PLAIN, sampling.last(market))),
                    List.of()));
        }
    }

    private void rewards(List<Chart> charts) {
        Column paid = run.attribution(Source.REWARDS);
        Column moved = run.attribution(Source.DUST);
        if (Values.anyNonZero(run, paid) || Values.anyNonZero(run, moved)) {
            charts.add(new Chart(
                    "rewards",
                    "Reward tokens, since the start",
                    share,
                    "Paid: worth when they arrived. Dust: what their price did until they were sold.",
                    List.of(
                            new Line("paid", Look.STEPPED, sampling.last(paid)),
                            new Line("dust", Look.PLAIN, sampling.last(moved))),
                    List.of()));
        }
    }
}
