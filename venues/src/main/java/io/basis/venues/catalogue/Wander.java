package io.basis.venues.catalogue;

import java.util.SplittableRandom;

/**
 * Random paths of the generator, from basic arithmetic only, so that a seed gives the same bits on every machine.
 *
 * <p>Each path has a stream of its own, named, so that a new series does not change the others.
 */
final class Wander {

    private static final double SQRT_3 = 1.7320508075688772;

    private final SplittableRandom random;

    Wander(long seed, String name) {
        long mixed = seed;
        for (int i = 0; i < name.length(); i++) {
            mixed = mixed * 0x9E3779B97F4A7C15L + name.charAt(i);
        }
        this.random = new SplittableRandom(mixed);
    }

    double uniform() {
        return random.nextDouble();
    }

    double uniform(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** Mean 0 and variance 1, nearly normal, never beyond 3.5: the sum of four uniform numbers. */
    double normal() {
        return (random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2) * SQRT_3;
    }

    /**
     * A path that wanders around zero and is drawn back to it.
     *
     * @param deviation its standard deviation in the long run
     * @param memory steps after which a displacement has fallen to about a third
     */
    double[] aroundZero(int points, double deviation, double memory) {
        double[] path = new double[points];
        double keep = 1 - 1 / memory;
        double shock = deviation * StrictMath.sqrt(1 - keep * keep);
        for (int i = 1; i < points; i++) {
            path[i] = path[i - 1] * keep + shock * normal();
        }
        return path;
    }

    /** Straight lines between knots given as pairs (position, value), positions ascending; flat outside them. */
    static double between(double position, double... knots) {
        if (position <= knots[0]) {
            return knots[1];
        }
        for (int i = 2; i < knots.length; i += 2) {
            if (position <= knots[i]) {
                double share = (position - knots[i - 2]) / (knots[i] - knots[i - 2]);
                return knots[i - 1] + share * (knots[i + 1] - knots[i - 1]);
            }
        }
        return knots[knots.length - 1];
    }
}
