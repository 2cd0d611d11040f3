package io.basis.backtest.simulation;

/** What must hold in every run, whatever goes wrong in it. */
public enum Invariant {
    /** The records of a strategy, topic and writer count from 1 without a gap. */
    CONTIGUOUS,
    /** A record that is there twice is the same to the byte. */
    IDENTICAL_DUPLICATES,
    /** Each order group is answered by one report, each of its orders once in it. */
    ANSWERED_ONCE,
    /** No venue executes an order twice. */
    EXECUTED_ONCE,
    /** The books of risk-service are the accounts of the venues after the same report. */
    LEDGER_IS_TRUTH,
    /** The books are what the account events before them make of nothing. */
    BOOKS_ADD_UP,
    /** Equity is net deposits, what is attributed, and a residual of nothing but noise. */
    ATTRIBUTED,
    /** A hedged strategy is never naked for longer than its rule allows. */
    NEVER_NAKED,
    /** Each instant of the market is assessed once for itself and once for each report, in order. */
    ASSESSED_ONCE,
    /** Every run comes to its end. */
    PROGRESS,
    /** No service fails other than by halting one strategy. */
    NO_ERROR,
    /** What was stored and sent is what an undisturbed run stores and sends. */
    SAME_AS_UNDISTURBED,
    /** The ledger of an undisturbed run is that of the direct bus. */
    SAME_AS_DIRECT
}
