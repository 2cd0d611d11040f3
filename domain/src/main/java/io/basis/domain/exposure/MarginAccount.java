package io.basis.domain.exposure;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How one exchange margins an account: the positions that count there, bound to their slots. */
public final class MarginAccount {

    private final Venue venue;
    private final Valuation valuation;
    private final double haircut;
    private final int cash;
    private final int[] coins;
    private final int[] perps;

    private MarginAccount(Venue venue, PositionLayout positions, Valuation valuation, double haircut) {
        this.venue = venue;
        this.valuation = valuation;
        this.haircut = haircut;
        cash = positions.require(InstrumentKey.token(venue, Asset.USDT));
        coins = slots(positions, venue, PositionType.BASE_TOKEN, cash);
        perps = slots(positions, venue, PositionType.PERP, cash);
    }

    /**
     * One account for every exchange at which a perpetual is subscribed.
     *
     * @param haircut share of a coin's value that counts as margin
     */
    public static List<MarginAccount> of(PositionLayout positions, Valuation valuation, double haircut) {
        Set<Venue> venues = EnumSet.noneOf(Venue.class);
        for (InstrumentKey key : positions.keys()) {
            if (key.type() == PositionType.PERP) {
                venues.add(key.venue());
            }
        }
        List<MarginAccount> accounts = new ArrayList<>();
        for (Venue venue : venues) {
            accounts.add(new MarginAccount(venue, positions, valuation, haircut));
        }
        return accounts;
    }

    private static int[] slots(PositionLayout positions, Venue venue, PositionType type, int except) {
        List<Integer> slots = new ArrayList<>();
        for (int slot = 0; slot < positions.size(); slot++) {
            InstrumentKey key = positions.key(slot);
            if (key.venue() == venue && key.type() == type && slot != except) {
                slots.add(slot);
            }
        }
        return slots.stream().mapToInt(Integer::intValue).toArray();
    }

    public Venue venue() {
        return venue;
    }

    /** Slots of the perpetuals held here. */
    public int[] perps() {
        return perps.clone();
    }

    /** The account as the venue sees it. */
    public VenueMargin read(Positions held, MarketSnapshot market) {
        double unrealised = 0;
        double notional = 0;
        double net = 0;
        for (int slot : perps) {
            double units = held.units(slot);
            if (units != 0) {
                double exposed = units * valuation.mark(slot, market);
                unrealised += exposed - held.openCost(slot);
                notional += Math.abs(exposed);
                net += exposed;
            }
        }
        double collateral = 0;
        for (int slot : coins) {
            collateral += valuation.value(held, slot, market);
        }
        double usdt = held.units(cash);
        double ratio = notional == 0 ? Double.NaN : (usdt + unrealised + haircut * collateral) / notional;
        return new VenueMargin(venue, usdt, unrealised, collateral, notional, net, ratio);
    }

    /**
     * The share of the way from the prices of one view to those of another at which the margin ratio falls to a level.
     *
     * <p>All prices are taken to move together in a straight line, so that the ratio is a quotient of two lines.
     *
     * @return a share in [0, 1], or NaN when the ratio stays above the level on the way
     */
    public static double shareOfWayTo(
            double level, double equityFrom, double equityTo, double notionalFrom, double notionalTo) {
        double from = equityFrom - level * notionalFrom;
        double to = equityTo - level * notionalTo;
        if (from <= 0) {
            return 0;
        }
        return to > 0 ? Double.NaN : from / (from - to);
    }
}
