package io.basis.backtest.report;

import io.basis.backtest.run.Summary;
import io.basis.pnl.metrics.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why figures of a summary do not exist. */
final class Absences {

    private Absences() {}

    /** Reason by name of the figure. */
    static Map<String, String> of(Summary summary) {
        Map<String, String> reasons = new LinkedHashMap<>();
        Metrics metrics = summary.metrics();
        if (metrics.apr() == null) {
            reasons.put("APR, APY", "the run covers no time");
        } else if (metrics.apy() == null) {
            reasons.put("APY", "the window is too short to compound its return to a year");
        }
        if (metrics.volatility() == null) {
            reasons.put("Volatility, Sharpe, Sortino, Calmar", "they need at least two whole days");
        } else if (metrics.volatility() < Metrics.LEAST_RISK) {
            reasons.put(
                    "Sharpe, Sortino, Calmar",
                    "daily returns hardly vary (volatility under 0.0001 %), a ratio to it would measure rounding");
        } else {
            if (metrics.sortino() == null) {
                reasons.put("Sortino", "no day lost anything");
            }
            if (metrics.calmar() == null) {
                reasons.put("Calmar", "there was no drawdown");
            }
        }
        if (summary.minMarginRatio() == null) {
            reasons.put("Lowest margin ratio", "no perpetual was ever open");
        }
        if (summary.minHealthFactor() == null) {
            reasons.put("Health factor, loan-to-value", "nothing was borrowed on chain");
        }
        if (summary.maxAbsDeltaDrift() == null) {
            reasons.put("Largest delta drift", "the mode does not watch it");
        }
        return reasons;
    }
}
