package io.basis.backtest.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The result of btc_basis and eth_basis without costs, in USDT, calculated a second time from the rules of DOMAIN.md
 * alone: plain numbers, the CSV files, nothing of the product. It shares no code with what it checks, and must not.
 *
 * <p>What is known at t: the open of the bar stamped t, or the close of the bar that ended at t. OKX has no BTC prices:
 * the mean of Binance and Bybit stands in, and so it does for each funding settlement that OKX lacks. ETH has one spot
 * price, that of Binance, and at OKX the mark where no trade is on record.
 */
final class BasisOracle {

    private static final long HOUR = 3600;
    private static final String[] VENUE = {"binance", "bybit", "okx"};
    private static final double[] WEIGHT = {0.4, 0.3, 0.3};
    private static final int BINANCE = 0;
    private static final int BYBIT = 1;
    private static final int OKX = 2;

    /** Return over the window, and how often the book was brought back to its target. */
    record Result(double totalReturn, int rebalances, double fundingReceived) {}

    private final Path data;
    private final String pair;
    private final Map<Long, double[]> spotBars;
    private final Map<Long, double[]> perpBars;
    private final Map<Long, double[]> funding;

    BasisOracle(Path data, String coin) {
        this.data = data;
        pair = coin + "USDT";
        spotBars = bars("spot");
        perpBars = bars("perp");
        funding = funding();
    }

    double spotAt(Instant at) {
        return priceAt(spotBars, at.getEpochSecond())[BINANCE];
    }

    Result run(Instant from, Instant to, double capital, double threshold) {
        double[] coins = new double[3];
        double[] cash = new double[3];
        double[] contracts = new double[3];
        double[] entryValue = new double[3]; // Σ contracts × price at which they were opened

        // Entry. All of the capital buys coins at Binance and as many contracts are sold: 40 : 30 : 30 after they have
        // moved. One price per venue, so the coins cost capital and the shorts nothing.
        long start = from.getEpochSecond();
        double bought = capital / spotBars.get(start)[BINANCE];
        for (int v = 0; v < 3; v++) {
            coins[v] = WEIGHT[v] * bought;
        }
        // All is sold short at Binance first; what goes to Bybit and OKX is bought back there at the same price.
        for (int v = 0; v < 3; v++) {
            contracts[v] = -WEIGHT[v] * bought;
            entryValue[v] = contracts[v] * perpBars.get(start)[v];
        }

        int rebalances = 0;
        double received = 0;
        double equity = capital;
        for (long t = start + HOUR; t <= to.getEpochSecond(); t += HOUR) {
            double[] spot = priceAt(spotBars, t);
            double[] mark = priceAt(perpBars, t);

            // Funding: cash = −contracts × mark × rate, on what was held before the stamp.
            double[] rate = funding.get(t);
            for (int v = 0; v < 3 && rate != null; v++) {
                double paid = -contracts[v] * mark[v] * rate[v];
                cash[v] += paid;
                received += paid;
            }

            // Equity: cash + coins at the Binance price + unrealised profit (contracts × mark − what they opened at).
            double spotNotional = 0;
            double shortNotional = 0;
            equity = 0;
            for (int v = 0; v < 3; v++) {
                spotNotional += coins[v] * spot[BINANCE];
                shortNotional += -contracts[v] * mark[v];
                equity += cash[v] + coins[v] * spot[BINANCE] + contracts[v] * mark[v] - entryValue[v];
            }

            // Deviation: the farther of spot and short notional from equity. Beyond the threshold both legs go to
            // exactly equity, coins at their venue's price, contracts at their mark.
            double deviation = Math.max(Math.abs(spotNotional - equity), Math.abs(shortNotional - equity)) / equity;
            if (deviation > threshold) {
                rebalances++;
                for (int v = 0; v < 3; v++) {
                    double newCoins = WEIGHT[v] * equity / spot[BINANCE];
                    double newContracts = -WEIGHT[v] * equity / mark[v];
                    cash[v] -= (newCoins - coins[v]) * spot[v];
                    cash[v] +=
                            contracts[v] * mark[v] - entryValue[v]; // all unrealised profit, and open anew at the mark
                    coins[v] = newCoins;
                    contracts[v] = newContracts;
                    entryValue[v] = newContracts * mark[v];
                }
            }
        }
        return new Result(equity / capital - 1, rebalances, received);
    }

    /** Open of the bar stamped t at each venue; at the very end, the close of the bar that ended then. */
    private static double[] priceAt(Map<Long, double[]> bars, long t) {
        double[] bar = bars.get(t);
        if (bar != null) {
            return bar;
        }
        double[] ended = bars.get(t - HOUR);
        return new double[] {ended[3], ended[4], ended[5]};
    }

    /** By stamp: opens at Binance, Bybit and, as their mean, OKX; then the closes. */
    private Map<Long, double[]> bars(String kind) {
        Map<Long, double[]> bars = new TreeMap<>();
        for (int v : new int[] {BINANCE, BYBIT}) {
            read(bars, kind + "/" + VENUE[v] + "_" + pair + "_1h.csv.gz", v);
        }
        boolean ether = pair.equals("ETHUSDT");
        if (ether && kind.equals("perp")) {
            read(bars, "perp/okx_ETHUSDT_mark_1h.csv.gz", OKX);
            read(bars, "perp/okx_ETHUSDT_1h.csv.gz", OKX);
            return bars;
        }
        bars.values().forEach(bar -> {
            for (int price : new int[] {0, 3}) {
                double binance = bar[BINANCE + price];
                double mean = (binance + bar[BYBIT + price]) / 2;
                bar[BYBIT + price] = ether ? binance : bar[BYBIT + price];
                bar[OKX + price] = ether ? binance : mean;
            }
        });
        return bars;
    }

    private void read(Map<Long, double[]> bars, String file, int venue) {
        for (String[] row : rows(file)) {
            double[] bar = bars.computeIfAbsent(seconds(row[0]), stamp -> new double[6]);
            bar[venue] = Double.parseDouble(row[1]);
            bar[venue + 3] = Double.parseDouble(row[4]);
        }
    }

    private Map<Long, double[]> funding() {
        Map<Long, double[]> rates = new TreeMap<>();
        for (int v = 0; v < 3; v++) {
            for (String[] row : rows("funding/" + VENUE[v] + "_" + pair + "_8h.csv.gz")) {
                double[] rate = rates.computeIfAbsent(
                        seconds(row[0]), stamp -> new double[] {Double.NaN, Double.NaN, Double.NaN});
                rate[v] = Double.parseDouble(row[1]);
            }
        }
        rates.values().forEach(rate -> {
            if (Double.isNaN(rate[OKX])) {
                rate[OKX] = (rate[BINANCE] + rate[BYBIT]) / 2;
            }
        });
        return rates;
    }

    private Iterable<String[]> rows(String file) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data.resolve(file))), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(line -> line.split(",")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long seconds(String stamp) {
        return Instant.parse(stamp).getEpochSecond();
    }
}
