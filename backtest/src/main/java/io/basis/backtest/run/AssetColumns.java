package io.basis.backtest.run;

import io.basis.domain.instrument.Asset;

/**
 * Net exposure to one asset over the run.
 *
 * @param delta units of the asset
 * @param price USDT per unit
 */
public record AssetColumns(Asset asset, Column delta, Column price) {

    AssetColumns(Asset asset, int capacity) {
        this(asset, new Column(capacity), new Column(capacity));
    }
}
