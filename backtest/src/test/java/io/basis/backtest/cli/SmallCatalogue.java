package io.basis.backtest.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Ten days of made-up market data for all modes, and ways to damage them. */
final class SmallCatalogue {

    static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    static final Instant TO = FROM.plus(Duration.ofDays(10));

    private static final Duration HOUR = Duration.ofHours(1);

    private final Path root;

    private SmallCatalogue(Path root) {
        this.root = root;
    }

    static SmallCatalogue in(Path root) throws IOException {
        SmallCatalogue catalogue = new SmallCatalogue(root);
        for (String pair : List.of("BTCUSDT", "ETHUSDT")) {
            double price = pair.startsWith("BTC") ? 67_000 : 3_700;
            for (String venue : List.of("binance", "bybit", "okx")) {
                catalogue.bars("spot/" + venue + "_" + pair + "_1h", "", price);
                catalogue.bars("perp/" + venue + "_" + pair + "_1h", "", price * 1.0002);
                catalogue.funding("funding/" + venue + "_" + pair + "_8h");
            }
        }
        catalogue.bars("perp/okx_ETHUSDT_mark_1h", "mark_", 3_700);
        catalogue.lending();
        catalogue.gas();
        return catalogue;
    }

    Path root() {
        return root;
    }

    /** Changes one line of a file, counted from 1, the header included. */
    void edit(String file, int line, UnaryOperator<String> change) throws IOException {
        List<String> lines = new ArrayList<>(lines(file));
        lines.set(line - 1, change.apply(lines.get(line - 1)));
        write(file, lines);
    }

    /** Takes lines out of a file, the last one excluded. */
    void drop(String file, int from, int to) throws IOException {
        List<String> lines = new ArrayList<>(lines(file));
        lines.subList(from - 1, to - 1).clear();
        write(file, lines);
    }

    void truncate(String file) throws IOException {
        byte[] packed = Files.readAllBytes(path(file));
        Files.write(path(file), java.util.Arrays.copyOf(packed, packed.length / 2));
    }

    void delete(String file) throws IOException {
        Files.delete(path(file));
    }

    private void bars(String file, String prefix, double price) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("timestamp,%1$sopen_usdt,%1$shigh_usdt,%1$slow_usdt,%1$sclose_usdt,volume".formatted(prefix));
        for (Instant at = FROM; at.isBefore(TO); at = at.plus(HOUR)) {
            double open = price * (1 + 0.01 * Math.sin(at.getEpochSecond() / 50_000.0));
            double close = price * (1 + 0.01 * Math.sin(at.plus(HOUR).getEpochSecond() / 50_000.0));
            lines.add(at + "," + open + "," + Math.max(open, close) + "," + Math.min(open, close) + "," + close + ",1");
        }
        write(file, lines);
    }

    private void funding(String file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("timestamp,funding_rate_fraction_per_8h");
        for (Instant at = FROM; !at.isAfter(TO); at = at.plus(Duration.ofHours(8))) {
            lines.add(at + ",0.0001");
        }
        write(file, lines);
    }

    private void lending() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("timestamp,liquidity_index,supply_apr_fraction_per_year,variable_borrow_index,"
                + "variable_borrow_apr_fraction_per_year");
        double index = 1.07;
        for (Instant at = FROM; !at.isAfter(TO); at = at.plus(Duration.ofDays(1))) {
            lines.add(at + "," + index + ",0.05," + index + ",0.06");
            index *= 1.00014;
        }
        write("lending/aave_v3_ethereum_USDT_1d", lines);
    }

    private void gas() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("timestamp,gas_price_gwei");
        for (Instant at = FROM; !at.isAfter(TO); at = at.plus(HOUR)) {
            lines.add(at + ",12");
        }
        write("gas/ethereum_1h", lines);
    }

    private List<String> lines(String file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(path(file)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private void write(String file, List<String> lines) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Files.createDirectories(path(file).getParent());
        Files.write(path(file), packed.toByteArray());
    }

    private Path path(String file) {
        return root.resolve(file + ".csv.gz");
    }
}
