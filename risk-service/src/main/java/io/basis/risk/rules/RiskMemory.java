package io.basis.risk.rules;

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
}
