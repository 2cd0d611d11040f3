package io.basis.backtest.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.NavigableMap;

/**
 * The result of eth_staking_only without costs, calculated a second time from the rules of DOMAIN.md alone: plain
 * numbers, the CSV files, nothing of the product.
 *
 * <p>The token is bought at the protocol rate and valued at it; its rate is its yield. Rewards of weETH come beside it,
 * as tokens: what is sold stays in the wallet as ETH and is not staked.
 */
final class StakingOracle {

    private static final long HOUR = 3600;

    /** EIGEN per eETH of the first period, 52 days; the 0.205 listed is per week. */
    private static final double FIRST_EIGEN = 1.231;

    /** Rewards are what was credited, at the price of that hour, in ETH. */
    record Result(double totalReturn, double rewards, int sales, double eigenHeld, double ethfiHeld) {}

    private final RawFiles files;

    StakingOracle(Path data) {
        files = new RawFiles(data);
    }

    /** Without rewards. */
    Result run(Instant from, Instant to, StakingToken token) {
        RawFiles.Held rate = token.protocolRate(files);
        return new Result(rate.at(to.getEpochSecond()) / rate.at(from.getEpochSecond()) - 1, 0, 0, 0, 0);
    }

    /** In weETH, with EIGEN and ETHFI, sold whenever they are worth more than the threshold times equity. */
    Result runWithRewards(Instant from, Instant to, double capital, double saleThreshold) {
        RawFiles.Held rate = StakingToken.WEETH.protocolRate(files);
        RawFiles.Bars eigenPrice = files.bars("spot/uniswapv3_EIGENWETH_1h.csv.gz", HOUR);
        RawFiles.Bars ethfiPrice = files.bars("spot/uniswapv3_ETHFIWETH_1h.csv.gz", HOUR);
        NavigableMap<Long, Double> eigenPayouts = files.values("staking_rewards/etherfi_eigen_weekly.csv.gz", 1, 5);
        NavigableMap<Long, Double> ethfiPayouts = files.values("staking_rewards/etherfi_ethfi_topups.csv.gz", 0, 4);
        eigenPayouts.put(eigenPayouts.firstKey(), FIRST_EIGEN);

        long start = from.getEpochSecond();
        double weeth = capital / rate.at(start);
        double eth = 0;
        double eigen = 0;
        double ethfi = 0;
        double credited = 0;
        int sales = 0;
        double equity = capital;
        for (long t = start + HOUR; t <= to.getEpochSecond(); t += HOUR) {
            double eeth = weeth * rate.at(t);
            double newEigen = eeth * eigenPayouts.getOrDefault(t, 0.0);
            double newEthfi = eeth * ethfiPayouts.getOrDefault(t, 0.0);
            credited += worth(newEigen, eigenPrice, t) + worth(newEthfi, ethfiPrice, t);
            eigen += newEigen;
            ethfi += newEthfi;

            double dust = worth(eigen, eigenPrice, t) + worth(ethfi, ethfiPrice, t);
            equity = eeth + eth + dust;
            if (dust > saleThreshold * equity) {
                sales++;
                eth += dust;
                eigen = 0;
                ethfi = 0;
            }
        }
        return new Result(equity / capital - 1, credited, sales, eigen, ethfi);
    }

    /** Of nothing, zero: EIGEN has no price before it was first paid out. */
    private static double worth(double tokens, RawFiles.Bars price, long t) {
        return tokens == 0 ? 0 : tokens * price.priceAt(t);
    }
}
