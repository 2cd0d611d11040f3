package io.basis.backtest.run;

import java.util.Arrays;

/** One number per row, NaN where there is none; grows as rows are set. */
public final class Column {

    private double[] values;

    Column(int capacity) {
        values = new double[capacity];
        Arrays.fill(values, Double.NaN);
    }

    void set(int row, double value) {
        if (row >= values.length) {
            grow(row);
        }
        values[row] = value;
    }

    public double at(int row) {
        return row < values.length ? values[row] : Double.NaN;
    }

    /** The numbers of the first rows, as an array that the caller may keep. */
    public double[] first(int rows) {
        double[] copy = Arrays.copyOf(values, rows);
        if (rows > values.length) {
            Arrays.fill(copy, values.length, rows, Double.NaN);
        }
        return copy;
    }

    private void grow(int row) {
        int before = values.length;
        values = Arrays.copyOf(values, Math.max(row + 1, before * 2));
        Arrays.fill(values, before, values.length, Double.NaN);
    }
}
