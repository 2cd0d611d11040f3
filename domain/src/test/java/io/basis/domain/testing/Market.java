package io.basis.domain.testing;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.Provenance;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.domain.market.SeriesLayout;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.strategy.StrategyDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Market data written down in a test: all series of a definition at one instant, immutable.
 *
 * <p>It starts calm: BTC at 60,000, ETH at 3,000 everywhere, indices at 1, gas at 10 gwei, nothing paid.
 */
public final class Market {

    private final Instant at;
    private final SeriesLayout layout;
    private final double[] values;
    private final double[] highs;
    private final double[] lows;

    private Market(Instant at, SeriesLayout layout, double[] values, double[] highs, double[] lows) {
        this.at = at;
        this.layout = layout;
        this.values = values;
        this.highs = highs;
        this.lows = lows;
    }

    public static Market of(StrategyDefinition definition) {
        SeriesLayout layout = new SeriesLayout(definition.series());
        double[] values = new double[layout.size()];
        double[] none = new double[layout.size()];
        Arrays.fill(none, Double.NaN);
        for (int slot = 0; slot < values.length; slot++) {
            values[slot] = calm(layout.keys().get(slot));
        }
        return new Market(Setup.START, layout, values, none, none.clone());
    }

    private static double calm(SeriesKey key) {
        return switch (key.kind()) {
            case SPOT, PERP, MARK -> key.symbol().startsWith("BTC") ? 60_000 : 3_000;
            case GAS -> 10;
            case FUNDING, REWARD, SIGNAL -> Double.NaN;
            case LIQUIDITY_INDEX, BORROW_INDEX, LST_RATE, LST_MARKET, ORACLE_USD, CONTENTS -> 1;
            case SUPPLY_APR, BORROW_APR, LST_YIELD, BENCHMARK -> 0.05;
        };
    }

    /** The same prices some time later, when nothing is paid and no bar has ended. */
    public Market after(Duration time) {
        Market next = copy(at.plus(time));
        for (int slot = 0; slot < values.length; slot++) {
            if (layout.keys().get(slot).kind().momentary()) {
                next.values[slot] = Double.NaN;
            }
            next.highs[slot] = Double.NaN;
            next.lows[slot] = Double.NaN;
        }
        return next;
    }

    public Market nextHour() {
        return after(Duration.ofHours(1));
    }

    public Market with(SeriesKey key, double value) {
        Market next = copy(at);
        next.values[layout.require(key)] = value;
        return next;
    }

    /** A price, with the extremes of the bar that just ended. */
    public Market bar(SeriesKey key, double low, double high, double price) {
        Market next = with(key, price);
        next.lows[layout.require(key)] = low;
        next.highs[layout.require(key)] = high;
        return next;
    }

    /** The spot price of a coin at every venue that has one. */
    public Market spot(Asset coin, double price) {
        return everywhere(SeriesKind.SPOT, coin, price);
    }

    /** The price of a coin's perpetual at every venue that has one. */
    public Market perp(Asset coin, double price) {
        return everywhere(SeriesKind.PERP, coin, price);
    }

    /** The price of a coin and of its perpetuals, everywhere. */
    public Market price(Asset coin, double price) {
        return spot(coin, price).perp(coin, price);
    }

    public Market funding(Venue venue, Asset coin, double rate) {
        return with(SeriesKey.funding(venue, coin), rate);
    }

    public Market liquidityIndex(Asset asset, double index) {
        return with(SeriesKey.liquidityIndex(asset), index);
    }

    public Market gas(double gwei) {
        return with(SeriesKey.GAS, gwei);
    }

    public MarketSnapshot snapshot() {
        Provenance[] provenance = new Provenance[values.length];
        for (int slot = 0; slot < values.length; slot++) {
            provenance[slot] = Double.isNaN(values[slot]) ? Provenance.ABSENT : Provenance.OBSERVED;
        }
        return new MarketSnapshot(at, layout, values.clone(), highs.clone(), lows.clone(), provenance);
    }

    private Market everywhere(SeriesKind kind, Asset coin, double price) {
        Market next = copy(at);
        for (int slot = 0; slot < values.length; slot++) {
            SeriesKey key = layout.keys().get(slot);
            if (key.kind() == kind && key.symbol().equals(coin.name() + "USDT")) {
                next.values[slot] = price;
            }
        }
        return next;
    }

    private Market copy(Instant instant) {
        return new Market(instant, layout, values.clone(), highs.clone(), lows.clone());
    }
}
