package io.basis.venues.catalogue;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.venues.catalogue.SeriesFile.Range;
import io.basis.venues.catalogue.SeriesFile.Shape;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of every series and where it stands in a catalogue folder; a new series is one more line here.
 *
 * <p>It names more than a folder need hold: a file that is not there is a series that is not available.
 */
final class Layout {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration EIGHT_HOURS = Duration.ofHours(8);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private static final Map<SeriesKey, SeriesFile> TABLE = new LinkedHashMap<>();

    static {
        for (Asset asset : List.of(Asset.BTC, Asset.ETH)) {
            String pair = asset + "USDT";
            for (Venue venue : List.of(Venue.BINANCE, Venue.BYBIT, Venue.OKX)) {
                bars(SeriesKind.SPOT, venue, pair, "spot/" + venue + "_" + pair + "_1h", "", "usdt", HOUR);
                bars(SeriesKind.PERP, venue, pair, "perp/" + venue + "_" + pair + "_1h", "", "usdt", HOUR);
                bars(SeriesKind.MARK, venue, pair, "perp/" + venue + "_" + pair + "_mark_1h", "mark_", "usdt", HOUR);
                points(
                        SeriesKind.FUNDING,
                        venue,
                        pair,
                        "funding/" + venue + "_" + pair + "_8h",
                        "funding_rate_fraction_per_8h",
                        EIGHT_HOURS,
                        Range.ANY);
            }
        }
        for (String pair : List.of("WETHUSDT", "EIGENWETH", "ETHFIWETH")) {
            String quote = pair.endsWith("USDT") ? "usdt" : "weth";
            bars(SeriesKind.SPOT, Venue.UNISWAP, pair, "spot/uniswapv3_" + pair + "_1h", "", quote, HOUR);
        }
        bars(SeriesKind.SPOT, Venue.BINANCE, "BTCUSDT_5m", "ml/binance_BTCUSDT_spot_5m", "", "usdt", FIVE_MINUTES);
        bars(SeriesKind.PERP, Venue.BINANCE, "BTCUSDT_5m", "ml/binance_BTCUSDT_perp_5m", "", "usdt", FIVE_MINUTES);
        bars(SeriesKind.PERP, Venue.BINANCE, "BTCUSDT_15m", "perp/binance_BTCUSDT_15m", "", "usdt", QUARTER);

        aave(Asset.USDT, "USDT");
        aave(Asset.WETH, "WETH");
        aave(Asset.WEETH, "weETH");
        aave(Asset.WSTETH, "wstETH");
        for (String symbol : List.of("USDT", "WETH")) {
            String path = "oracle/aave_" + symbol + "_USD_1d";
            points(SeriesKind.ORACLE_USD, Venue.AAVE_V3, symbol, path, "oracle_price_usd", DAY, Range.POSITIVE);
        }

        liquidStaking(Venue.ETHERFI, "weETH", "curve");
        liquidStaking(Venue.LIDO, "wstETH", "uniswapv3");

        for (Asset token : List.of(Asset.EIGEN, Asset.ETHFI)) {
            String column = token.name().toLowerCase(Locale.ROOT) + "_per_king";
            put(SeriesFile.points(
                    SeriesKey.inKing(token),
                    "staking_rewards/king_contents_1d.csv.gz",
                    column,
                    DAY,
                    Range.NOT_NEGATIVE));
        }
        put(SeriesFile.points(SeriesKey.GAS, "gas/ethereum_1h.csv.gz", "gas_price_gwei", HOUR, Range.NOT_NEGATIVE));
        put(new SeriesFile(
                new SeriesKey(SeriesKind.BENCHMARK, "ethena", "SUSDE"),
                "benchmark/ethena_susde_apy_1d.csv.gz",
                Shape.POINTS,
                "timestamp",
                List.of("susde_apy_percent"),
                DAY,
                Range.NOT_NEGATIVE,
                cells -> cells[0] / 100));
        put(new SeriesFile(
                new SeriesKey(SeriesKind.REWARD, Venue.ETHERFI.toString(), Asset.EIGEN.name()),
                "staking_rewards/etherfi_eigen_weekly.csv.gz",
                Shape.POINTS,
                "staking_period_end",
                List.of(
                        "eigen_tokens_per_eeth_per_period",
                        "eigen_earned_tokens",
                        "eth_restaked_eth",
                        "eth_not_restaked_eth"),
                WEEK,
                Range.NOT_NEGATIVE,
                Layout::eigenPerEeth));
        put(new SeriesFile(
                new SeriesKey(SeriesKind.REWARD, Venue.ETHERFI.toString(), Asset.ETHFI.name()),
                "staking_rewards/etherfi_ethfi_topups.csv.gz",
                Shape.POINTS,
                "payout_date",
                List.of("ethfi_tokens_per_eeth"),
                WEEK,
                Range.NOT_NEGATIVE,
                cells -> cells[0]));
    }

    private Layout() {}

    static Set<SeriesKey> keys() {
        return TABLE.keySet();
    }

    /**
     * The place of a series.
     *
     * @throws CatalogueException for a series that no catalogue has
     */
    static SeriesFile file(SeriesKey key) {
        @Nullable SeriesFile file = TABLE.get(key);
        if (file == null) {
            throw new CatalogueException("series " + key + " is not one that a catalogue can hold");
        }
        return file;
    }

    static boolean knows(SeriesKey key) {
        return TABLE.containsKey(key);
    }

    /**
     * EIGEN paid per eETH for a period, as published.
     *
     * <p>The first published figure, 0.205 for 52 days, is off by a factor of six from its own row: tokens earned per
     * ETH staked are 1.231. Wherever the two differ by more than a factor of two the row's own amounts win, rounded to
     * the three decimals of the published column.
     */
    private static double eigenPerEeth(double[] cells) {
        double published = cells[0];
        double staked = cells[2] + cells[3];
        double earned = staked > 0 ? Math.rint(cells[1] / staked * 1000) / 1000 : published;
        return earned > 2 * published ? earned : published;
    }

    private static void aave(Asset asset, String symbol) {
        String path = "lending/aave_v3_ethereum_" + symbol + "_1d";
        String name = asset.name();
        points(SeriesKind.LIQUIDITY_INDEX, Venue.AAVE_V3, name, path, "liquidity_index", DAY, Range.POSITIVE);
        points(SeriesKind.BORROW_INDEX, Venue.AAVE_V3, name, path, "variable_borrow_index", DAY, Range.POSITIVE);
        String supplyApr = "supply_apr_fraction_per_year";
        points(SeriesKind.SUPPLY_APR, Venue.AAVE_V3, name, path, supplyApr, DAY, Range.NOT_NEGATIVE);
        String borrowApr = "variable_borrow_apr_fraction_per_year";
        points(SeriesKind.BORROW_APR, Venue.AAVE_V3, name, path, borrowApr, DAY, Range.NOT_NEGATIVE);
    }

    private static void liquidStaking(Venue protocol, String symbol, String pool) {
        String name = symbol.toUpperCase(Locale.ROOT);
        String perToken = symbol.toLowerCase(Locale.ROOT);
        String rate = "lst/aave_oracle_" + symbol + "_ETH_1d";
        points(SeriesKind.LST_RATE, protocol, name, rate, "ratio_eth_per_" + perToken, DAY, Range.POSITIVE);
        String market = "lst/" + pool + "_" + symbol + "WETH_market_1h";
        String column = "market_ratio_weth_per_" + perToken;
        points(SeriesKind.LST_MARKET, protocol, name, market, column, HOUR, Range.POSITIVE);
    }

    private static void bars(
            SeriesKind kind, Venue venue, String symbol, String path, String prefix, String unit, Duration step) {
        SeriesKey key = new SeriesKey(kind, venue.toString(), symbol);
        put(SeriesFile.bars(key, path + ".csv.gz", prefix, unit, step));
    }

    private static void points(
            SeriesKind kind, Venue venue, String symbol, String path, String column, Duration step, Range range) {
        SeriesKey key = new SeriesKey(kind, venue.toString(), symbol);
        put(SeriesFile.points(key, path + ".csv.gz", column, step, range));
    }

    private static void put(SeriesFile file) {
        TABLE.put(file.key(), file);
    }
}
