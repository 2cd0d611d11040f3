package io.basis.backtest.output;

import io.basis.domain.money.Decimals;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A CSV file being written, cell by cell; an empty cell is a value that does not exist. */
final class CsvFile implements Closeable {

    private static final int FLUSH_AT = 1 << 16;

    private final OutputStream out;
    private final StringBuilder text = new StringBuilder(FLUSH_AT + 1024);
    private boolean rowStarted;

    CsvFile(Path file, String header) throws IOException {
        out = Files.newOutputStream(file);
        text.append(header).append('\n');
    }

    /** A text, quoted where it must be. */
    CsvFile cell(@Nullable String value) {
        next();
        if (value != null) {
            if (value.indexOf(',') >= 0 || value.indexOf('"') >= 0 || value.indexOf('\n') >= 0) {
                text.append('"').append(value.replace("\"", "\"\"")).append('"');
            } else {
                text.append(value);
            }
        }
        return this;
    }

    /** An estimate, by the shortest decimal that reads back as the same; empty for NaN and infinities. */
    CsvFile cell(double value) {
        next();
        if (value == 0) {
            text.append('0');
        } else if (Double.isFinite(value)) {
            text.append(value);
        }
        return this;
    }

    CsvFile cell(long value) {
        next();
        text.append(value);
        return this;
    }

    /** An exact amount. */
    CsvFile cell(@Nullable BigDecimal value) {
        return value == null ? empty() : cell(Decimals.canonical(value));
    }

    CsvFile empty() {
        next();
        return this;
    }

    void end() throws IOException {
        text.append('\n');
        rowStarted = false;
        if (text.length() >= FLUSH_AT) {
            flush();
        }
    }

    private void next() {
        if (rowStarted) {
            text.append(',');
        }
        rowStarted = true;
    }

    private void flush() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
