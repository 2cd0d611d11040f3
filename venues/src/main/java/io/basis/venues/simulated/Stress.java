package io.basis.venues.simulated;

import io.basis.domain.exposure.MarginAccount;
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
import java.util.ArrayList;
import java.util.List;

/** One exchange account held against the high and the low of the bar that just ended. */
final class Stress {

    private static final int NONE = -1;

    final int[] perps;
    private final int cash;
    private final int[] coins;
    private final int[] priceSlot;

    Stress(Venue venue, PositionLayout positions, SeriesLayout series) {
        cash = positions.require(InstrumentKey.token(venue, Asset.USDT));
        List<Integer> perpSlots = new ArrayList<>();
        List<Integer> coinSlots = new ArrayList<>();
        priceSlot = new int[positions.size()];
        for (int slot = 0; slot < positions.size(); slot++) {
            InstrumentKey key = positions.key(slot);
            priceSlot[slot] = NONE;
            if (key.venue() == venue && slot != cash) {
                Asset asset = Instruments.asset(key);
                if (key.type() == PositionType.PERP) {
                    perpSlots.add(slot);
                    priceSlot[slot] = series.price(SeriesKey.perp(venue, asset));
                } else {
                    coinSlots.add(slot);
                    priceSlot[slot] = series.price(SeriesKey.spot(Venue.BINANCE, asset));
                }
            }
        }
        perps = perpSlots.stream().mapToInt(Integer::intValue).toArray();
        coins = coinSlots.stream().mapToInt(Integer::intValue).toArray();
    }

    /** True when a perpetual is held here. */
    boolean atRisk(Positions held) {
        for (int slot : perps) {
            if (held.units(slot) != 0) {
                return true;
            }
        }
        return false;
    }

    /** How far prices had to go from one extreme of the bar to the other for the margin to reach the level; or NaN. */
    double shareOfWayToLiquidation(Positions held, MarketSnapshot market, boolean high, double level, double haircut) {
        double equityFrom = held.units(cash);
        double equityTo = equityFrom;
        double notionalFrom = 0;
        double notionalTo = 0;
        for (int slot : perps) {
            double units = held.units(slot);
            if (units != 0) {
                double from = extreme(slot, market, !high);
                double to = extreme(slot, market, high);
                equityFrom += units * from - held.openCost(slot);
                equityTo += units * to - held.openCost(slot);
                notionalFrom += Math.abs(units * from);
                notionalTo += Math.abs(units * to);
            }
        }
        for (int slot : coins) {
            double units = held.units(slot);
            if (units != 0) {
                equityFrom += haircut * units * extreme(slot, market, !high);
                equityTo += haircut * units * extreme(slot, market, high);
            }
        }
        return MarginAccount.shareOfWayTo(level, equityFrom, equityTo, notionalFrom, notionalTo);
    }

    double priceOnTheWay(int slot, MarketSnapshot market, boolean high, double share) {
        double from = extreme(slot, market, !high);
        return from + share * (extreme(slot, market, high) - from);
    }

    /** The bar's extreme, or the price itself where no bar has completed yet. */
    private double extreme(int slot, MarketSnapshot market, boolean high) {
        double value = high ? market.high(priceSlot[slot]) : market.low(priceSlot[slot]);
        return Double.isNaN(value) ? market.value(priceSlot[slot]) : value;
    }
}
