package io.basis.domain.instrument;

/** A token or coin, with the number of decimals at which its amounts are kept. */
public enum Asset {
    USDT(6),
    BTC(8),
    ETH(18),
    WETH(18),
    WEETH(18),
    WSTETH(18),
    EIGEN(18),
    ETHFI(18),
    KING(18);

    private final int scale;

    Asset(int scale) {
        this.scale = scale;
    }

    /** Decimals of one amount of this asset, as its chain or exchange keeps it. */
    public int scale() {
        return scale;
    }

    /** The coin whose price this asset follows one to one: WETH is ETH, everything else is itself. */
    public Asset priced() {
        return this == WETH ? ETH : this;
    }
}
