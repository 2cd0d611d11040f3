package io.basis.backtest.report;

import io.basis.backtest.run.Column;
import io.basis.domain.risk.RiskType;

/**
 * Reduces the rows of a run to as many points as a chart can show.
 *
 * <p>Each point stands for as many rows in a row. What it shows of them is chosen by the reader of the chart: the last
 * value of a level, the worst of a risk, so that no extreme disappears between two points.
 */
final class Sampling {

    private final int rows;
    private final int stride;

    Sampling(int rows, int mostPoints) {
        this.rows = rows;
        stride = Math.max(1, (rows + mostPoints - 1) / mostPoints);
    }

    int points() {
        return (rows + stride - 1) / stride;
    }

    /** Rows that one point stands for. */
    int stride() {
        return stride;
    }

    int firstRow(int point) {
        return point * stride;
    }

    int lastRow(int point) {
        return Math.min(rows, (point + 1) * stride) - 1;
    }

    double[] last(Column column) {
        double[] values = new double[points()];
        for (int point = 0; point < values.length; point++) {
            values[point] = column.at(lastRow(point));
        }
        return values;
    }

    double[] last(double[] rowValues) {
        double[] values = new double[points()];
        for (int point = 0; point < values.length; point++) {
            values[point] = rowValues[lastRow(point)];
        }
        return values;
    }

    /** The smallest value of each point. */
    double[] lowest(Column column) {
        double[] values = new double[points()];
        for (int point = 0; point < values.length; point++) {
            double lowest = Double.POSITIVE_INFINITY;
            for (int row = firstRow(point); row <= lastRow(point); row++) {
                lowest = Math.min(lowest, column.at(row));
            }
            values[point] = lowest;
        }
        return values;
    }

    /** The largest value of each point. */
    double[] highest(Column column) {
        double[] values = new double[points()];
        for (int point = 0; point < values.length; point++) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int row = firstRow(point); row <= lastRow(point); row++) {
                highest = Math.max(highest, column.at(row));
            }
            values[point] = highest;
        }
        return values;
    }

    /** The worst value of each point by the measure of a risk; NaN where none of its rows has one. */
    double[] worst(Column column, RiskType type) {
        double[] values = new double[points()];
        for (int point = 0; point < values.length; point++) {
            double worst = Double.NaN;
            for (int row = firstRow(point); row <= lastRow(point); row++) {
                double value = column.at(row);
                worst = Double.isNaN(worst) || type.worse(value, worst) ? value : worst;
            }
            values[point] = worst;
        }
        return values;
    }

    /** The value farthest from zero of each point, with its sign. */
    double[] farthest(Column column) {
        double[] values = new double[points()];
        for (int point = 0; point < values.length; point++) {
            double farthest = 0;
            for (int row = firstRow(point); row <= lastRow(point); row++) {
                double value = column.at(row);
                farthest = Math.abs(value) > Math.abs(farthest) ? value : farthest;
            }
            values[point] = farthest;
        }
        return values;
    }

    /** The deepest fall below the highest value so far, fraction, of each point. */
    double[] drawdown(Column index) {
        double[] values = new double[points()];
        double peak = 1;
        for (int point = 0; point < values.length; point++) {
            double deepest = 0;
            for (int row = firstRow(point); row <= lastRow(point); row++) {
                peak = Math.max(peak, index.at(row));
                deepest = Math.min(deepest, index.at(row) / peak - 1);
            }
            values[point] = deepest;
        }
        return values;
    }
}
