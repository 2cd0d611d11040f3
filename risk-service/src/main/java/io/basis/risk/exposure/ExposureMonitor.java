package io.basis.risk.exposure;

import io.basis.domain.exposure.AssetExposure;
import io.basis.domain.exposure.Exposure;
import io.basis.domain.exposure.LoanAccount;
import io.basis.domain.exposure.MarginAccount;
import io.basis.domain.exposure.Valuation;
import io.basis.domain.exposure.VenueMargin;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.Family;
import io.basis.domain.strategy.StrategyDefinition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes the exposure of one strategy, bound once to its positions and series. */
public final class ExposureMonitor {

    private final Valuation valuation;
    private final PositionLayout positions;
    private final SeriesLayout series;
    private final Asset[] assets;
    /** A position in each asset itself, which knows its price. */
    private final int[] pricedBy;

    private final int[] assetOf;
    private final List<MarginAccount> accounts;
    private final int sharePriceSlot;
    private final int traded;

    /** Coins of a hedged strategy counted in the coin that come from or go to an owner: they are not to be hedged. */
    private final boolean[] awaitsOwner;

    private final boolean aimsAtShare;
    private final boolean directional;
    private final @Nullable LoanAccount loans;

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
        assetOf = new int[positions.size()];
        pricedBy = new int[assets.length];
        for (int slot = 0; slot < positions.size(); slot++) {
            assetOf[slot] = indexOf(valuation.asset(slot).exposure());
            if (assetOf[slot] >= 0 && !valuation.asset(slot).staked()) {
                pricedBy[assetOf[slot]] = slot;
            }
        }
        accounts = MarginAccount.of(
                positions,
                valuation,
                definition.parameters().collateralHaircut().doubleValue());
        sharePriceSlot = Valuation.priceSlot(definition.shareClass(), series);
        traded = indexOf(definition.traded());
        awaitsOwner = new boolean[positions.size()];
        for (int slot = 0; slot < awaitsOwner.length; slot++) {
            awaitsOwner[slot] = definition.hedged()
                    && definition.shareClass() == definition.asset()
                    && positions.key(slot).venue() == Venue.WALLET;
        }
        aimsAtShare = definition.family() == Family.STAKING;
        directional = definition.family() == Family.DIRECTIONAL;
        loans = LoanAccount.of(definition, positions, valuation);
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

    /** Exposure of these positions at these prices. */
    public Exposure read(Positions held, MarketSnapshot market) {
        double[] delta = new double[assets.length];
        double equity = 0;
        double marketEquity = 0;
        double unhedged = 0;
        for (int slot = 0; slot < assetOf.length; slot++) {
            if (held.units(slot) != 0) {
                equity += valuation.value(held, slot, market);
                marketEquity += valuation.marketValue(held, slot, market);
                if (assetOf[slot] >= 0) {
                    double units = valuation.exposedUnits(held, slot, market);
                    delta[assetOf[slot]] += units;
                    unhedged += awaitsOwner[slot] && assetOf[slot] == traded ? units : 0;
                }
            }
        }
        AssetExposure[] exposures = new AssetExposure[assets.length];
        for (int i = 0; i < assets.length; i++) {
            exposures[i] = new AssetExposure(assets[i], delta[i], valuation.price(pricedBy[i], market));
        }
        VenueMargin[] margins = new VenueMargin[accounts.size()];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = accounts.get(i).read(held, market);
        }
        double drift = traded < 0 || equity == 0 ? 0 : drift(delta[traded] - unhedged, equity, market);
        return new Exposure(
                equity,
                marketEquity,
                sharePrice(market),
                List.of(exposures),
                drift,
                List.of(margins),
                loans == null ? null : loans.read(held, market));
    }

    /** A staked share class aims at an exposure of all its equity, a direction is meant to be exposed, a hedge is not. */
    private double drift(double delta, double equity, MarketSnapshot market) {
        double deltaUsdt = delta * valuation.price(pricedBy[traded], market);
        return directional ? 0 : (aimsAtShare ? deltaUsdt - equity : deltaUsdt) / equity;
    }
}
