package io.basis.backtest.engine;

import java.util.Locale;

/** A liquid staking token as its files know it, for the oracles. */
enum StakingToken {
    WEETH("weETH", "curve_weETHWETH"),
    WSTETH("wstETH", "uniswapv3_wstETHWETH");

    private final String symbol;
    private final String pool;

    StakingToken(String symbol, String pool) {
        this.symbol = symbol;
        this.pool = pool;
    }

    /** Its name as a parameter. */
    String parameter() {
        return symbol.toLowerCase(Locale.ROOT);
    }

    /** ETH per token at the protocol, daily. */
    RawFiles.Held protocolRate(RawFiles files) {
        return files.held("lst/aave_oracle_" + symbol + "_ETH_1d.csv.gz", 1);
    }

    /** WETH per token in the pool, hourly: what an immediate exit gets. */
    RawFiles.Held marketRatio(RawFiles files) {
        return files.held("lst/" + pool + "_market_1h.csv.gz", 1);
    }

    /** Aave's liquidity index of the token, daily. */
    RawFiles.Held liquidityIndex(RawFiles files) {
        return files.held("lending/aave_v3_ethereum_" + symbol + "_1d.csv.gz", 2);
    }
}
