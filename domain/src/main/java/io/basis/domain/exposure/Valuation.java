package io.basis.domain.exposure;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;

/**
 * What each position is worth in USDT: the one place that knows which series prices which instrument.
 *
 * <p>Bound once to a layout of positions and one of series; after that it reads array slots. A position is worth
 * units × index × rate × price: the index makes underlying tokens of a scaled balance, the rate makes the coin that the
 * token stands for, the price is that coin's. Coins are valued at the Binance spot price wherever they lie (one price
 * per asset), staked tokens at their protocol's rate, reward tokens at Uniswap, perpetuals at the price of their own
 * venue.
 */
public final class Valuation {

    private static final int NONE = -1;

    private final PositionLayout positions;
    private final SeriesLayout series;
    private final Asset[] asset;
    private final boolean[] perp;
    private final int[] sign;
    private final int[] priceSlot;
    private final int[] indexSlot;
    private final int[] markSlot;
    private final Rate[] rate;
    private final Rate[] marketRate;

    public Valuation(PositionLayout positions, SeriesLayout series) {
        this.positions = positions;
        this.series = series;
        int size = positions.size();
        asset = new Asset[size];
        perp = new boolean[size];
        sign = new int[size];
        priceSlot = new int[size];
        indexSlot = new int[size];
        markSlot = new int[size];
        rate = new Rate[size];
        marketRate = new Rate[size];
        for (int slot = 0; slot < size; slot++) {
            InstrumentKey key = positions.key(slot);
            asset[slot] = Instruments.asset(key);
            perp[slot] = key.type() == PositionType.PERP;
            sign[slot] = key.type() == PositionType.DEBT_TOKEN ? -1 : 1;
            priceSlot[slot] = coinPriceSlot(asset[slot], series);
            indexSlot[slot] = indexSlot(key, asset[slot], series);
            markSlot[slot] = perp[slot] ? series.price(SeriesKey.perp(key.venue(), asset[slot])) : NONE;
            rate[slot] = Rate.of(asset[slot], series);
            marketRate[slot] =
                    asset[slot].staked() ? Rate.of(series.require(SeriesKey.lstMarket(asset[slot]))) : rate[slot];
        }
    }

    /** True when this valuation was made for exactly these layouts. */
    public boolean binds(PositionLayout positionLayout, SeriesLayout seriesLayout) {
        return positions == positionLayout && series == seriesLayout;
    }

    /** The slot of the series that prices a currency or coin in USDT, or -1 for USDT itself, whose price is 1. */
    public static int priceSlot(Asset asset, SeriesLayout series) {
        Asset coin = asset.exposure();
        return coin == Asset.USDT ? NONE : series.price(SeriesKey.spot(Venue.BINANCE, coin));
    }

    /** The coin that a token's rate is in: ETH for staked ETH and for reward tokens. */
    private static int coinPriceSlot(Asset asset, SeriesLayout series) {
        return switch (asset) {
            case EIGEN, ETHFI, KING -> priceSlot(Asset.ETH, series);
            case USDT, BTC, ETH, WETH, WEETH, WSTETH -> priceSlot(asset, series);
        };
    }

    private static int indexSlot(InstrumentKey key, Asset asset, SeriesLayout series) {
        return switch (key.type()) {
            case A_TOKEN -> series.require(SeriesKey.liquidityIndex(asset));
            case DEBT_TOKEN -> series.require(SeriesKey.borrowIndex(asset));
            case BASE_TOKEN, PERP, UNSTAKE_CLAIM -> NONE;
        };
    }

    public boolean isPerp(int slot) {
        return perp[slot];
    }

    public Asset asset(int slot) {
        return asset[slot];
    }

    /** Price of the coin that the position's rate is in, USDT. */
    public double coinPrice(int slot, MarketSnapshot market) {
        return priceSlot[slot] == NONE ? 1 : market.value(priceSlot[slot]);
    }

    /** Coins that one underlying token stands for: the protocol rate of a staked token, the pool price of a reward. */
    public double rate(int slot, MarketSnapshot market) {
        return rate[slot].at(market);
    }

    /** Price of the position's underlying token, USDT per unit. */
    public double price(int slot, MarketSnapshot market) {
        return rate(slot, market) * coinPrice(slot, market);
    }

    /** Mark of a perpetual at its venue, USDT per base unit. */
    public double mark(int slot, MarketSnapshot market) {
        return market.value(markSlot[slot]);
    }

    /** Growth index that turns a scaled balance into underlying units; 1 for everything that is not scaled. */
    public double index(int slot, MarketSnapshot market) {
        return indexSlot[slot] == NONE ? 1 : market.value(indexSlot[slot]);
    }

    /** Signed underlying units: what is held, supplied, owed (negative) or short. */
    public double underlyingUnits(Positions held, int slot, MarketSnapshot market) {
        return sign[slot] * held.units(slot) * index(slot, market);
    }

    /** Signed units of the asset that the position is exposed to: ETH for staked ETH, the token itself for rewards. */
    public double exposedUnits(Positions held, int slot, MarketSnapshot market) {
        double units = underlyingUnits(held, slot, market);
        return asset[slot].staked() ? units * rate(slot, market) : units;
    }

    /** Equity contributed by the position, USDT: units × price, or the unrealised profit of a perpetual. */
    public double value(Positions held, int slot, MarketSnapshot market) {
        return value(held, slot, market, rate);
    }

    /**
     * Equity that so many units of the position are, USDT.
     *
     * @param cost open cost of a perpetual, USDT; 0 for anything else
     */
    public double value(int slot, double units, double cost, MarketSnapshot market) {
        return value(slot, units, cost, market, rate);
    }

    /** The same with staked tokens at their market price. */
    public double marketValue(Positions held, int slot, MarketSnapshot market) {
        return value(held, slot, market, marketRate);
    }

    private double value(Positions held, int slot, MarketSnapshot market, Rate[] rates) {
        return value(slot, held.units(slot), held.openCost(slot), market, rates);
    }

    private double value(int slot, double units, double cost, MarketSnapshot market, Rate[] rates) {
        if (units == 0) {
            return 0;
        }
        return perp[slot]
                ? units * mark(slot, market) - cost
                : sign[slot] * units * index(slot, market) * rates[slot].at(market) * coinPrice(slot, market);
    }

    /** Equity of all positions, USDT: assets − debts + unrealised profit of perpetuals, their notional excluded. */
    public double equity(Positions held, MarketSnapshot market) {
        double sum = 0;
        for (int slot = 0; slot < asset.length; slot++) {
            sum += value(held, slot, market);
        }
        return sum;
    }

    /** Coins per token: one series, or the sum of two products of two, or 1. */
    private record Rate(int first, int firstUnits, int second, int secondUnits) {

        static final Rate ONE = new Rate(NONE, NONE, NONE, NONE);

        static Rate of(Asset asset, SeriesLayout series) {
            return switch (asset) {
                case USDT, BTC, ETH, WETH -> ONE;
                case WEETH, WSTETH -> of(series.require(SeriesKey.lstRate(asset)));
                case EIGEN, ETHFI -> of(series.require(SeriesKey.pool(asset)));
                case KING ->
                    new Rate(
                            series.require(SeriesKey.pool(Asset.EIGEN)),
                            series.require(SeriesKey.inKing(Asset.EIGEN)),
                            series.require(SeriesKey.pool(Asset.ETHFI)),
                            series.require(SeriesKey.inKing(Asset.ETHFI)));
            };
        }

        static Rate of(int slot) {
            return new Rate(slot, NONE, NONE, NONE);
        }

        double at(MarketSnapshot market) {
            if (first == NONE) {
                return 1;
            }
            if (second == NONE) {
                return market.value(first);
            }
            return market.value(first) * market.value(firstUnits) + market.value(second) * market.value(secondUnits);
        }
    }
}
