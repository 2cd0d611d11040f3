package io.basis.risk.exposure;

import io.basis.domain.exposure.AssetExposure;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.MarginAccount;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Computes the exposure of one strategy, bound once to its positions and series. */
public final class ExposureMonitor {

    private final Valuation valuation;
    private final PositionLayout positions;
    private final SeriesLayout series;
    private final Asset[] assets;
    private final int[] assetPriceSlot;
    private final int[] assetOf;
    private final List<MarginAccount> accounts;
    private final int sharePriceSlot;
    private final int traded;
    private final boolean targetIsShare;

    public ExposureMonitor(StrategyDefinition definition, PositionLayout positions, SeriesLayout series) {
        this.positions = positions;
        this.series = series;
        valuation = new Valuation(positions, series);
        Set<Asset> distinct = EnumSet.noneOf(Asset.class);
        for (int slot = 0; slot < positions.size(); slot++) {
            distinct.add(valuation.asset(slot).exposure());
        }
        distinct.remove(Asset.USDT);
        assets = distinct.toArray(new Asset[0]);
        assetPriceSlot = new int[assets.length];
        for (int i = 0; i < assets.length; i++) {
            assetPriceSlot[i] = Valuation.priceSlot(assets[i], series);
        }
        assetOf = new int[positions.size()];
        for (int slot = 0; slot < positions.size(); slot++) {
            assetOf[slot] = indexOf(valuation.asset(slot).exposure());
        }
        accounts = MarginAccount.of(
                positions,
                valuation,
                definition.parameters().collateralHaircut().doubleValue());
        sharePriceSlot = Valuation.priceSlot(definition.shareClass(), series);
        traded = indexOf(definition.asset());
        targetIsShare = !definition.hedged() && definition.asset() == definition.shareClass();
    }

    private int indexOf(Asset asset) {
        for (int i = 0; i < assets.length; i++) {
            if (assets[i] == asset) {
                return i;
            }
        }
        return -1;
    }

    /** True when this monitor was made for exactly these layouts. */
    public boolean binds(PositionLayout positionLayout, SeriesLayout seriesLayout) {
        return positions == positionLayout && series == seriesLayout;
    }

    public Valuation valuation() {
        return valuation;
    }

    /** Price of the share-class currency, USDT per unit. */
    public double sharePrice(MarketSnapshot market) {
        return sharePriceSlot < 0 ? 1 : market.value(sharePriceSlot);
    }

    /** Price of the traded asset, USDT per unit. */
    public double tradedPrice(MarketSnapshot market) {
        return traded < 0 ? 1 : market.value(assetPriceSlot[traded]);
    }

    /** Exposure of these positions at these prices. */
    public Exposure read(Positions held, MarketSnapshot market) {
        double[] delta = new double[assets.length];
        double equity = 0;
        for (int slot = 0; slot < assetOf.length; slot++) {
            if (held.units(slot) != 0) {
                equity += valuation.value(held, slot, market);
                if (assetOf[slot] >= 0) {
                    delta[assetOf[slot]] += valuation.exposedUnits(held, slot, market);
                }
            }
        }
        AssetExposure[] exposures = new AssetExposure[assets.length];
        for (int i = 0; i < assets.length; i++) {
            exposures[i] = new AssetExposure(assets[i], delta[i], market.value(assetPriceSlot[i]));
        }
        VenueMargin[] margins = new VenueMargin[accounts.size()];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = accounts.get(i).read(held, market);
        }
        double drift = traded < 0 || equity == 0 ? 0 : drift(delta[traded], equity, market);
        return new Exposure(equity, sharePrice(market), List.of(exposures), drift, List.of(margins));
    }

    /** A hedged strategy aims at no delta, any other one at an exposure of all its equity to the share-class asset. */
    private double drift(double delta, double equity, MarketSnapshot market) {
        double deltaUsdt = delta * market.value(assetPriceSlot[traded]);
        return (targetIsShare ? deltaUsdt - equity : deltaUsdt) / equity;
    }
}
