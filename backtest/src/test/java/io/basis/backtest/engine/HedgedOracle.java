package io.basis.backtest.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * The result of both hedged staking modes without costs and rewards, calculated a second time from the rules of
 * DOMAIN.md alone: plain numbers, the CSV files, nothing of the product.
 *
 * <p>A share α of equity is staked ether, the rest is margin; the shorts are the net ether of the long leg. A loan-to-
 * value of zero is the simple mode, whose tokens stay in the wallet and earn nothing at Aave. ETH is valued at Binance
 * spot and the protocol rate; OKX has the traded price where there is one, else its mark, and the mean of Binance and
 * Bybit for each funding settlement that it lacks.
 */
final class HedgedOracle {

    private static final long HOUR = 3600;
    private static final String[] VENUE = {"binance", "bybit", "okx"};
    private static final double[] WEIGHT = {0.4, 0.3, 0.3};
    private static final int BINANCE = 0;
    private static final int BYBIT = 1;
    private static final int OKX = 2;
    private static final double ALPHA = 0.5;

    /** Relative band around α, delta drift as a share of equity, margin ratio below which margins are shared anew. */
    record Limits(double allocationBand, double maxDeltaDrift, double marginWarning) {

        static final Limits DEFAULT = new Limits(0.20, 0.02, 0.30);
        static final Limits NEVER_RESTORED = new Limits(Double.POSITIVE_INFINITY, 0.02, 0);
    }

    /** {@code discountPaid}, in USDT, is what leaving at the market price cost against the protocol rate. */
    record Result(
            double totalReturn,
            double fundingReceived,
            double discountPaid,
            List<Instant> restorations,
            int hedges,
            double lowestMarginRatio) {}

    private final RawFiles files;
    private final RawFiles.Bars spot;
    private final RawFiles.Bars[] perp = new RawFiles.Bars[3];
    private final List<NavigableMap<Long, Double>> funding;
    private final RawFiles.Held borrowIndex;

    HedgedOracle(Path data) {
        files = new RawFiles(data);
        spot = files.bars("spot/binance_ETHUSDT_1h.csv.gz", HOUR);
        for (int v = 0; v < 3; v++) {
            perp[v] = files.bars("perp/" + VENUE[v] + "_ETHUSDT_1h.csv.gz", HOUR);
        }
        perp[OKX] = RawFiles.firstOf(perp[OKX], files.bars("perp/okx_ETHUSDT_mark_1h.csv.gz", HOUR));
        funding = funding();
        borrowIndex = files.held("lending/aave_v3_ethereum_WETH_1d.csv.gz", 4);
    }

    Result run(Instant from, Instant to, StakingToken token, double capital, double targetLtv, Limits limits) {
        RawFiles.Held rate = token.protocolRate(files);
        RawFiles.Held market = token.marketRatio(files);
        RawFiles.Held liquidityIndex = token.liquidityIndex(files);
        boolean lent = targetLtv > 0;

        long start = from.getEpochSecond();
        double[] mark = marks(start);
        double[] cash = new double[3];
        double[] contracts = new double[3];
        double[] entry = new double[3];

        // Entry. α of equity buys ether, staked and levered; as many contracts are sold; the rest of the USDT is
        // margin.
        double bought = ALPHA * capital / spot.priceAt(start);
        double tokens = bought / (1 - targetLtv) / rate.at(start) / (lent ? liquidityIndex.at(start) : 1); // scaled
        double debt = bought * targetLtv / (1 - targetLtv) / borrowIndex.at(start); // scaled
        for (int v = 0; v < 3; v++) {
            cash[v] = WEIGHT[v] * (1 - ALPHA) * capital;
            contracts[v] = -WEIGHT[v] * bought;
            entry[v] = mark[v];
        }

        double received = 0;
        double discountPaid = 0;
        List<Instant> restorations = new ArrayList<>();
        int hedges = 0;
        double lowestMargin = Double.POSITIVE_INFINITY;
        double equity = capital;
        for (long t = start + HOUR; t <= to.getEpochSecond(); t += HOUR) {
            double price = spot.priceAt(t);
            mark = marks(t);

            // Funding: cash = −contracts × mark × rate, on what was held before the stamp.
            for (int v = 0; v < 3; v++) {
                double paid = -contracts[v] * mark[v] * funding.get(v).getOrDefault(t, 0.0);
                cash[v] += paid;
                received += paid;
            }

            double perToken = rate.at(t) * (lent ? liquidityIndex.at(t) : 1);
            double collateral = tokens * perToken;
            double owed = debt * borrowIndex.at(t);
            double net = collateral - owed;
            double margins = 0;
            double shorts = 0;
            double marginRatio = Double.POSITIVE_INFINITY;
            for (int v = 0; v < 3; v++) {
                double margin = cash[v] + contracts[v] * (mark[v] - entry[v]);
                margins += margin;
                shorts -= contracts[v];
                marginRatio = Math.min(marginRatio, margin / (-contracts[v] * mark[v]));
            }
            lowestMargin = Math.min(lowestMargin, marginRatio);
            equity = net * price + margins;

            double share = net * price / equity;
            if (Math.abs(share - ALPHA) > ALPHA * limits.allocationBand() || marginRatio < limits.marginWarning()) {
                // α of the equity that remains, so that it is restored exactly.
                restorations.add(Instant.ofEpochSecond(t));
                double surplus = net - ALPHA * equity / price;
                if (surplus > 0) {
                    // Withdraw W and repay λW: loan-to-value stays, and the discount falls on all of W.
                    double ltv = owed / collateral;
                    double discount = (1 - market.at(t) / rate.at(t)) / (1 - ltv); // per ether that leaves
                    double leaving = surplus / (1 - ALPHA * discount);
                    tokens -= leaving / (1 - ltv) / perToken;
                    debt -= leaving / (1 - ltv) * ltv / borrowIndex.at(t);
                    net -= leaving;
                    margins += leaving * (1 - discount) * price;
                    discountPaid += leaving * discount * price;
                } else {
                    double coming = -surplus;
                    tokens += coming / (1 - targetLtv) / perToken;
                    debt += coming * targetLtv / (1 - targetLtv) / borrowIndex.at(t);
                    net += coming;
                    margins -= coming * price;
                }
                // Every short is opened anew at its mark, all its profit taken: how much of it was taken before moves
                // neither equity nor a margin ratio. Margins go where the weights say.
                for (int v = 0; v < 3; v++) {
                    cash[v] = WEIGHT[v] * margins;
                    contracts[v] = -WEIGHT[v] * net;
                    entry[v] = mark[v];
                }
                equity = net * price + margins;
            } else if (Math.abs(net - shorts) * price / equity > limits.maxDeltaDrift()) {
                hedges++;
                for (int v = 0; v < 3; v++) {
                    cash[v] += contracts[v] * (mark[v] - entry[v]);
                    contracts[v] = -WEIGHT[v] * net;
                    entry[v] = mark[v];
                }
            }
        }
        return new Result(
                equity / capital - 1, received, discountPaid, List.copyOf(restorations), hedges, lowestMargin);
    }

    private double[] marks(long t) {
        return new double[] {perp[BINANCE].priceAt(t), perp[BYBIT].priceAt(t), perp[OKX].priceAt(t)};
    }

    private List<NavigableMap<Long, Double>> funding() {
        List<NavigableMap<Long, Double>> rates = new ArrayList<>();
        for (String venue : VENUE) {
            rates.add(files.values("funding/" + venue + "_ETHUSDT_8h.csv.gz", 0, 1));
        }
        rates.get(BYBIT)
                .forEach((t, rate) ->
                        rates.get(OKX).putIfAbsent(t, (rate + rates.get(BINANCE).getOrDefault(t, Double.NaN)) / 2));
        return rates;
    }
}
