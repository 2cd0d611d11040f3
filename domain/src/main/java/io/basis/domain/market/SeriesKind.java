package io.basis.domain.market;

/** What a market-data series measures, with its unit. */
public enum SeriesKind {
    /** Spot price, quote units (USDT, or WETH for pools against WETH) per base unit; carries the bar's high and low. */
    SPOT("spot"),
    /** Price of a perpetual, USDT per base unit; carries the bar's high and low. */
    PERP("perp"),
    /** Exchange's mark price of a perpetual, USDT per base unit; carries the bar's high and low. */
    MARK("mark"),
    /** Funding rate paid at this very instant, fraction of notional; absent when nothing is settled. */
    FUNDING("funding"),
    /** Aave liquidity (supply) index, dimensionless. */
    LIQUIDITY_INDEX("liquidity_index"),
    /** Aave variable-borrow index, dimensionless. */
    BORROW_INDEX("borrow_index"),
    /** Aave supply rate, simple fraction a year. */
    SUPPLY_APR("supply_apr"),
    /** Aave variable-borrow rate, simple fraction a year. */
    BORROW_APR("borrow_apr"),
    /** Oracle price, USD per unit. */
    ORACLE_USD("oracle_usd"),
    /** Protocol rate of a liquid staking token, ETH per unit. */
    LST_RATE("lst_rate"),
    /** Market price of a liquid staking token, WETH per unit. */
    LST_MARKET("lst_market"),
    /** Growth of the protocol rate over the last 30 days, or what there is of them from 7 on, simple fraction a year. */
    LST_YIELD("lst_yield"),
    /** Reward tokens paid at this very instant per eETH; absent when nothing is paid. */
    REWARD("reward"),
    /** Tokens of a kind in one unit of a token that bundles several. */
    CONTENTS("contents"),
    /** Gas price, gwei. */
    GAS("gas"),
    /** A published benchmark yield, fraction a year. */
    BENCHMARK("benchmark"),
    /** A prediction made for this very instant: direction, confidence or standard deviation; absent when there is none. */
    SIGNAL("signal");

    private final String wire;

    SeriesKind(String wire) {
        this.wire = wire;
    }

    public static SeriesKind of(String wire) {
        for (SeriesKind kind : values()) {
            if (kind.wire.equals(wire)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown series kind '" + wire + "'");
    }

    /** True where a value exists only at its own stamp (a payment, a signal), false where it holds until the next one. */
    public boolean momentary() {
        return this == FUNDING || this == REWARD || this == SIGNAL;
    }

    @Override
    public String toString() {
        return wire;
    }
}
