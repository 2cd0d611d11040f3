package io.basis.backtest.output;

import io.basis.backtest.run.RunRecord;
import java.io.IOException;

/** One row per instant: equity at protocol rates, at market and in USDT, and the return curves. */
final class EquityTable implements RunTable {

    @Override
    public String header(RunRecord run) {
        return "timestamp,equity_share_class,equity_at_market_share_class,equity_usdt,share_price_usdt,net_deposits_share_class,"
                + "profit_share_class,share_index,usdt_index,drawdown_fraction";
    }

    @Override
    public void write(RunRecord run, String[] stamps, CsvFile out) throws IOException {
        double peak = 1;
        for (int row = 0; row < run.size(); row++) {
            double index = run.shareIndex().at(row);
            peak = Math.max(peak, index);
            out.cell(stamps[row])
                    .cell(run.equity().at(row))
                    .cell(run.marketEquity().at(row))
                    .cell(run.equityUsdt().at(row))
                    .cell(run.sharePrice().at(row))
                    .cell(run.netDeposits().at(row))
                    .cell(run.equity().at(row) - run.netDeposits().at(row))
                    .cell(index)
                    .cell(run.usdtIndex().at(row))
                    .cell(index / peak - 1)
                    .end();
        }
    }
}
