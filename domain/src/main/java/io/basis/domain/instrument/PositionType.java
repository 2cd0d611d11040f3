package io.basis.domain.instrument;

/** What kind of quantity a position stores, and so how it is valued. */
public enum PositionType {
    /** Token units. */
    BASE_TOKEN("BaseToken"),
    /** Scaled supply on Aave: underlying divided by the liquidity index at supply. */
    A_TOKEN("aToken"),
    /** Scaled debt on Aave: borrowed amount divided by the variable-borrow index at borrow. */
    DEBT_TOKEN("debtToken"),
    /** Signed base units of a perpetual; only its unrealised profit is equity. */
    PERP("Perp"),
    /** ETH that a protocol owes for staked tokens handed back to it. */
    UNSTAKE_CLAIM("UnstakeClaim");

    private final String wire;

    PositionType(String wire) {
        this.wire = wire;
    }

    public static PositionType of(String wire) {
        for (PositionType type : values()) {
            if (type.wire.equals(wire)) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown position type '" + wire + "'");
    }

    @Override
    public String toString() {
        return wire;
    }
}
