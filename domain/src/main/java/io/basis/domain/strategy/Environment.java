package io.basis.domain.strategy;

import java.util.Locale;

/** Where a strategy's orders go. */
public enum Environment {
    /** Simulated venues, a closed range of recorded market data, as fast as possible. */
    BACKTEST,
    /** Simulated venues, market data at the pace of the clock. */
    PAPER,
    /**
     * Market data as on paper, but each route has its own service and its orders go out: to gateways that simulate the
     * venues.
     */
    TESTNET,
    /** The venues, with real money. */
    LIVE;

    /** True where market data is replayed, each strategy's its own; otherwise it is one stream that goes to all. */
    public boolean replayed() {
        return this != LIVE;
    }

    /** True where market data is replayed no faster than the clock goes. */
    public boolean paced() {
        return this == PAPER || this == TESTNET;
    }

    /** True where orders leave the loop, to venues that are asked and answer. */
    public boolean routed() {
        return this == TESTNET || this == LIVE;
    }

    public static Environment of(String wire) {
        for (Environment environment : values()) {
            if (environment.toString().equals(wire)) {
                return environment;
            }
        }
        throw new IllegalArgumentException("unknown environment '" + wire + "', use backtest, paper, testnet or live");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
