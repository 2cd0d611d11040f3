package io.basis.venues.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One file of a catalogue in the making: rows of instants and rounded numbers, written as gzip.
 *
 * <p>The gzip holds its text uncompressed, in blocks laid out here: what a compressor makes of the same text depends on
 * its version, and the files of one seed must be the same bytes everywhere.
 */
final class CsvFile {

    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final int LARGEST_BLOCK = 65_535;

    /** Magic, deflate, no flags, no time, no extra flags, unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final long[] TEN = powersOfTen();

    private final String path;
    private final String interval;
    private final List<String> columns;
    private byte[] text = new byte[1 << 16];
    private int length;
    private int rows;
    private boolean rowBegun;
    private String first = "";
    private String last = "";

    CsvFile(String path, String interval, String... columns) {
        this.path = path;
        this.interval = interval;
        this.columns = List.of(columns);
        text(String.join(",", columns));
        put('\n');
        rowBegun = false;
    }

    String path() {
        return path;
    }

    String interval() {
        return interval;
    }

    List<String> columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** First cell of the first row, as written. */
    String first() {
        return first;
    }

    /** First cell of the last row, as written. */
    String last() {
        return last;
    }

    CsvFile instant(long millis) {
        int from = separate();
        long day = Math.floorDiv(millis, MILLIS_PER_DAY);
        int second = (int) (Math.floorMod(millis, MILLIS_PER_DAY) / 1000);
        putDate(day);
        put('T');
        putTwo(second / 3600);
        put(':');
        putTwo(second / 60 % 60);
        put(':');
        putTwo(second % 60);
        put('Z');
        return stamped(from);
    }

    CsvFile date(long millis) {
        int from = separate();
        putDate(Math.floorDiv(millis, MILLIS_PER_DAY));
        return stamped(from);
    }

    /** A number rounded half up to so many decimals, all of them written. */
    CsvFile number(double value, int decimals) {
        separate();
        long scaled = Math.round(value * TEN[decimals]);
        if (scaled < 0) {
            put('-');
            scaled = -scaled;
        }
        int digits = decimals + 1;
        while (digits < TEN.length && TEN[digits] <= scaled) {
            digits++;
        }
        int end = length + digits + (decimals > 0 ? 1 : 0);
        int at = end;
        for (int written = 0; written < digits; written++) {
            if (written == decimals && decimals > 0) {
                text[--at] = '.';
            }
            text[--at] = (byte) ('0' + scaled % 10);
            scaled /= 10;
        }
        length = end;
        return this;
    }

    CsvFile text(String cell) {
        separate();
        for (byte one : cell.getBytes(StandardCharsets.UTF_8)) {
            put(one);
        }
        return this;
    }

    void endRow() {
        put('\n');
        rowBegun = false;
        rows++;
    }

    void write(Path root) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(root.resolve(path.substring(0, path.lastIndexOf('/'))));
        Files.write(file, packed());
    }

    private byte[] packed() {
        int blocks = Math.max(1, (length + LARGEST_BLOCK - 1) / LARGEST_BLOCK);
        byte[] packed = new byte[HEADER.length + 5 * blocks + length + 8];
        System.arraycopy(HEADER, 0, packed, 0, HEADER.length);
        int at = HEADER.length;
        for (int block = 0; block < blocks; block++) {
            int from = block * LARGEST_BLOCK;
            int size = Math.min(LARGEST_BLOCK, length - from);
            packed[at] = (byte) (block == blocks - 1 ? 1 : 0);
            littleEndian(packed, at + 1, size, 2);
            littleEndian(packed, at + 3, ~size, 2);
            System.arraycopy(text, from, packed, at + 5, size);
            at += 5 + size;
        }
        CRC32 crc = new CRC32();
        crc.update(text, 0, length);
        littleEndian(packed, at, crc.getValue(), 4);
        littleEndian(packed, at + 4, length, 4);
        return packed;
    }

    private static void littleEndian(byte[] bytes, int at, long value, int count) {
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (value >> (8 * i));
        }
    }

    /** Begins a cell; returns where it starts. */
    private int separate() {
        if (length + 128 > text.length) {
            text = Arrays.copyOf(text, text.length * 2);
        }
        if (rowBegun) {
            put(',');
        }
        rowBegun = true;
        return length;
    }

    private CsvFile stamped(int from) {
        if (from > 0 && text[from - 1] == '\n') {
            last = new String(text, from, length - from, StandardCharsets.US_ASCII);
            first = rows == 0 ? last : first;
        }
        return this;
    }

    private void putDate(long epochDay) {
        // Civil date from days, in years that start in March: the inverse of the count in InstantText.
        long z = epochDay + 719_468;
        long era = z / 146_097;
        long dayOfEra = z % 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (int) ((5 * dayOfYear + 2) / 153);
        int day = (int) (dayOfYear - (153L * fromMarch + 2) / 5 + 1);
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        int year = (int) (yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
        putTwo(year / 100);
        putTwo(year % 100);
        put('-');
        putTwo(month);
        put('-');
        putTwo(day);
    }

    private void putTwo(int value) {
        put('0' + value / 10);
        put('0' + value % 10);
    }

    private void put(int one) {
        if (length == text.length) {
            text = Arrays.copyOf(text, text.length * 2);
        }
        text[length++] = (byte) one;
    }

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
