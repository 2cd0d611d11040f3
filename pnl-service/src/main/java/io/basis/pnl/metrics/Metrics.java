package io.basis.pnl.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The figures by which a return curve is judged; {@code null} where a figure does not exist.
 *
 * <p>R is the return of the whole curve, d its days, r its daily returns. There is no risk-free rate: returns are
 * measured against holding the share-class currency.
 *
 * @param totalReturn R
 * @param apr R · 365 ÷ d, simple
 * @param apy (1 + R)^(365 ÷ d) − 1, compounded
 * @param volatility sd(r) · √365, with the sample standard deviation (n − 1); null under two days
 * @param sharpe mean(r) · 365 ÷ volatility
 * @param sortino mean(r) · 365 ÷ (√(Σ min(r, 0)² ÷ n) · √365), the root over all days, not over the losing ones only
 * @param calmar apy ÷ |maxDrawdown|
 * @param maxDrawdown min(value ÷ peak − 1) over all instants, zero or negative
 */
public record Metrics(
        double totalReturn,
        @Nullable Double apr,
        @Nullable Double apy,
        @Nullable Double volatility,
        @Nullable Double sharpe,
        @Nullable Double sortino,
        @Nullable Double calmar,
        double maxDrawdown) {

    /** Ratios over a smaller yearly risk than this measure rounding, not risk. */
    public static final double LEAST_RISK = 1e-6;

    private static final double YEAR_DAYS = 365;

    public static Metrics of(ReturnCurve curve) {
        double total = curve.totalReturn();
        double days = curve.days();
        @Nullable Double apr = days > 0 ? existing(total * YEAR_DAYS / days) : null;
        @Nullable Double apy = days > 0 ? existing(StrictMath.pow(1 + total, YEAR_DAYS / days) - 1) : null;

        double[] daily = curve.dailyReturns();
        double mean = mean(daily);
        @Nullable
        Double volatility = daily.length < 2 ? null : existing(deviation(daily, mean) * StrictMath.sqrt(YEAR_DAYS));
        double downside = downside(daily) * StrictMath.sqrt(YEAR_DAYS);
        double drawdown = curve.maxDrawdown();
        boolean risky = volatility != null && volatility >= LEAST_RISK;

        @Nullable Double sharpe = risky && volatility != null ? existing(mean * YEAR_DAYS / volatility) : null;
        @Nullable Double sortino = risky && downside >= LEAST_RISK ? existing(mean * YEAR_DAYS / downside) : null;
        @Nullable Double calmar = risky && apy != null && drawdown < 0 ? existing(apy / -drawdown) : null;
        return new Metrics(total, apr, apy, volatility, sharpe, sortino, calmar, drawdown);
    }

    /** A number that is one: overflow and 0 ÷ 0 are no results. */
    private static @Nullable Double existing(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static double mean(double[] returns) {
        double sum = 0;
        for (double value : returns) {
            sum += value;
        }
        return sum / returns.length;
    }

    private static double deviation(double[] returns, double mean) {
        double squares = 0;
        for (double value : returns) {
            squares += (value - mean) * (value - mean);
        }
        return StrictMath.sqrt(squares / (returns.length - 1));
    }

    private static double downside(double[] returns) {
        double squares = 0;
        for (double value : returns) {
            double loss = Math.min(value, 0);
            squares += loss * loss;
        }
        return StrictMath.sqrt(squares / returns.length);
    }
}
