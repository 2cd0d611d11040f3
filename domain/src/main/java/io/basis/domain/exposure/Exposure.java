package io.basis.domain.exposure;

import io.basis.domain.instrument.Venue;
import java.util.List;

/**
 * What a strategy is worth and exposed to at an instant.
 *
 * @param equityUsdt equity in USDT
 * @param sharePrice USDT per unit of the share-class currency
 * @param assets net exposure per asset other than USDT
 * @param drift (delta − target delta of the share class) × price ÷ equity of the traded asset, a fraction of equity
 * @param margins one margin account per exchange used
 */
public record Exposure(
        double equityUsdt, double sharePrice, List<AssetExposure> assets, double drift, List<VenueMargin> margins) {

    /** Equity in the share-class currency. */
    public double equity() {
        return equityUsdt / sharePrice;
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
