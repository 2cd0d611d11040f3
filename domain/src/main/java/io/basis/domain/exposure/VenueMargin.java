package io.basis.domain.exposure;

import io.basis.domain.instrument.Venue;

/**
 * The margin account of a strategy at one exchange, all in USDT.
 *
 * @param cash USDT balance, negative when borrowed against collateral
 * @param unrealised Σ unrealised profit of the perpetuals there
 * @param collateral Σ market value of the coins there, before the haircut
 * @param notional Σ |quantity × mark| of the perpetuals there
 * @param ratio (cash + unrealised + haircut × collateral) ÷ notional, NaN without perpetuals
 */
public record VenueMargin(
        Venue venue, double cash, double unrealised, double collateral, double notional, double ratio) {

    /** Equity of the strategy at the venue: what would be there if all were sold at the mark. */
    public double equity() {
        return cash + unrealised + collateral;
    }

    /** Cash that can leave without borrowing: profit and loss that is not realised yet counts. */
    public double available() {
        return Math.max(0, cash + unrealised);
    }
}
