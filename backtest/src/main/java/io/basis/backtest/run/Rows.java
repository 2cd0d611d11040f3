package io.basis.backtest.run;

import java.util.Arrays;

/** Numbers in rows of one width, one row behind the other in memory, because a run fills whole rows. */
final class Rows {

    private final int width;
    private double[] values;

    Rows(int width, int capacity) {
        this.width = width;
        values = new double[width * capacity];
    }

    /** Makes sure that a row exists, and says where it starts. */
    int start(int row) {
        int start = row * width;
        if (start + width > values.length) {
            values = Arrays.copyOf(values, Math.max(start + width, 2 * values.length));
        }
        return start;
    }

    /** Sets the number at a place counted from {@link #start}. */
    void set(int place, double value) {
        values[place] = value;
    }

    /** The number at a place counted from {@link #start}. */
    double get(int place) {
        return values[place];
    }

    double at(int row, int column) {
        return values[row * width + column];
    }

    Column column(int index) {
        return new Column(this, index);
    }
}
