package io.basis.backtest.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The result of eth_leveraged without costs, calculated a second time from the rules of DOMAIN.md alone: plain numbers,
 * the CSV files, nothing of the product.
 *
 * <p>The book is entered once and held: {@link #wouldAct} says whether the rules would have changed it. Amounts are in
 * ETH. Indices and rates are daily and held in between.
 */
final class LeveragedOracle {

    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;
    private static final double LIQUIDATION_THRESHOLD = 0.95;
    private static final double HEALTH_FACTOR_MARGIN = 0.05;
    private static final double LTV_MARGIN = 0.01;
    private static final int PATIENCE_HOURS = 72;

    /** What a book made of the indices; supply + staking − borrow is all it earned. */
    record Attribution(double supply, double staking, double borrow) {}

    record Result(
            double flashBorrowed,
            double supplied,
            double healthFactorAtEntry,
            double healthFactor,
            double lowestHealthFactor,
            double equity,
            double totalReturn,
            Attribution attribution) {}

    /** Hours in which each rule wanted to act, and the longest time that waiting cost more than leaving. */
    record Verdict(int deleverHours, int leverUpHours, int hoursOfCostlyWaiting, int longestCostlyWait) {

        boolean acts() {
            return deleverHours > 0 || leverUpHours > 0 || longestCostlyWait >= PATIENCE_HOURS;
        }
    }

    private final RawFiles files;
    private final RawFiles.Held borrowIndex;
    private final RawFiles.Held borrowRate;

    LeveragedOracle(Path data) {
        files = new RawFiles(data);
        borrowIndex = files.held("lending/aave_v3_ethereum_WETH_1d.csv.gz", 4);
        borrowRate = files.held("lending/aave_v3_ethereum_WETH_1d.csv.gz", 5);
    }

    /** A loan-to-value that starts at this health factor. */
    static double ltvOf(double healthFactor) {
        return LIQUIDATION_THRESHOLD / healthFactor;
    }

    /** Scaled balances at Aave, worth what the indices and the protocol rate say. */
    private record Book(
            double scaledSupply,
            double scaledDebt,
            RawFiles.Held liquidityIndex,
            RawFiles.Held rate,
            RawFiles.Held borrowIndex) {

        double collateral(long t) {
            return scaledSupply * liquidityIndex.at(t) * rate.at(t);
        }

        double debt(long t) {
            return scaledDebt * borrowIndex.at(t);
        }

        double ltv(long t) {
            return debt(t) / collateral(t);
        }

        double healthFactor(long t) {
            return collateral(t) * LIQUIDATION_THRESHOLD / debt(t);
        }
    }

    /**
     * Buy and hold. Attribution is made step by step: the change of the index at the old rate, then the change of the
     * rate at the new index. Its sum does not depend on the step, its parts do a little.
     */
    Result run(Instant from, Instant to, StakingToken token, double capital, double ltv, Duration step) {
        long start = from.getEpochSecond();
        long end = to.getEpochSecond();
        double borrowed = capital * ltv / (1 - ltv);
        Book book = enter(token, start, capital, borrowed);

        double supply = 0;
        double staking = 0;
        double borrow = 0;
        double lowest = book.healthFactor(start);
        long before = start;
        for (long t = start + step.toSeconds(); t <= end; t += step.toSeconds()) {
            double oldIndex = book.liquidityIndex().at(before);
            double newIndex = book.liquidityIndex().at(t);
            double oldRate = book.rate().at(before);
            double newRate = book.rate().at(t);
            supply += book.scaledSupply() * (newIndex - oldIndex) * oldRate;
            staking += book.scaledSupply() * newIndex * (newRate - oldRate);
            borrow += book.debt(t) - book.debt(before);
            lowest = Math.min(lowest, book.healthFactor(t));
            before = t;
        }
        double equity = book.collateral(end) - book.debt(end);
        return new Result(
                borrowed,
                capital + borrowed,
                book.healthFactor(start),
                book.healthFactor(end),
                lowest,
                equity,
                equity / capital - 1,
                new Attribution(supply, staking, borrow));
    }

    /** Whether the rules would have changed the book, entered at this loan-to-value as its target and held. */
    Verdict wouldAct(Instant from, Instant to, StakingToken token, double ltv, Instant ratesKnownFrom) {
        long start = from.getEpochSecond();
        Book book = enter(token, start, 1, ltv / (1 - ltv));
        RawFiles.Held market = token.marketRatio(files);
        double healthFactorTarget = LIQUIDATION_THRESHOLD / ltv;
        long firstRate = Math.max(book.rate().firstStamp(), ratesKnownFrom.getEpochSecond());

        int delever = 0;
        int leverUp = 0;
        int costly = 0;
        int inARow = 0;
        int longest = 0;
        for (long t = start; t <= to.getEpochSecond(); t += HOUR) {
            if (book.healthFactor(t) < healthFactorTarget - HEALTH_FACTOR_MARGIN) {
                delever++;
            }
            long since = Math.max(t - 30 * DAY, firstRate);
            if (t - since < 7 * DAY) {
                continue; // too little known to say what staking yields
            }
            double yield = (book.rate().at(t) / book.rate().at(since) - 1) * (365.0 * DAY) / (t - since);
            double cost = borrowRate.at(t);
            if (book.ltv(t) < ltv - LTV_MARGIN && yield > cost) {
                leverUp++;
            }
            double discount = 1 - market.at(t) / book.rate().at(t);
            boolean waitingCostsMore = (cost - yield) * 30 / 365 > discount;
            costly += waitingCostsMore ? 1 : 0;
            inARow = waitingCostsMore ? inARow + 1 : 0;
            longest = Math.max(longest, inARow);
        }
        return new Verdict(delever, leverUp, costly, longest);
    }

    private Book enter(StakingToken token, long t, double capital, double borrowed) {
        RawFiles.Held liquidityIndex = token.liquidityIndex(files);
        RawFiles.Held rate = token.protocolRate(files);
        return new Book(
                (capital + borrowed) / rate.at(t) / liquidityIndex.at(t),
                borrowed / borrowIndex.at(t),
                liquidityIndex,
                rate,
                borrowIndex);
    }
}
