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

    /** The coin that this asset is exposed to: staked and wrapped ETH is ETH, everything else is itself. */
    public Asset exposure() {
        return switch (this) {
            case WETH, WEETH, WSTETH -> ETH;
            case USDT, BTC, ETH, EIGEN, ETHFI, KING -> this;
        };
    }

    /** True for tokens that stand for staked ETH at a protocol rate. */
    public boolean staked() {
        return this == WEETH || this == WSTETH;
    }

    /** Where a token lies that is in no account: staked tokens with their protocol, everything else in the wallet. */
    public Venue home() {
        return switch (this) {
            case WEETH -> Venue.ETHERFI;
            case WSTETH -> Venue.LIDO;
            case USDT, BTC, ETH, WETH, EIGEN, ETHFI, KING -> Venue.WALLET;
        };
    }
}
