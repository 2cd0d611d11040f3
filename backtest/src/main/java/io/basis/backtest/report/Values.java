package io.basis.backtest.report;

import io.basis.backtest.run.Column;
import io.basis.backtest.run.RunRecord;

/** Arithmetic on the values of a line. */
final class Values {

    static final double PERCENT = 100;

    private Values() {}

    /** Multiplies in place. */
    static double[] scaled(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return values;
    }

    static boolean anyNonZero(double[] values) {
        for (double value : values) {
            if (value != 0 && Double.isFinite(value)) {
                return true;
            }
        }
        return false;
    }

    static boolean anyNonZero(RunRecord run, Column column) {
        return anyNonZero(column.first(run.size()));
    }

    static boolean anyFinite(RunRecord run, Column column) {
        for (int row = 0; row < run.size(); row++) {
            if (Double.isFinite(column.at(row))) {
                return true;
            }
        }
        return false;
    }
}
