package io.basis.venues.catalogue;

import io.basis.venues.catalogue.Signal.Direction;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Predictions in a CSV file, {@code timestamp,signal,confidence,sd}, gzipped if its name ends with {@code .gz}.
 *
 * <p>An instant without a row has no prediction. What is written reads back the same to the bit.
 */
public final class SignalFile {

    private static final String HEADER = "timestamp,signal,confidence,sd";
    private static final String GZIP = ".gz";

    /** Longest piece of a wrong file that is repeated in a message. */
    private static final int QUOTED = 60;

    private SignalFile() {}

    /**
     * All predictions, in order.
     *
     * @throws CatalogueException at the first thing wrong with the file
     */
    public static List<Signal> read(Path path) {
        if (Files.isDirectory(path)) {
            throw new CatalogueException(path + " is a folder, a file with " + HEADER + " is needed");
        }
        if (!Files.exists(path)) {
            throw new CatalogueException(path + " does not exist, a file with " + HEADER + " is needed");
        }
        List<Signal> signals = new ArrayList<>();
        int line = 1;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(open(path), StandardCharsets.UTF_8))) {
            @Nullable String text = in.readLine();
            if (text == null || !text.equals(HEADER)) {
                throw new IllegalArgumentException(
                        "the header is '" + shown(text == null ? "" : text) + "', " + HEADER + " is needed");
            }
            while ((text = in.readLine()) != null) {
                line++;
                Signal signal = parse(text);
                requireAfter(signals, signal);
                signals.add(signal);
            }
            if (signals.isEmpty()) {
                throw new IllegalArgumentException("there are no rows, at least one is needed");
            }
            return signals;
        } catch (IllegalArgumentException wrong) {
            throw new CatalogueException(path + " line " + line + ": " + wrong.getMessage(), wrong);
        } catch (EOFException truncated) {
            throw new CatalogueException(
                    path + " line " + line + ": gzip data is cut off, a complete gzip file is needed", truncated);
        } catch (ZipException corrupt) {
            throw new CatalogueException(
                    path + " line " + line + ": gzip data is corrupt (" + corrupt.getMessage()
                            + "), a complete gzip file is needed",
                    corrupt);
        } catch (IOException unreadable) {
            throw new CatalogueException(path + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Writes predictions, which must be in order. */
    public static void write(Path path, List<Signal> signals) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (Signal signal : signals) {
            text.append(signal.at())
                    .append(',')
                    .append(signal.direction())
                    .append(',')
                    .append(plain(signal.confidence()))
                    .append(',')
                    .append(plain(signal.sd()))
                    .append('\n');
        }
        try (OutputStream plain = Files.newOutputStream(path);
                OutputStream out = isGzip(path) ? new GZIPOutputStream(plain) : plain) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }

    private static InputStream open(Path path) throws IOException {
        InputStream plain = Files.newInputStream(path);
        try {
            return isGzip(path) ? new GZIPInputStream(plain, 1 << 16) : plain;
        } catch (IOException notGzip) {
            plain.close();
            throw notGzip;
        }
    }

    private static boolean isGzip(Path path) {
        return path.toString().endsWith(GZIP);
    }

    private static Signal parse(String row) {
        String[] cell = row.split(",", -1);
        if (cell.length != 4) {
            throw new IllegalArgumentException("row has " + cell.length + " fields, 4 are needed: " + HEADER);
        }
        byte[] stamp = cell[0].getBytes(StandardCharsets.UTF_8);
        long at = InstantText.parse(stamp, 0, stamp.length);
        if (at == InstantText.NONE) {
            throw new IllegalArgumentException(
                    "timestamp is '" + shown(cell[0]) + "', an instant such as 2024-06-01T00:05:00Z is needed");
        }
        return new Signal(
                Instant.ofEpochMilli(at),
                direction(cell[1]),
                number("confidence", cell[2], "a number from 0 to 1"),
                number("sd", cell[3], "a fraction above 0"));
    }

    private static Direction direction(String cell) {
        for (Direction direction : Direction.values()) {
            if (direction.toString().equals(cell)) {
                return direction;
            }
        }
        throw new IllegalArgumentException("signal is '" + shown(cell) + "', long, short or neutral is needed");
    }

    private static double number(String name, String cell, String needed) {
        byte[] text = cell.getBytes(StandardCharsets.UTF_8);
        double number = DecimalText.parse(text, 0, text.length);
        if (Double.isNaN(number)) {
            throw new IllegalArgumentException(name + " is '" + shown(cell) + "', " + needed + " is needed");
        }
        return number;
    }

    private static void requireAfter(List<Signal> before, Signal signal) {
        if (before.isEmpty() || signal.at().isAfter(before.getLast().at())) {
            return;
        }
        Instant last = before.getLast().at();
        throw new IllegalArgumentException(
                signal.at().equals(last)
                        ? "timestamp " + last + " stands twice, each instant may stand once"
                        : "timestamp " + signal.at() + " comes after " + last + ", rows must be sorted by time");
    }

    /** A piece of the file, fit for a message of one line. */
    private static String shown(String piece) {
        String line = piece.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…";
    }
}
