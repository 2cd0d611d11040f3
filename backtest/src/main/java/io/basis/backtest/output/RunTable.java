package io.basis.backtest.output;

import io.basis.backtest.run.RunRecord;
import java.io.IOException;

/** One of the tables of a run: the columns it has, and how its rows come from the record. */
interface RunTable {

    /** The header line: names with their units. */
    String header(RunRecord run);

    /**
     * Writes all rows.
     *
     * @param stamps the instants of the record as text, by row
     */
    void write(RunRecord run, String[] stamps, CsvFile out) throws IOException;
}
