package io.basis.domain.exposure;

import io.basis.domain.instrument.Asset;

/**
 * Net exposure to one asset: spot + supplied − owed + perpetuals.
 *
 * @param delta units of the asset
 * @param price USDT per unit
 */
public record AssetExposure(Asset asset, double delta, double price) {

    public double deltaUsdt() {
        return delta * price;
    }
}
