package io.basis.backtest.run;

import io.basis.domain.instrument.Asset;

/**
 * Net exposure to one asset over the run.
 *
 * @param delta units of the asset
 * @param price USDT per unit
 */
public record AssetColumns(Asset asset, Column delta, Column price) {

    /** Columns that an asset takes. */
    static final int WIDTH = 2;

    static AssetColumns of(Asset asset, Rows rows, int first) {
        return new AssetColumns(asset, rows.column(first), rows.column(first + 1));
    }
}
