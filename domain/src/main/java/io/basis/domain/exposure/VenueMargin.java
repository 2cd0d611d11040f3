package io.basis.domain.exposure;

import io.basis.domain.instrument.Venue;

/**
 * The margin account of a strategy at one exchange, all in USDT.
 *
 * @param cash USDT balance, negative when borrowed against collateral
 * @param unrealised Σ unrealised profit of the perpetuals there
 * @param collateral Σ market value of the coins there, before the haircut
 * @param notional Σ |quantity × mark| of the perpetuals there
 * @param net Σ quantity × mark of the perpetuals there, negative for shorts
 * @param ratio (cash + unrealised + haircut × collateral) ÷ notional, NaN without perpetuals
 */
public record VenueMargin(
        Venue venue, double cash, double unrealised, double collateral, double notional, double net, double ratio) {

    /** Equity of the strategy at the venue: what would be there if all were sold at the mark. */
    public double equity() {
        return cash + unrealised + collateral;
    }

    /**
     * Move of the price against the position at which the margin ratio falls to a level, fraction of the price; infinite
     * where no move does it, NaN without perpetuals.
     *
     * <p>At a move x against it the account has M − x·(N ∓ haircut·collateral) over N·(1 ± x): M is the margin, N the
     * notional, the upper signs those of a short, whose coins gain when it loses.
     *
     * @param haircut share of a coin's value that counts as margin
     */
    public double distanceTo(double level, double haircut) {
        if (notional == 0) {
            return Double.NaN;
        }
        double side = net < 0 ? 1 : -1;
        double margin = cash + unrealised + haircut * collateral;
        double lossPerMove = Math.abs(net) - side * haircut * collateral + side * level * notional;
        return lossPerMove <= 0 ? Double.POSITIVE_INFINITY : Math.max(0, (margin - level * notional) / lossPerMove);
    }

    /** Cash that can leave without borrowing: profit and loss that is not realised yet counts. */
    public double available() {
        return Math.max(0, cash + unrealised);
    }
}
