package io.basis.venues.catalogue;

import io.basis.venues.catalogue.SeriesFile.Shape;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one series from its file, checking every line.
 *
 * <p>Works on bytes and by hand, because reading dominates the start of a backtest: no line, field or number becomes a
 * string unless it is wrong.
 */
final class SeriesReader {

    /** Roles of a column besides the index of a cell. */
    private static final int IGNORED = -1;

    private static final int TIME = -2;

    /** Longest piece of a wrong file that is repeated in a message. */
    private static final int QUOTED = 40;

    private final Path path;
    private final SeriesFile file;
    private final boolean strict;
    private final long stepMillis;

    private byte[] text = {};
    private int length;
    private int position;
    private int line;
    private int[] roles = {};

    private long[] time = {};
    private double[][] columns = {};
    private int size;

    private final double[] cells;
    private @Nullable String firstProblem;
    private int problems;
    private int duplicates;

    private SeriesReader(Path root, SeriesFile file, boolean strict) {
        this.path = root.resolve(file.path());
        this.file = file;
        this.strict = strict;
        this.stepMillis = file.step().toMillis();
        this.cells = new double[file.columns().size()];
    }

    /**
     * The series, whole.
     *
     * @throws CatalogueException at the first thing wrong with the file
     */
    static TimeSeries read(Path root, SeriesFile file) {
        return new SeriesReader(root, file, true).read().series();
    }

    /** What can be read, leaving out every line that cannot. */
    static Tolerant readTolerantly(Path root, SeriesFile file) {
        SeriesReader reader = new SeriesReader(root, file, false).read();
        return new Tolerant(reader.series(), reader.problems, reader.duplicates, reader.firstProblem);
    }

    /** A series as far as it could be read, and what was wrong with the rest. */
    record Tolerant(
            TimeSeries series,
            int problems,
            int duplicates,
            @Nullable String firstProblem) {}

    private SeriesReader read() {
        unzip();
        if (length > 0 && header()) {
            allocate(length / 48 + 16);
            while (position < length) {
                line++;
                row();
            }
            if (size == 0) {
                problem("there are no rows, at least one is needed");
            }
        }
        return this;
    }

    private TimeSeries series() {
        long[] stamps = Arrays.copyOf(time, size);
        if (file.shape() == Shape.POINTS) {
            double[] value = columns.length == 0 ? new double[0] : Arrays.copyOf(columns[0], size);
            return new Points(file.key(), stepMillis, stamps, value);
        }
        double[][] bar = new double[4][];
        for (int i = 0; i < bar.length; i++) {
            bar[i] = columns.length == 0 ? new double[0] : Arrays.copyOf(columns[i], size);
        }
        return new Bars(file.key(), stepMillis, stamps, bar[0], bar[1], bar[2], bar[3]);
    }

    /** Fills {@link #text}; what could be unpacked before a fault stays, so that the message can name the line. */
    private void unzip() {
        line = 1;
        byte[] packed;
        try {
            packed = Files.readAllBytes(path);
        } catch (NoSuchFileException missing) {
            problem("series " + file.key() + " needs file " + path + ", which does not exist", missing);
            return;
        } catch (IOException unreadable) {
            problem(path + ": cannot be read: " + unreadable.getMessage(), unreadable);
            return;
        }
        if (packed.length == 0) {
            problem("file is empty, " + expectation());
            return;
        }
        text = new byte[unpackedSize(packed)];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
            for (int read = 0; read >= 0; read = in.read(text, length, text.length - length)) {
                length += read;
                if (length == text.length) {
                    text = Arrays.copyOf(text, text.length + text.length / 2 + 16);
                }
            }
        } catch (EOFException truncated) {
            brokenGzip("is cut off", truncated);
        } catch (ZipException corrupt) {
            brokenGzip("is corrupt (" + corrupt.getMessage() + ")", corrupt);
        } catch (IOException unreadable) {
            problem(path + ": cannot be unpacked: " + unreadable.getMessage(), unreadable);
        }
        if (length == 0 && problems == 0) {
            problem("file is empty, " + expectation());
        }
    }

    /** What the last four bytes of a gzip file say, if that is believable; one byte more so that the end is seen. */
    private static int unpackedSize(byte[] packed) {
        int n = packed.length;
        long stated = n < 18
                ? 0
                : (packed[n - 4] & 0xffL)
                        | (packed[n - 3] & 0xffL) << 8
                        | (packed[n - 2] & 0xffL) << 16
                        | (packed[n - 1] & 0xffL) << 24;
        return (int) Math.max(1024, Math.min(stated, 40L * n)) + 1;
    }

    private void brokenGzip(String how, IOException cause) {
        line = 1;
        for (int i = 0; i < length; i++) {
            if (text[i] == '\n') {
                line++;
            }
        }
        problem(located("gzip data " + how + ", a complete gzip file is needed"), cause);
    }

    private String expectation() {
        return "a header with " + file.timeColumn() + "," + String.join(",", file.columns()) + " and rows are needed";
    }

    /** Finds the columns; false if there is nothing that could be read below. */
    private boolean header() {
        line = 1;
        int end = 0;
        while (end < length && text[end] != '\n') {
            end++;
        }
        position = end + 1;
        String[] names = quote(0, end, Integer.MAX_VALUE).split(",", -1);
        List<String> present = List.of(names);
        roles = new int[names.length];
        Arrays.fill(roles, IGNORED);
        if (!assign(present, file.timeColumn(), TIME)) {
            return false;
        }
        for (int cell = 0; cell < file.columns().size(); cell++) {
            if (!assign(present, file.columns().get(cell), cell)) {
                return false;
            }
        }
        return true;
    }

    private boolean assign(List<String> present, String column, int role) {
        int index = present.indexOf(column);
        if (index < 0) {
            String found = quote(0, Math.max(0, position - 1), 200);
            problem("column '" + column + "' is missing, the header is '" + found + "'");
            return false;
        }
        roles[index] = role;
        return true;
    }

    private void allocate(int rows) {
        time = new long[rows];
        columns = new double[file.shape() == Shape.BARS ? 4 : 1][rows];
    }

    private void row() {
        long stamp = InstantText.NONE;
        int stampFrom = 0;
        int stampTo = 0;
        @Nullable String fault = null;
        int column = 0;
        int from = position;
        while (true) {
            int end = from;
            while (end < length && text[end] != ',' && text[end] != '\n') {
                end++;
            }
            boolean last = end == length || text[end] == '\n';
            int to = last && end > from && text[end - 1] == '\r' ? end - 1 : end;
            int role = column < roles.length ? roles[column] : IGNORED;
            if (role >= 0) {
                double value = DecimalText.parse(text, from, to);
                cells[role] = value;
                if (fault == null
                        && !(Math.abs(value) <= Double.MAX_VALUE && file.range().allows(value))) {
                    fault = wrongNumber(file.columns().get(role), value, from, to);
                }
            } else if (role == TIME) {
                stamp = InstantText.parse(text, from, to);
                stampFrom = from;
                stampTo = to;
            }
            column++;
            from = end + 1;
            if (last) {
                break;
            }
        }
        position = from;
        if (column != roles.length) {
            fault = "row has " + column + " fields, " + roles.length + " are needed as in the header";
        } else if (stamp == InstantText.NONE) {
            String shown = quote(stampFrom, stampTo, QUOTED);
            fault = file.timeColumn() + " '" + shown + "' is no instant, one like 2024-05-12T00:00:00Z is needed";
        } else if (fault == null) {
            fault = wrongOrder(stamp);
        }
        if (fault == null && file.shape() == Shape.BARS && cells[1] < cells[2]) {
            fault = file.columns().get(1) + " " + cells[1] + " is below "
                    + file.columns().get(2) + " " + cells[2];
        }
        if (fault == null) {
            add(stamp);
        } else {
            problem(fault);
        }
    }

    private String wrongNumber(String column, double value, int from, int to) {
        if (from == to) {
            return column + " is empty, a number is needed";
        }
        String shown = quote(from, to, QUOTED);
        return Math.abs(value) <= Double.MAX_VALUE
                ? column + " is " + shown + ", it " + file.range().rule()
                : column + " is '" + shown + "', a number is needed";
    }

    private @Nullable String wrongOrder(long stamp) {
        if (file.shape() == Shape.BARS && stamp % stepMillis != 0) {
            return file.timeColumn() + " " + Instant.ofEpochMilli(stamp) + " is not a multiple of "
                    + written(file.step());
        }
        if (size == 0 || stamp > time[size - 1]) {
            return null;
        }
        if (stamp == time[size - 1]) {
            duplicates++;
            return file.timeColumn() + " " + Instant.ofEpochMilli(stamp) + " stands twice, each instant may stand once";
        }
        return file.timeColumn() + " " + Instant.ofEpochMilli(stamp) + " comes after "
                + Instant.ofEpochMilli(time[size - 1]) + ", rows must be sorted by time";
    }

    private void add(long stamp) {
        if (size == time.length) {
            time = Arrays.copyOf(time, size * 2);
            for (int i = 0; i < columns.length; i++) {
                columns[i] = Arrays.copyOf(columns[i], size * 2);
            }
        }
        time[size] = stamp;
        if (file.shape() == Shape.BARS) {
            columns[0][size] = cells[0];
            columns[1][size] = cells[1];
            columns[2][size] = cells[2];
            columns[3][size] = cells[3];
        } else {
            columns[0][size] = file.value().applyAsDouble(cells);
        }
        size++;
    }

    private void problem(String what) {
        problem(located(what), null);
    }

    private void problem(String message, @Nullable IOException cause) {
        if (strict) {
            throw cause == null ? new CatalogueException(message) : new CatalogueException(message, cause);
        }
        problems++;
        if (firstProblem == null) {
            firstProblem = message;
        }
    }

    private String located(String what) {
        return path + " line " + line + ": " + what;
    }

    /** A piece of the file, fit for a message of one line. */
    private String quote(int from, int to, int most) {
        String piece = new String(text, from, Math.min(to - from, most), StandardCharsets.UTF_8);
        String shown = piece.endsWith("\r") ? piece.substring(0, piece.length() - 1) : piece;
        return shown.replaceAll("\\p{Cntrl}", "?") + (to - from > most ? "…" : "");
    }

    private static String written(Duration step) {
        return step.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
