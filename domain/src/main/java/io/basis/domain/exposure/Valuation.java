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
 * <p>Bound once to a layout of positions and one of series; after that it reads array slots. Coins are valued at the
 * Binance spot price wherever they lie (one price per asset), perpetuals at the price of their own venue.
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
        for (int slot = 0; slot < size; slot++) {
            InstrumentKey key = positions.key(slot);
            asset[slot] = Instruments.asset(key);
            perp[slot] = key.type() == PositionType.PERP;
            sign[slot] = key.type() == PositionType.DEBT_TOKEN ? -1 : 1;
            priceSlot[slot] = priceSlot(asset[slot], series);
            indexSlot[slot] = indexSlot(key, asset[slot], series);
            markSlot[slot] = perp[slot] ? series.require(SeriesKey.perp(key.venue(), asset[slot])) : NONE;
        }
    }

    /** True when this valuation was made for exactly these layouts. */
    public boolean binds(PositionLayout positionLayout, SeriesLayout seriesLayout) {
        return positions == positionLayout && series == seriesLayout;
    }

    /** The slot of the series that prices an asset in USDT, or -1 for USDT itself, whose price is 1. */
    public static int priceSlot(Asset asset, SeriesLayout series) {
        Asset priced = asset.exposure();
        return priced == Asset.USDT ? NONE : series.require(SeriesKey.spot(Venue.BINANCE, priced));
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

    /** Price of the position's asset, USDT per unit. */
    public double price(int slot, MarketSnapshot market) {
        return priceSlot[slot] == NONE ? 1 : market.value(priceSlot[slot]);
    }

    /** Mark of a perpetual at its venue, USDT per base unit. */
    public double mark(int slot, MarketSnapshot market) {
        return market.value(markSlot[slot]);
    }

    /** Growth index that turns a scaled balance into underlying units; 1 for everything that is not scaled. */
    public double index(int slot, MarketSnapshot market) {
        return indexSlot[slot] == NONE ? 1 : market.value(indexSlot[slot]);
    }

    /** Signed units of the asset that the position stands for: what is held, supplied, owed (negative) or short. */
    public double exposedUnits(Positions held, int slot, MarketSnapshot market) {
        return sign[slot] * held.units(slot) * index(slot, market);
    }

    /** Equity contributed by the position, USDT: units × price, or the unrealised profit of a perpetual. */
    public double value(Positions held, int slot, MarketSnapshot market) {
        double units = held.units(slot);
        if (units == 0) {
            return 0;
        }
        return perp[slot]
                ? units * mark(slot, market) - held.openCost(slot)
                : sign[slot] * units * index(slot, market) * price(slot, market);
    }

    /** Equity of all positions, USDT: assets − debts + unrealised profit of perpetuals, their notional excluded. */
    public double equity(Positions held, MarketSnapshot market) {
        double sum = 0;
        for (int slot = 0; slot < asset.length; slot++) {
            sum += value(held, slot, market);
        }
        return sum;
    }
}
