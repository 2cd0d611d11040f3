package io.basis.backtest.output;

import io.basis.backtest.run.RunRecord;
import io.basis.domain.pnl.Source;
import java.io.IOException;

/** One row per instant: profit and loss by source since the start, and what they do not explain. */
final class AttributionTable implements RunTable {

    @Override
    public String header(RunRecord run) {
        StringBuilder header = new StringBuilder("timestamp");
        for (Source source : run.attribution().keySet()) {
            header.append(',').append(source.wire()).append("_share_class");
        }
        return header.append(",residual_share_class").toString();
    }

    @Override
    public void write(RunRecord run, String[] stamps, CsvFile out) throws IOException {
        for (int row = 0; row < run.size(); row++) {
            out.cell(stamps[row]);
            for (var column : run.attribution().values()) {
                out.cell(column.at(row));
            }
            out.cell(run.residual().at(row)).end();
        }
    }
}
