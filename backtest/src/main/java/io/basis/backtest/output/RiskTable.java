package io.basis.backtest.output;

import io.basis.backtest.run.AssetColumns;
import io.basis.backtest.run.Column;
import io.basis.backtest.run.LoanColumns;
import io.basis.backtest.run.MarginColumns;
import io.basis.backtest.run.RiskColumns;
import io.basis.backtest.run.RunRecord;
import io.basis.domain.risk.RiskType;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One row per instant: what the risks allowed and which of them acted, drift and loan, the value of each watched risk
 * (of several exchanges the worst), the exposure per asset and the margin per exchange.
 */
final class RiskTable implements RunTable {

    /** Risks whose value stands in a column of its own, whether they are watched or not. */
    private static final Set<RiskType> SHOWN =
            EnumSet.of(RiskType.DELTA_DRIFT, RiskType.MARGIN_RATIO, RiskType.HEALTH_FACTOR, RiskType.LTV);

    @Override
    public String header(RunRecord run) {
        StringBuilder header = new StringBuilder("timestamp,allowed,status,acting,delta_drift_fraction_of_equity");
        if (run.loan() != null) {
            header.append(",health_factor,ltv,loan_collateral_eth,loan_debt_eth");
        }
        for (RiskType type : run.risk().readings().keySet()) {
            if (!SHOWN.contains(type)) {
                header.append(',').append(lower(type));
            }
        }
        for (AssetColumns asset : run.assets()) {
            String name = lower(asset.asset());
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
        RiskColumns risk = run.risk();
        LoanColumns loan = run.loan();
        for (int row = 0; row < run.size(); row++) {
            RiskType acting = risk.acting().get(row);
            out.cell(stamps[row])
                    .cell(lower(risk.allowed().get(row)))
                    .cell(lower(risk.status().get(row)))
                    .cell(acting == null ? null : lower(acting))
                    .cell(risk.drift().at(row));
            if (loan != null) {
                out.cell(loan.healthFactor().at(row))
                        .cell(loan.ltv().at(row))
                        .cell(loan.collateral().at(row))
                        .cell(loan.debt().at(row));
            }
            for (Map.Entry<RiskType, Column> reading : risk.readings().entrySet()) {
                if (!SHOWN.contains(reading.getKey())) {
                    out.cell(reading.getValue().at(row));
                }
            }
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

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
