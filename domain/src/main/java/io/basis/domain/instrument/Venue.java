package io.basis.domain.instrument;

/** A place that holds balances, fills orders or carries transfers; its wire name is the first part of an instrument key. */
public enum Venue {
    WALLET("wallet"),
    BINANCE("binance"),
    BYBIT("bybit"),
    OKX("okx"),
    AAVE_V3("aave_v3"),
    ETHERFI("etherfi"),
    LIDO("lido"),
    INSTADAPP("instadapp"),
    MORPHO("morpho"),
    UNISWAP("uniswap"),
    ALCHEMY("alchemy"),
    /** Sent and not yet credited: still an asset of the strategy. */
    TRANSIT("transit");

    private final String wire;

    Venue(String wire) {
        this.wire = wire;
    }

    public static Venue of(String wire) {
        for (Venue venue : values()) {
            if (venue.wire.equals(wire)) {
                return venue;
            }
        }
        throw new IllegalArgumentException("unknown venue '" + wire + "'");
    }

    /** True for the exchanges, which hold margin and perpetuals. */
    public boolean exchange() {
        return this == BINANCE || this == BYBIT || this == OKX;
    }

    @Override
    public String toString() {
        return wire;
    }
}
