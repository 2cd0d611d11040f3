package io.basis.venues.catalogue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a catalogue of invented data from a seed, in the layout of a real one, holes included.
 *
 * <p>It lets everything run without any data, and it is said to be invented wherever it is used: its manifest carries
 * {@code "synthetic": true}. One seed gives the same bytes on every machine.
 */
public final class SampleCatalogue {

    public static final Instant FROM = Instant.parse("2024-05-12T00:00:00Z");
    public static final Instant TO = Instant.parse("2025-07-01T00:00:00Z");

    /** Changes whenever the same seed would give other bytes. */
    private static final int VERSION = 1;

    private static final String MANIFEST = "manifest.json";
    private static final String SENTENCE =
            "Invented by a generator to try the software with; no price, rate or result in it is real.";

    private static final int DAYS = (int) Duration.between(FROM, TO).toDays();
    private static final long FIVE_MINUTES = 300_000L;
    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;
    private static final int POINTS_PER_HOUR = 12;

    private static final List<Window> OKX_PERP_HOLES = List.of(
            window("2024-05-12T00:00:00Z", "2024-08-01T00:00:00Z"),
            window("2024-09-01T00:00:00Z", "2024-10-01T00:00:00Z"),
            window("2025-03-31T16:00:00Z", "2025-04-30T16:00:00Z"));

    private static final List<Window> FIVE_MINUTE_PERP_HOLES = List.of(
            window("2024-10-28T20:00:00Z", "2024-10-28T23:00:00Z"),
            window("2025-04-13T07:20:00Z", "2025-05-04T15:35:00Z"),
            window("2025-06-03T15:30:00Z", "2025-06-12T15:50:00Z"));

    private static final Set<String> OKX_FUNDING_DAYS_ABSENT = Set.of(
            "2024-11-04",
            "2024-11-09",
            "2024-12-03",
            "2024-12-26",
            "2025-01-29",
            "2025-02-04",
            "2025-02-22",
            "2025-03-16",
            "2025-05-23",
            "2025-05-25",
            "2025-06-03",
            "2025-06-12",
            "2025-06-23");

    private final long seed;
    private final List<CsvFile> files = new ArrayList<>();

    /** A stretch of time without data, its end excluded. */
    private record Window(long from, long to) {
        boolean holds(long millis) {
            return from <= millis && millis < to;
        }
    }

    private SampleCatalogue(long seed) {
        this.seed = seed;
    }

    /**
     * Writes the catalogue of a seed into a folder; the manifest comes last, so a folder that has one is whole.
     *
     * @throws CatalogueException if the folder holds anything but an older sample, which would be mixed with this one
     */
    public static void write(Path root, long seed) {
        requireReplaceable(root);
        SampleCatalogue sample = new SampleCatalogue(seed);
        sample.make();
        try {
            Files.createDirectories(root);
            for (CsvFile file : sample.files) {
                file.write(root);
            }
            Files.writeString(root.resolve(MANIFEST), sample.manifest());
        } catch (IOException unwritable) {
            throw new CatalogueException(root + ": cannot be written: " + unwritable.getMessage(), unwritable);
        }
    }

    /**
     * Opens the catalogue of a seed in a folder, writing it first if it is not there whole; safe against another
     * process that does the same.
     */
    public static Catalogue open(Path root, long seed) {
        if (!isThere(root, seed)) {
            requireReplaceable(root);
            try {
                Path parent = root.toAbsolutePath().normalize().getParent();
                Path home = parent == null ? root.toAbsolutePath() : parent;
                Files.createDirectories(home);
                Path making = Files.createTempDirectory(home, "sample-");
                write(making, seed);
                replace(root, making, seed);
            } catch (IOException unwritable) {
                throw new CatalogueException(root + ": cannot be written: " + unwritable.getMessage(), unwritable);
            }
        }
        return Catalogue.open(root);
    }

    private static boolean isThere(Path root, long seed) {
        try {
            return Files.readString(root.resolve(MANIFEST)).startsWith(introduction(seed));
        } catch (NoSuchFileException none) {
            return false;
        } catch (IOException unreadable) {
            throw new CatalogueException(root + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static void requireReplaceable(Path root) {
        try {
            if (Files.exists(root) && !isEmptyFolder(root) && !isSample(root)) {
                throw new CatalogueException(root + " holds other files, an empty folder is needed for the sample");
            }
        } catch (IOException unreadable) {
            throw new CatalogueException(root + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static boolean isEmptyFolder(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(root)) {
            return inside.findAny().isEmpty();
        }
    }

    private static boolean isSample(Path root) throws IOException {
        Path manifest = root.resolve(MANIFEST);
        return Files.isRegularFile(manifest) && Files.readString(manifest).contains(SENTENCE);
    }

    private static void replace(Path root, Path making, long seed) throws IOException {
        if (Files.exists(root)) {
            delete(root);
        }
        try {
            Files.move(making, root, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException another) {
            delete(making);
            if (!isThere(root, seed)) {
                throw another;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static String introduction(long seed) {
        return """
                {
                 "synthetic": true,
                 "sentence": "%s",
                 "generator_version": %d,
                 "seed": %d,
                """.formatted(SENTENCE, VERSION, seed);
    }

    private String manifest() {
        String series = files.stream()
                .map(file -> """
                          {"file": "%s", "columns": [%s], "interval": "%s", "first": "%s", "last": "%s", "rows": %d}""".formatted(
                        file.path(),
                        file.columns().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ")),
                        file.interval(),
                        file.first(),
                        file.last(),
                        file.rows()))
                .collect(Collectors.joining(",\n"));
        return introduction(seed) + " \"series\": [\n" + series + "\n ]\n}\n";
    }

    private void make() {
        SamplePrices prices = new SamplePrices(seed, DAYS);
        bitcoin(prices);
        ether(prices);
        rewardTokens(prices);
        funding("BTC");
        funding("ETH");
        lending(prices);
        gas();
        rewards();
        benchmarks();
    }

    private void bitcoin(SamplePrices prices) {
        SampleBars spot = bars("spot binance BTC", prices.spot(prices.btc(), "spot binance BTC", 1), 2);
        SampleBars perp = bars("perp binance BTC", prices.perp(prices.btc(), "perp binance BTC", 1), 1);
        write(spot, "spot/binance_BTCUSDT_1h", "", "usdt", "volume_btc", POINTS_PER_HOUR, List.of());
        write(spot, "ml/binance_BTCUSDT_spot_5m", "", "usdt", "volume_btc", 1, List.of());
        write(perp, "perp/binance_BTCUSDT_1h", "", "usdt", "volume_btc", POINTS_PER_HOUR, List.of());
        write(perp, "perp/binance_BTCUSDT_15m", "", "usdt", "volume_btc", 3, List.of());
        write(perp, "ml/binance_BTCUSDT_perp_5m", "", "usdt", "volume_btc", 1, FIVE_MINUTE_PERP_HOLES);
        SampleBars bybitSpot = bars("spot bybit BTC", prices.spot(prices.btc(), "spot bybit BTC", 1.5), 2);
        write(bybitSpot, "spot/bybit_BTCUSDT_1h", "", "usdt", "volume_btc", POINTS_PER_HOUR, List.of());
        SampleBars bybitPerp = bars("perp bybit BTC", prices.perp(prices.btc(), "perp bybit BTC", 1.5), 1);
        write(bybitPerp, "perp/bybit_BTCUSDT_1h", "", "usdt", "volume_btc", POINTS_PER_HOUR, List.of());
        SampleBars mark = bars("mark binance BTC", prices.perp(prices.btc(), "mark binance BTC", 0.5), 2);
        write(mark, "perp/binance_BTCUSDT_mark_1h", "mark_", "usdt", "", POINTS_PER_HOUR, List.of());
    }

    private void ether(SamplePrices prices) {
        for (String venue : List.of("binance", "bybit")) {
            String name = "spot " + venue + " ETH";
            SampleBars spot = bars(name, prices.spot(prices.eth(), name, 1.5), 2);
            write(spot, "spot/" + venue + "_ETHUSDT_1h", "", "usdt", "volume_eth", POINTS_PER_HOUR, List.of());
        }
        for (String venue : List.of("binance", "bybit", "okx")) {
            String name = "perp " + venue + " ETH";
            SampleBars perp = bars(name, prices.perp(prices.eth(), name, 1.5), 2);
            boolean okx = venue.equals("okx");
            String volume = okx ? "volume_contracts_0p1eth" : "volume_eth";
            List<Window> holes = okx ? OKX_PERP_HOLES : List.of();
            write(perp, "perp/" + venue + "_ETHUSDT_1h", "", "usdt", volume, POINTS_PER_HOUR, holes);
        }
        for (String venue : List.of("binance", "okx")) {
            String name = "mark " + venue + " ETH";
            SampleBars mark = bars(name, prices.perp(prices.eth(), name, 0.5), 2);
            write(mark, "perp/" + venue + "_ETHUSDT_mark_1h", "mark_", "usdt", "", POINTS_PER_HOUR, List.of());
        }
        SampleBars pool = bars("uniswap ETH", prices.spot(prices.eth(), "uniswap ETH", 6), 8);
        write(pool, "spot/uniswapv3_WETHUSDT_1h", "", "usdt", "volume_usdt", POINTS_PER_HOUR, List.of());
    }

    private void rewardTokens(SamplePrices prices) {
        List<Window> beforeEigen = List.of(window("2024-05-12T00:00:00Z", "2024-10-05T00:00:00Z"));
        SampleBars eigen = bars("uniswap EIGEN", prices.eigenInEth(), 13);
        write(eigen, "spot/uniswapv3_EIGENWETH_1h", "", "weth", "volume_as_reported", POINTS_PER_HOUR, beforeEigen);
        SampleBars ethfi = bars("uniswap ETHFI", prices.ethfiInEth(), 13);
        write(ethfi, "spot/uniswapv3_ETHFIWETH_1h", "", "weth", "volume_as_reported", POINTS_PER_HOUR, List.of());
    }

    private SampleBars bars(String name, double[] path, int decimals) {
        return new SampleBars(path, new Wander(seed, "bars " + name), decimals);
    }

    private void write(
            SampleBars bars, String path, String prefix, String unit, String volume, int points, List<Window> holes) {
        List<String> columns = new ArrayList<>(List.of("timestamp"));
        for (String part : List.of("open", "high", "low", "close")) {
            columns.add(prefix + part + "_" + unit);
        }
        if (!volume.isEmpty()) {
            columns.add(volume);
        }
        String interval = points == POINTS_PER_HOUR ? "1h" : points * 5 + "m";
        CsvFile file = file(path, interval, columns.toArray(new String[0]));
        for (int from = 0; from + points <= DAYS * SamplePrices.POINTS_PER_DAY; from += points) {
            long at = FROM.toEpochMilli() + from * FIVE_MINUTES;
            if (holes.stream().noneMatch(hole -> hole.holds(at))) {
                bars.write(file.instant(at), from, points, !volume.isEmpty());
            }
        }
    }

    private void funding(String coin) {
        for (String venue : List.of("binance", "bybit", "okx")) {
            Wander wander = new Wander(seed, "funding " + venue + coin);
            double[] alone = wander.aroundZero(DAYS * 3 + 1, 0.00003, 4);
            CsvFile file = file(
                    "funding/" + venue + "_" + coin + "USDT_8h", "8h", "timestamp", "funding_rate_fraction_per_8h");
            for (int i = 0; i <= DAYS * 3; i++) {
                long at = FROM.toEpochMilli() + i * (8 * HOUR);
                double rate = SamplePrices.mood(i / 3.0) + alone[i];
                // Exchanges charge the interest rate alone while the premium is small.
                boolean flat = rate > 0.00006 && rate < 0.00012 && !venue.equals("okx");
                String date = Instant.ofEpochMilli(at).toString().substring(0, 10);
                if (!venue.equals("okx") || !(date.startsWith("2024-08") || OKX_FUNDING_DAYS_ABSENT.contains(date))) {
                    file.instant(at)
                            .number(flat ? 0.0001 : rate, venue.equals("okx") ? 12 : 8)
                            .endRow();
                }
            }
        }
    }

    private void lending(SamplePrices prices) {
        double[] ethUsd = new double[DAYS + 1];
        double[] usdtUsd = new Wander(seed, "usdt").aroundZero(DAYS + 1, 0.0003, 5);
        for (int day = 0; day <= DAYS; day++) {
            ethUsd[day] = prices.eth()[day * SamplePrices.POINTS_PER_DAY];
            usdtUsd[day] += 1;
        }
        double[] weethRate = rate("weETH", 1.03816, 0.030);
        double[] wstethRate = rate("wstETH", 1.16630, 0.0305);
        // Borrowing USDT gets dear in the rally, borrowing WETH for some days of June and in the crash.
        double[] usdtBorrow = {
            0, 0.075, 60, 0.07, 85, 0.06, 86, 0.16, 90, 0.06, 150, 0.05, 190, 0.10, 206, 0.14, 208, 0.42, 211, 0.38,
            214, 0.13, 245, 0.10, 300, 0.045, 415, 0.045
        };
        double[] wethBorrow = {
            0, 0.0255, 28, 0.025, 30, 0.115, 33, 0.09, 36, 0.026, 85, 0.026, 86, 0.14, 88, 0.03, 92, 0.0265, 415, 0.026
        };
        reserve("USDT", 1.0678, 1.0893, usdtBorrow, 0.76, 1e9, usdtUsd);
        reserve("WETH", 1.0256, 1.0421, wethBorrow, 0.70, 1e6, ethUsd);
        reserve("weETH", 1.00004, 1.0008, new double[] {0, 0.02, 415, 0.0102}, 0.0004, 1e6, product(weethRate, ethUsd));
        reserve("wstETH", 1.00054, 1.0049, new double[] {0, 0.003, 415, 0.004}, 0.02, 1e6, product(wstethRate, ethUsd));
        oracle("USDT", usdtUsd);
        oracle("WETH", ethUsd);
        staking("weETH", "curve", weethRate, ethUsd);
        staking("wstETH", "uniswapv3", wstethRate, ethUsd);
    }

    private double[] rate(String token, double start, double growth) {
        Wander wander = new Wander(seed, "rate " + token);
        double[] rate = new double[DAYS + 1];
        rate[0] = start;
        for (int day = 1; day <= DAYS; day++) {
            rate[day] = rate[day - 1] * (1 + growth / 365 * wander.uniform(0.9, 1.1));
        }
        return rate;
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }

    private void reserve(
            String token,
            double supplyIndex,
            double borrowIndex,
            double[] borrowRates,
            double share,
            double supplied,
            double[] usd) {
        double[] alone = new Wander(seed, "reserve " + token).aroundZero(DAYS + 1, 0.08, 6);
        CsvFile file = file(
                "lending/aave_v3_ethereum_" + token + "_1d",
                "1d",
                "timestamp",
                "block_number",
                "liquidity_index",
                "supply_apr_fraction_per_year",
                "variable_borrow_index",
                "variable_borrow_apr_fraction_per_year",
                "total_supplied_tokens",
                "total_variable_debt_tokens",
                "oracle_price_usd");
        double supply = supplyIndex;
        double borrow = borrowIndex;
        for (int day = 0; day <= DAYS; day++) {
            double borrowApr = Wander.between(day, borrowRates) * (1 + alone[day]);
            double supplyApr = borrowApr * share;
            double tokens = supplied * (1 + day / 200.0);
            file.instant(FROM.toEpochMilli() + day * DAY)
                    .number(block(day * 24), 0)
                    .number(supply, 15)
                    .number(supplyApr, 12)
                    .number(borrow, 15)
                    .number(borrowApr, 12)
                    .number(tokens, 6)
                    .number(tokens * Math.min(0.9, share), 6)
                    .number(usd[day], 8)
                    .endRow();
            supply *= 1 + supplyApr / 365;
            borrow *= 1 + borrowApr / 365;
        }
    }

    private void oracle(String token, double[] usd) {
        CsvFile file = file("oracle/aave_" + token + "_USD_1d", "1d", "timestamp", "oracle_price_usd");
        for (int day = 0; day <= DAYS; day++) {
            file.instant(FROM.toEpochMilli() + day * DAY).number(usd[day], 8).endRow();
        }
    }

    private void staking(String token, String pool, double[] rate, double[] ethUsd) {
        String unit = token.toLowerCase(Locale.ROOT);
        CsvFile oracle = file(
                "lst/aave_oracle_" + token + "_ETH_1d",
                "1d",
                "timestamp",
                "ratio_eth_per_" + unit,
                "oracle_price_usd",
                "weth_oracle_price_usd");
        for (int day = 0; day <= DAYS; day++) {
            oracle.instant(FROM.toEpochMilli() + day * DAY)
                    .number(rate[day], 15)
                    .number(rate[day] * ethUsd[day], 8)
                    .number(ethUsd[day], 8)
                    .endRow();
        }
        double[] alone = new Wander(seed, "pool " + token).aroundZero(DAYS * 24, 0.0002, 36);
        CsvFile market = file(
                "lst/" + pool + "_" + token + "WETH_market_1h", "1h", "timestamp", "market_ratio_weth_per_" + unit);
        for (int hour = 0; hour < DAYS * 24; hour++) {
            double discount = 0.0004 + 0.006 * SamplePrices.stress(hour / 24.0) + alone[hour];
            market.instant(FROM.toEpochMilli() + hour * HOUR)
                    .number(rate[hour / 24] * (1 - discount), 15)
                    .endRow();
        }
    }

    private void gas() {
        Wander wander = new Wander(seed, "gas");
        double[] alone = wander.aroundZero(DAYS * 24 + 1, 0.35, 8);
        CsvFile file = file(
                "gas/ethereum_1h",
                "1h",
                "timestamp",
                "block_number",
                "gas_price_gwei",
                "base_fee_gwei",
                "priority_fee_p25_gwei",
                "priority_fee_p50_gwei",
                "priority_fee_p75_gwei");
        for (int hour = 0; hour <= DAYS * 24; hour++) {
            double level = Wander.between(hour / 24.0, 0, 7, 85, 4, 150, 6, 210, 14, 260, 4, 330, 1, 415, 1.5);
            double busy = 1 + 10 * SamplePrices.stress(hour / 24.0);
            double base = level * busy * Math.max(0.2, 1 + alone[hour]);
            double tip = wander.uniform(0.05, 0.8);
            file.instant(FROM.toEpochMilli() + hour * HOUR)
                    .number(block(hour), 0)
                    .number(base + tip, 2)
                    .number(base, 2)
                    .number(tip / 4, 2)
                    .number(tip, 2)
                    .number(tip * 2 + 0.3, 2)
                    .endRow();
        }
    }

    private void rewards() {
        CsvFile eigen = file(
                "staking_rewards/etherfi_eigen_weekly",
                "irregular",
                "staking_period_start",
                "staking_period_end",
                "eigen_earned_tokens",
                "eth_restaked_eth",
                "eth_not_restaked_eth",
                "eigen_tokens_per_eeth_per_period");
        Wander wander = new Wander(seed, "eigen");
        long start = Instant.parse("2024-08-15T00:00:00Z").toEpochMilli();
        for (long days = 52; start + (days - 1) * DAY < TO.toEpochMilli(); days = 7) {
            long end = start + (days - 1) * DAY;
            double perEeth = wander.uniform(0.0235, 0.0265) * days;
            double restaked = 1_500_000 + (end - FROM.toEpochMilli()) / (double) DAY * 3_000;
            eigen.date(start)
                    .date(end)
                    .number(perEeth * (restaked + 400_000), 0)
                    .number(restaked, 0)
                    .number(400_000, 0)
                    .number(perEeth, 3)
                    .endRow();
            start = end + DAY;
        }
        CsvFile topups = file(
                "staking_rewards/etherfi_ethfi_topups",
                "irregular",
                "payout_date",
                "staking_period_start",
                "staking_period_end",
                "ethfi_amount_tokens",
                "ethfi_tokens_per_eeth");
        Wander amounts = new Wander(seed, "ethfi");
        for (String paid : List.of("2024-10-18", "2024-10-31", "2024-11-28", "2024-12-12", "2024-12-19")) {
            long at = Instant.parse(paid + "T00:00:00Z").toEpochMilli();
            double perEeth = amounts.uniform(0.02, 0.25);
            topups.date(at)
                    .date(at - 21 * DAY)
                    .date(at - 14 * DAY)
                    .number(perEeth * 2_100_000, 0)
                    .number(perEeth, 3)
                    .endRow();
        }
        file(
                        "staking_rewards/etherfi_seasonal_drops_estimated",
                        "irregular",
                        "start_date",
                        "end_date",
                        "payout_date",
                        "event",
                        "reward_token",
                        "reward_tokens_per_eeth_estimated_range",
                        "extra_yield_percent_estimated_range",
                        "source_url",
                        "notes")
                .text("2024-07-01")
                .text("2024-09-15")
                .text("2024-09-30")
                .text("Invented season")
                .text("ETHFI")
                .text("1-3")
                .text("0.02-0.10%")
                .text("")
                .text("Invented by the sample generator.")
                .endRow();
    }

    private void benchmarks() {
        CsvFile susde = file("benchmark/ethena_susde_apy_1d", "1d", "timestamp", "susde_apy_percent");
        CsvFile eeth = file(
                "staking_rewards/defillama_eeth_apy_1d", "1d", "timestamp", "base_apy_percent", "reward_apy_percent");
        Wander wander = new Wander(seed, "benchmarks");
        for (int day = 0; day < DAYS; day++) {
            long at = FROM.toEpochMilli() + day * DAY;
            double susdePercent = Wander.between(day, 0, 12, 60, 10, 120, 5, 190, 15, 215, 26, 245, 10, 300, 5, 415, 5);
            susde.instant(at)
                    .number(susdePercent * wander.uniform(0.85, 1.15), 2)
                    .endRow();
            eeth.instant(at).number(wander.uniform(2.6, 3.4), 2);
            if (day < 194) {
                eeth.text("").endRow();
            } else {
                eeth.number(wander.uniform(0.9, 1.2), 2).endRow();
            }
        }
    }

    private CsvFile file(String path, String interval, String... columns) {
        CsvFile file = new CsvFile(path + ".csv.gz", interval, columns);
        files.add(file);
        return file;
    }

    private static double block(int hour) {
        return 19_850_000 + 300.0 * hour;
    }

    private static Window window(String from, String to) {
        return new Window(Instant.parse(from).toEpochMilli(), Instant.parse(to).toEpochMilli());
    }
}
