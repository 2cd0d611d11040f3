package io.basis.venues.catalogue;

/** Reads the two forms in which files write an instant: {@code 2024-05-12T00:00:00Z} and the date {@code 2024-05-12}. */
final class InstantText {

    /** What {@link #parse} returns for anything that is not an instant. */
    static final long NONE = Long.MIN_VALUE;

    private static final int[] DAYS_IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final long MILLIS_PER_DAY = 86_400_000L;

    private InstantText() {}

    /** Milliseconds since 1970 of the instant written in {@code text[from, to)}; a date means its midnight, UTC. */
    static long parse(byte[] text, int from, int to) {
        int length = to - from;
        if (length != 10 && length != 20) {
            return NONE;
        }
        int year = number(text, from, 2) * 100 + number(text, from + 2, 2);
        int month = number(text, from + 5, 2);
        int day = number(text, from + 8, 2);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > days(year, month)) {
            return NONE;
        }
        if (text[from + 4] != '-' || text[from + 7] != '-') {
            return NONE;
        }
        long midnight = epochDay(year, month, day) * MILLIS_PER_DAY;
        if (length == 10) {
            return midnight;
        }
        int hour = number(text, from + 11, 2);
        int minute = number(text, from + 14, 2);
        int second = number(text, from + 17, 2);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return NONE;
        }
        if (text[from + 10] != 'T' || text[from + 13] != ':' || text[from + 16] != ':' || text[from + 19] != 'Z') {
            return NONE;
        }
        return midnight + ((hour * 60L + minute) * 60L + second) * 1000L;
    }

    /** Two digits as a number; anything else gives a number too negative to pass for a part of a date. */
    private static int number(byte[] text, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -100_000;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS_IN_MONTH[month - 1];
    }

    /** Days since 1970 in the Gregorian calendar, counting years from March so that leap days come last. */
    private static long epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int fromMarch = (month + 9) % 12;
        long dayOfYear = (153L * fromMarch + 2) / 5 + day - 1;
        return 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468L;
    }
}
