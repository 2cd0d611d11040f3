package io.basis.venues.catalogue;

/**
 * Price paths of the sample at five-minute points: a plausible year with a rally, a quiet spring, and one crash.
 *
 * <p>All venues and perpetuals follow one path a coin, each with its own small noise, so that they never part.
 */
final class SamplePrices {

    static final int POINTS_PER_DAY = 288;

    /** The crash starts here: a quarter of the price goes within six hours and comes back within ten days. */
    static final double CRASH_DAY = 85.0;

    private static final double[] BTC = {
        0, 61_000, 25, 70_000, 55, 57_500, 75, 66_000, 85, 62_000, 120, 59_000, 170, 68_000, 190, 88_000, 215, 101_000,
        245, 97_000, 290, 85_000, 330, 84_000, 365, 103_000, 390, 106_000, 415, 107_000
    };
    private static final double[] ETH = {
        0, 2_930, 25, 3_750, 55, 3_100, 75, 3_350, 85, 3_050, 120, 2_450, 170, 2_600, 190, 3_200, 215, 3_850, 245,
        3_250, 290, 2_200, 330, 1_800, 365, 2_550, 390, 2_500, 415, 2_490
    };
    private static final double[] EIGEN_IN_ETH = {
        0, 0.00150, 146, 0.00148, 190, 0.00085, 215, 0.00112, 290, 0.00070, 365, 0.00055, 415, 0.00046
    };
    private static final double[] ETHFI_IN_ETH = {
        0, 0.00130, 85, 0.00050, 170, 0.00062, 215, 0.00070, 290, 0.00038, 365, 0.00045, 415, 0.00039
    };

    /** What longs pay shorts in 8 hours, in the mood of the market: mostly a little, much in rallies, less than nothing after falls. */
    private static final double[] MOOD = {
        0, 0.00009, 25, 0.00012, 45, 0.00004, 75, 0.00010, 85, 0.00008, 86, -0.00012, 95, -0.00003, 120, 0.00003, 150,
        0.00006, 175, 0.00010, 195, 0.00030, 215, 0.00022, 245, 0.00008, 285, 0.00003, 300, -0.00002, 325, -0.00001,
        345, 0.00004, 370, 0.00007, 415, 0.00004
    };

    private static final double[] CRASH = {
        CRASH_DAY,
        1,
        CRASH_DAY + 0.10,
        0.90,
        CRASH_DAY + 0.25,
        0.74,
        CRASH_DAY + 0.5,
        0.80,
        CRASH_DAY + 2,
        0.90,
        CRASH_DAY + 10,
        1
    };

    private final long seed;
    private final int points;
    private final double[] btc;
    private final double[] eth;

    SamplePrices(long seed, int days) {
        this.seed = seed;
        this.points = days * POINTS_PER_DAY + 1;
        this.btc = new double[points];
        this.eth = new double[points];
        double[] market = new Wander(seed, "market").aroundZero(points, 0.045, 5 * POINTS_PER_DAY);
        double[] ethAlone = new Wander(seed, "eth").aroundZero(points, 0.03, 8 * POINTS_PER_DAY);
        for (int i = 0; i < points; i++) {
            double day = day(i);
            double crash = Wander.between(day, CRASH);
            btc[i] = Wander.between(day, BTC) * (1 + market[i]) * crash;
            eth[i] = Wander.between(day, ETH) * (1 + 1.2 * market[i] + ethAlone[i]) * crash;
        }
    }

    double[] btc() {
        return btc;
    }

    double[] eth() {
        return eth;
    }

    double[] eigenInEth() {
        return inEth("eigen", EIGEN_IN_ETH);
    }

    double[] ethfiInEth() {
        return inEth("ethfi", ETHFI_IN_ETH);
    }

    /** Spot of one venue: the coin's path with noise of so many basis points. */
    double[] spot(double[] coin, String name, double noiseBps) {
        double[] noise = new Wander(seed, name).aroundZero(points, noiseBps * 1e-4, 24);
        double[] path = new double[points];
        for (int i = 0; i < points; i++) {
            path[i] = coin[i] * (1 + noise[i]);
        }
        return path;
    }

    /** Perpetual of one venue: the coin's path with a premium that goes with the funding rate, and noise. */
    double[] perp(double[] coin, String name, double noiseBps) {
        double[] path = spot(coin, name, noiseBps);
        for (int i = 0; i < points; i++) {
            path[i] *= 1 + 4 * mood(day(i)) - 0.0003;
        }
        return path;
    }

    /** Days in which prices fall hard have everything else upset too: 1 at the bottom of the crash, 0 without one. */
    static double stress(double day) {
        return (1 - Wander.between(day, CRASH)) / 0.26;
    }

    static double mood(double day) {
        return Wander.between(day, MOOD);
    }

    static double day(int point) {
        return (double) point / POINTS_PER_DAY;
    }

    private double[] inEth(String name, double[] knots) {
        double[] alone = new Wander(seed, name).aroundZero(points, 0.08, 5 * POINTS_PER_DAY);
        double[] path = new double[points];
        for (int i = 0; i < points; i++) {
            path[i] = Wander.between(day(i), knots) * (1 + alone[i]);
        }
        return path;
    }
}
