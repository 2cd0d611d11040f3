package io.basis.marketdata.signal;

import java.util.Arrays;

/**
 * What a linear regression needs to know of its samples, in sums: those of several days can be added up, so that a
 * rolling fit costs as much as its last day.
 */
final class NormalEquations {

    private final int width;

    /** Lower triangle of the sum of x·xᵀ, row by row. */
    private final double[] products;

    private final double[] moments;
    private double squares;
    private int samples;

    NormalEquations(int width) {
        this.width = width;
        this.products = new double[width * (width + 1) / 2];
        this.moments = new double[width];
    }

    int samples() {
        return samples;
    }

    void clear() {
        Arrays.fill(products, 0);
        Arrays.fill(moments, 0);
        squares = 0;
        samples = 0;
    }

    void add(double[] x, double y) {
        int at = 0;
        for (int i = 0; i < width; i++) {
            double xi = x[i];
            for (int j = 0; j <= i; j++) {
                products[at++] += xi * x[j];
            }
            moments[i] += xi * y;
        }
        squares += y * y;
        samples++;
    }

    void add(NormalEquations other) {
        for (int i = 0; i < products.length; i++) {
            products[i] += other.products[i];
        }
        for (int i = 0; i < width; i++) {
            moments[i] += other.moments[i];
        }
        squares += other.squares;
        samples += other.samples;
    }

    /**
     * The weights of least squares with a penalty on their size, by the factorisation of Cholesky.
     *
     * @param penalty above 0, so that there always is one solution
     */
    double[] solve(double penalty) {
        double[] factor = products.clone();
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = factor[index(i, j)] + (i == j ? penalty : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[index(i, k)] * factor[index(j, k)];
                }
                factor[index(i, j)] = i == j ? Math.sqrt(sum) : sum / factor[index(j, j)];
            }
        }
        double[] weights = moments.clone();
        for (int i = 0; i < width; i++) {
            for (int k = 0; k < i; k++) {
                weights[i] -= factor[index(i, k)] * weights[k];
            }
            weights[i] /= factor[index(i, i)];
        }
        for (int i = width - 1; i >= 0; i--) {
            for (int k = i + 1; k < width; k++) {
                weights[i] -= factor[index(k, i)] * weights[k];
            }
            weights[i] /= factor[index(i, i)];
        }
        return weights;
    }

    /** Standard deviation of what weights leave unexplained in these samples. */
    double residualSd(double[] weights) {
        double left = squares;
        for (int i = 0; i < width; i++) {
            left -= 2 * weights[i] * moments[i];
            for (int j = 0; j < width; j++) {
                left += weights[i] * weights[j] * products[index(Math.max(i, j), Math.min(i, j))];
            }
        }
        return Math.sqrt(Math.max(0, left) / samples);
    }

    private static int index(int row, int column) {
        return row * (row + 1) / 2 + column;
    }
}
