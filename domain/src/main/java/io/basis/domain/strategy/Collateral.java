package io.basis.domain.strategy;

/** What margins the short leg of a basis strategy. */
public enum Collateral {
    /** The spot coins themselves: all capital earns. */
    SPOT,
    /** A fraction of capital kept in USDT at each venue. */
    USDT
}
