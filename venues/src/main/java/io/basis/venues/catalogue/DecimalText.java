package io.basis.venues.catalogue;

import java.nio.charset.StandardCharsets;

/** Reads decimal numbers from bytes, to the same bit as {@link Double#parseDouble}. */
final class DecimalText {

    /** Up to here every whole number is a double. */
    private static final long EXACT = 1L << 53;

    /** Beyond this the mantissa would not fit a long once another digit is added. */
    private static final long LAST_WITH_ROOM = (Long.MAX_VALUE - 9) / 10;

    private static final int FAR = 10_000;

    /** The powers of ten that are doubles exactly. */
    private static final double[] TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private DecimalText() {}

    /**
     * The number written in {@code text[from, to)}, or NaN if it is none: an optional sign, digits with an optional
     * point, an optional exponent, nothing else.
     *
     * <p>A mantissa and a power of ten that are both exact need one correctly rounded operation; all other numbers,
     * which are rare, go the slow way.
     */
    static double parse(byte[] text, int from, int to) {
        int at = from;
        boolean negative = false;
        if (at < to && (text[at] == '-' || text[at] == '+')) {
            negative = text[at] == '-';
            at++;
        }
        long mantissa = 0;
        boolean exact = true;
        int digits = 0;
        int scale = 0;
        boolean point = false;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits++;
                if (mantissa > LAST_WITH_ROOM) {
                    exact = false;
                } else {
                    mantissa = mantissa * 10 + digit;
                    if (point) {
                        scale++;
                    }
                }
            } else if (text[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        int exponent = 0;
        if (at < to && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            boolean down = false;
            if (at < to && (text[at] == '-' || text[at] == '+')) {
                down = text[at] == '-';
                at++;
            }
            int first = at;
            for (; at < to && text[at] >= '0' && text[at] <= '9'; at++) {
                exponent = Math.min(FAR, exponent * 10 + (text[at] - '0'));
            }
            if (at == first) {
                return Double.NaN;
            }
            exponent = down ? -exponent : exponent;
        }
        if (at != to) {
            return Double.NaN;
        }
        int power = exponent - scale;
        if (!exact || mantissa > EXACT || power < -22 || power > 22) {
            return Double.parseDouble(new String(text, from, to - from, StandardCharsets.US_ASCII));
        }
        double value = power < 0 ? mantissa / TEN[-power] : mantissa * TEN[power];
        return negative ? -value : value;
    }
}
