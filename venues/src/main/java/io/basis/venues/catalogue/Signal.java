package io.basis.venues.catalogue;

import java.time.Duration;
import java.time.Instant;

/**
 * A prediction for the bar that opens at an instant, made from what was known before it.
 *
 * @param confidence probability that the direction is right, 0 to 1
 * @param sd standard deviation of the predicted return, fraction of the price
 */
public record Signal(Instant at, Direction direction, double confidence, double sd) {

    /** Length of the bars that are predicted. */
    public static final Duration BAR = Duration.ofMinutes(5);

    /** Which way the price is predicted to go. */
    public enum Direction {
        LONG("long", 1),
        NEUTRAL("neutral", 0),
        SHORT("short", -1);

        private final String wire;
        private final int sign;

        Direction(String wire, int sign) {
            this.wire = wire;
            this.sign = sign;
        }

        /** 1, 0 or -1. */
        public int sign() {
            return sign;
        }

        @Override
        public String toString() {
            return wire;
        }
    }

    public Signal {
        if (at.toEpochMilli() % BAR.toMillis() != 0) {
            throw new IllegalArgumentException(
                    "timestamp " + at + " is not a multiple of 5 minutes, the open of a five-minute bar is needed");
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is " + confidence + ", a number from 0 to 1 is needed");
        }
        if (!(sd > 0 && sd <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("sd is " + sd + ", a fraction above 0 is needed");
        }
    }
}
