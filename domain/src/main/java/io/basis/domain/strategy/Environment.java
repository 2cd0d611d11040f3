package io.basis.domain.strategy;

import java.util.Locale;

/** Where a strategy's orders go. */
public enum Environment {
    /** Simulated venues, a closed range of recorded market data, as fast as possible. */
    BACKTEST,
    /** Simulated venues, market data at the pace of the clock. */
    PAPER,
    /** The venues' test networks. */
    TESTNET,
    /** The venues, with real money. */
    LIVE;

    /** True where the venues are simulated. */
    public boolean simulated() {
        return this == BACKTEST || this == PAPER;
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
