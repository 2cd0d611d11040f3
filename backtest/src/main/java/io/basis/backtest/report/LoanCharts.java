package io.basis.backtest.report;

import io.basis.backtest.report.Chart.Level;
import io.basis.backtest.report.Chart.Line;
import io.basis.backtest.report.Chart.Look;
import io.basis.backtest.run.Column;
import io.basis.backtest.run.LoanColumns;
import io.basis.backtest.run.RunRecord;
import io.basis.domain.instrument.Asset;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.pnl.Source;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.Leverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What lenders and borrowers look at: how far the loan is from liquidation, and what it earns over what it costs. */
final class LoanCharts {

    private static final Duration REWARD_WINDOW = Duration.ofDays(30);
    private static final Duration LEAST_WINDOW = Duration.ofDays(7);
    private static final double YEAR_DAYS = 365;

    private final RunRecord run;
    private final Sampling sampling;

    LoanCharts(RunRecord run, Sampling sampling) {
        this.run = run;
        this.sampling = sampling;
    }

    /** The ladders from the target down to liquidation; empty where nothing is borrowed. */
    List<Chart> loan() {
        LoanColumns loan = run.loan();
        Leverage leverage = run.definition().parameters().leverage();
        List<Chart> charts = new ArrayList<>();
        if (loan != null && leverage != null) {
            List<Level> health = new ArrayList<>();
            health.add(new Level("target", leverage.healthFactorTarget()));
            health.addAll(RiskCharts.levels(run, RiskType.HEALTH_FACTOR, 1));
            health.add(new Level("liquidation", 1));
            charts.add(new Chart(
                    "health-factor",
                    "Health factor",
                    "collateral × threshold ÷ debt",
                    "The smallest of each point; Aave liquidates below 1.",
                    List.of(new Line("health factor", Look.STRONG, sampling.lowest(loan.healthFactor()))),
                    health));
            List<Level> ltv = new ArrayList<>();
            ltv.add(new Level("target", leverage.ltv() * Values.PERCENT));
            ltv.addAll(RiskCharts.levels(run, RiskType.LTV, Values.PERCENT));
            ltv.add(new Level("liquidation", leverage.liquidationThreshold() * Values.PERCENT));
            charts.add(new Chart(
                    "ltv",
                    "Loan to value",
                    "% of collateral",
                    "Debt ÷ collateral, the largest of each point.",
                    List.of(new Line(
                            "loan to value", Look.STRONG, Values.scaled(sampling.highest(loan.ltv()), Values.PERCENT))),
                    ltv));
            charts.add(new Chart(
                    "loan",
                    "Collateral and debt",
                    "ETH",
                    "",
                    List.of(
                            new Line("collateral", Look.PLAIN, sampling.last(loan.collateral())),
                            new Line("debt", Look.PLAIN, sampling.last(loan.debt()))),
                    List.of()));
        }
        return charts;
    }

    /** Yearly rates received and paid; empty where there are none. */
    List<Chart> rates() {
        List<Chart> charts = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        boolean levered = run.loan() != null;
        for (Map.Entry<SeriesKey, Column> series : run.market().entrySet()) {
            String label = label(series.getKey(), levered);
            if (!label.isEmpty() && Values.anyFinite(run, series.getValue())) {
                lines.add(
                        new Line(label, Look.STEPPED, Values.scaled(sampling.last(series.getValue()), Values.PERCENT)));
            }
        }
        if (!lines.isEmpty()) {
            charts.add(new Chart(
                    "rates",
                    "Rates",
                    "% a year",
                    levered
                            ? "Staking yield: growth of the protocol rate over 30 days. Leverage pays while the borrow "
                                    + "rate is below it."
                            : "",
                    lines,
                    List.of()));
        }
        if (levered) {
            carry(charts);
        }
        return charts;
    }

    private static String label(SeriesKey key, boolean levered) {
        return switch (key.kind()) {
            case SUPPLY_APR -> "lending rate, " + key.symbol();
            case BORROW_APR -> "borrow rate, " + key.symbol();
            case LST_YIELD -> "staking yield, " + key.symbol() + (levered ? " (break-even borrow rate)" : "");
            default -> "";
        };
    }

    /** Carry on equity at the loan to value held: (y − bλ) ÷ (1 − λ), and the rewards of the last 30 days on top. */
    private void carry(List<Chart> charts) {
        LoanColumns loan = run.loan();
        Asset lst = run.definition().parameters().requireStaking().lst();
        Column yield = run.market().get(SeriesKey.lstYield(lst));
        Column borrow = run.market().get(SeriesKey.borrowApr(Asset.WETH));
        if (loan == null || yield == null || borrow == null) {
            return;
        }
        double[] carry = new double[sampling.points()];
        double[] withRewards = new double[sampling.points()];
        double[] plain = new double[sampling.points()];
        for (int point = 0; point < carry.length; point++) {
            int row = sampling.lastRow(point);
            double y = yield.at(row);
            double ltv = loan.ltv().at(row);
            plain[point] = y * Values.PERCENT;
            carry[point] = (y - borrow.at(row) * ltv) / (1 - ltv) * Values.PERCENT;
            withRewards[point] = carry[point] + rewards(row) * Values.PERCENT;
        }
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("carry", Look.STRONG, carry));
        if (Values.anyNonZero(run, run.attribution(Source.REWARDS))) {
            lines.add(new Line("with rewards of the last 30 days", Look.PLAIN, withRewards));
        }
        lines.add(new Line("without leverage", Look.DASHED, plain));
        charts.add(new Chart(
                "carry",
                "Carry on equity",
                "% a year",
                "(staking yield − borrow rate × loan to value) ÷ (1 − loan to value).",
                lines,
                List.of()));
    }

    /** Rewards of the last 30 days, or what there is of them from a week on, fraction of equity a year. */
    private double rewards(int row) {
        Instant now = run.at().get(row);
        int first = row;
        while (first > 0 && !run.at().get(first - 1).isBefore(now.minus(REWARD_WINDOW))) {
            first--;
        }
        Duration window = Duration.between(run.at().get(first), now);
        if (window.compareTo(LEAST_WINDOW) < 0) {
            return Double.NaN;
        }
        Column paid = run.attribution(Source.REWARDS);
        double days = window.toMinutes() / 1440.0;
        return (paid.at(row) - paid.at(first)) / run.equity().at(row) * YEAR_DAYS / days;
    }
}
