package io.basis.backtest.run;

/** One number per row, NaN or infinite where there is none. */
public final class Column {

    private final Rows rows;
    private final int index;

    Column(Rows rows, int index) {
        this.rows = rows;
        this.index = index;
    }

    public double at(int row) {
        return rows.at(row, index);
    }

    /** The numbers of the first rows, as an array that the caller may keep. */
    public double[] first(int count) {
        double[] values = new double[count];
        for (int row = 0; row < count; row++) {
            values[row] = rows.at(row, index);
        }
        return values;
    }
}
