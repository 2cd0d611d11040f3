package io.basis.domain.strategy;

/**
 * How predictions are traded.
 *
 * @param threshold confidence from which a signal counts, 0 to 1
 * @param maxPositionSize notional per unit of equity
 * @param takeProfitSd standard deviations at which profit is taken
 * @param stopLossSd standard deviations at which a loss is cut
 * @param sdFloor least standard deviation, fraction of the price
 * @param sdCap greatest standard deviation, fraction of the price
 */
public record Signals(
        double threshold,
        double maxPositionSize,
        double takeProfitSd,
        double stopLossSd,
        double sdFloor,
        double sdCap) {}
