package io.basis.domain.exposure;

import io.basis.domain.instrument.Venue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy is worth and exposed to at an instant.
 *
 * @param equityUsdt equity in USDT, staked tokens at their protocol rate
 * @param marketEquityUsdt the same with staked tokens at their market price: what leaving now would get, before costs
 * @param sharePrice USDT per unit of the share-class currency
 * @param assets net exposure per asset other than USDT
 * @param drift (delta − target delta of the share class) × price ÷ equity of the traded asset, a fraction of equity
 * @param margins one margin account per exchange used
 * @param loan the account at Aave, or null where nothing is borrowed
 */
public record Exposure(
        double equityUsdt,
        double marketEquityUsdt,
        double sharePrice,
        List<AssetExposure> assets,
        double drift,
        List<VenueMargin> margins,
        @Nullable Loan loan) {

    /** Equity in the share-class currency. */
    public double equity() {
        return equityUsdt / sharePrice;
    }

    /** Equity with staked tokens at their market price, in the share-class currency. */
    public double marketEquity() {
        return marketEquityUsdt / sharePrice;
    }

    /**
     * The margin account at an exchange.
     *
     * @throws IllegalArgumentException when the strategy does not use that exchange
     */
    public VenueMargin margin(Venue venue) {
        for (VenueMargin margin : margins) {
            if (margin.venue() == venue) {
                return margin;
            }
        }
        throw new IllegalArgumentException("no margin account at " + venue);
    }
}
