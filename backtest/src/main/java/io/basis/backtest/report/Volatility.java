package io.basis.backtest.report;

import io.basis.backtest.run.AssetColumns;
import io.basis.backtest.run.RunRecord;
import io.basis.pnl.metrics.Metrics;
import io.basis.pnl.metrics.ReturnCurve;
import org.jspecify.annotations.Nullable;

/** How much the price of an asset moved during a run, measured like the returns of the strategy. */
final class Volatility {

    private Volatility() {}

    static @Nullable Double ofPrice(RunRecord run, AssetColumns asset) {
        double[] growth = asset.price().first(run.size());
        double first = growth[0];
        for (int row = 0; row < growth.length; row++) {
            growth[row] /= first;
        }
        return Metrics.of(new ReturnCurve(run.at(), growth)).volatility();
    }
}
