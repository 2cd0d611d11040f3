package io.basis.domain.message;

/** The topics of the loop, by wire name. All keyed topics have the same number of partitions. */
public enum Topic {
    COMMANDS("commands"),
    STRATEGIES("strategies"),
    MARKET_DATA("market-data"),
    RISK_ASSESSMENTS("risk-assessments"),
    TARGET_POSITIONS("target-positions"),
    ORDERS_SIMULATED("orders.simulated"),
    ORDERS_BINANCE("orders.binance"),
    ORDERS_BYBIT("orders.bybit"),
    ORDERS_OKX("orders.okx"),
    ORDERS_ONCHAIN("orders.onchain"),
    FILLS("fills"),
    PNL("pnl"),
    HALTS("halts"),
    DEAD_LETTERS("dead-letters");

    private final String wire;

    Topic(String wire) {
        this.wire = wire;
    }

    @Override
    public String toString() {
        return wire;
    }
}
