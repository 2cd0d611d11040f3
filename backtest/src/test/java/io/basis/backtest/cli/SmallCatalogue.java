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
import java.util.Locale;
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
        catalogue.bars("spot/uniswapv3_WETHUSDT_1h", "", 3_700);
        catalogue.bars("ml/binance_BTCUSDT_spot_5m", "", "usdt", 67_000, Duration.ofMinutes(5));
        catalogue.bars("ml/binance_BTCUSDT_perp_5m", "", "usdt", 67_000 * 1.0002, Duration.ofMinutes(5));
        catalogue.bars("spot/uniswapv3_EIGENWETH_1h", "", "weth", 0.0015, HOUR);
        catalogue.bars("spot/uniswapv3_ETHFIWETH_1h", "", "weth", 0.0013, HOUR);
        for (String token : List.of("USDT", "WETH", "weETH", "wstETH")) {
            catalogue.lending(token);
        }
        catalogue.staking("weETH", "curve", 1.04);
        catalogue.staking("wstETH", "uniswapv3", 1.17);
        catalogue.rewards();
        catalogue.gas();
        catalogue.points("benchmark/ethena_susde_apy_1d", "susde_apy_percent", Duration.ofDays(1), 12, 1);
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
        bars(file, prefix, "usdt", price, HOUR);
    }

    private void bars(String file, String prefix, String unit, double price, Duration step) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("timestamp,%1$sopen_%2$s,%1$shigh_%2$s,%1$slow_%2$s,%1$sclose_%2$s,volume".formatted(prefix, unit));
        for (Instant at = FROM; at.isBefore(TO); at = at.plus(step)) {
            double open = price * (1 + 0.01 * Math.sin(at.getEpochSecond() / 50_000.0));
            double close = price * (1 + 0.01 * Math.sin(at.plus(step).getEpochSecond() / 50_000.0));
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

    private void lending(String token) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("timestamp,liquidity_index,supply_apr_fraction_per_year,variable_borrow_index,"
                + "variable_borrow_apr_fraction_per_year");
        double index = 1.07;
        for (Instant at = FROM; !at.isAfter(TO); at = at.plus(Duration.ofDays(1))) {
            lines.add(at + "," + index + ",0.05," + index + ",0.06");
            index *= 1.00014;
        }
        write("lending/aave_v3_ethereum_" + token + "_1d", lines);
    }

    private void gas() throws IOException {
        points("gas/ethereum_1h", "gas_price_gwei", HOUR, 12, 1);
    }

    private void staking(String token, String pool, double rate) throws IOException {
        String perToken = token.toLowerCase(Locale.ROOT);
        String column = "ratio_eth_per_" + perToken;
        points("lst/aave_oracle_" + token + "_ETH_1d", column, Duration.ofDays(1), rate, 1.00008);
        points(
                "lst/" + pool + "_" + token + "WETH_market_1h",
                "market_ratio_weth_per_" + perToken,
                HOUR,
                rate * 0.999,
                1 + 0.00008 / 24);
    }

    private void rewards() throws IOException {
        write(
                "staking_rewards/etherfi_eigen_weekly",
                List.of(
                        "staking_period_start,staking_period_end,eigen_earned_tokens,eth_restaked_eth,"
                                + "eth_not_restaked_eth,eigen_tokens_per_eeth_per_period",
                        "2024-06-01,2024-06-07,100,1000,0,0.1"));
        write("staking_rewards/etherfi_ethfi_topups", List.of("payout_date,ethfi_tokens_per_eeth", "2024-06-05,0.05"));
    }

    /** A value that grows by a factor from row to row. */
    private void points(String file, String column, Duration step, double value, double growth) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("timestamp," + column);
        double now = value;
        for (Instant at = FROM; !at.isAfter(TO); at = at.plus(step)) {
            lines.add(at + "," + now);
            now *= growth;
        }
        write(file, lines);
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
