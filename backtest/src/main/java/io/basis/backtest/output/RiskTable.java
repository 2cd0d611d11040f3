package io.basis.backtest.output;

import io.basis.backtest.run.AssetColumns;
import io.basis.backtest.run.MarginColumns;
import io.basis.backtest.run.RunRecord;
import java.io.IOException;
import java.util.Locale;

/** One row per instant: what the risks allowed, the drift, the exposure per asset and the margin per exchange. */
final class RiskTable implements RunTable {

    @Override
    public String header(RunRecord run) {
        StringBuilder header = new StringBuilder("timestamp,allowed,delta_drift_fraction_of_equity");
        for (AssetColumns asset : run.assets()) {
            String name = asset.asset().name().toLowerCase(Locale.ROOT);
            header.append(",delta_").append(name).append(",price_").append(name).append("_usdt");
        }
        for (MarginColumns margin : run.margins()) {
            String venue = "," + margin.venue();
            header.append(venue).append("_margin_ratio");
            header.append(venue).append("_cash_usdt");
            header.append(venue).append("_unrealised_usdt");
            header.append(venue).append("_collateral_usdt");
            header.append(venue).append("_notional_usdt");
        }
        return header.toString();
    }

    @Override
    public void write(RunRecord run, String[] stamps, CsvFile out) throws IOException {
        for (int row = 0; row < run.size(); row++) {
            out.cell(stamps[row])
                    .cell(run.allowed().get(row).name().toLowerCase(Locale.ROOT))
                    .cell(run.drift().at(row));
            for (AssetColumns asset : run.assets()) {
                out.cell(asset.delta().at(row)).cell(asset.price().at(row));
            }
            for (MarginColumns margin : run.margins()) {
                out.cell(margin.ratio().at(row))
                        .cell(margin.cash().at(row))
                        .cell(margin.unrealised().at(row))
                        .cell(margin.collateral().at(row))
                        .cell(margin.notional().at(row));
            }
            out.end();
        }
    }
}
