package io.basis.risk.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the rules remember from one assessment to the next. */
public final class RiskMemory {

    /** Growth of one unit invested at the start, flows taken out. */
    double index = 1;

    double peak = 1;

    /** Equity at the previous assessment, on the curve that drawdown is judged by; 0 before the first capital. */
    double equity;

    /** Price of the traded asset at the previous instant, NaN before the first. */
    double price = Double.NaN;

    /** Move of that price over the last interval, fraction; NaN at the first instant. */
    double move = Double.NaN;

    /** Instants for which the circuit breaker stays open. */
    int breakerLeft;

    /** Variance of that price a year, recent moves weighing most; NaN before the first move. */
    double variance = Double.NaN;

    /** Instants in a row without a fresh price. */
    int staleFor;

    /** Latest funding rates, averaged over the exchanges, the newest at the end. */
    double[] funding = {};

    /** Highest protocol rate of the staked token lately, and since when it stands; NaN before the first. */
    double peakRate = Double.NaN;

    @Nullable
    Instant peakRateAt;

    /** Protocol rate of the staked token; NaN where nothing is staked. */
    double rate = Double.NaN;

    /** Market price of the staked token below its protocol rate, fraction. */
    double discount = Double.NaN;
}
