package io.basis.backtest.simulation;

import io.basis.domain.instrument.Venue;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.market.SeriesKind;
import io.basis.venues.catalogue.Bars;
import io.basis.venues.catalogue.Points;
import io.basis.venues.catalogue.SeriesSource;
import io.basis.venues.catalogue.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ten days of market data from a seed, every series of every kind: prices wander, rise by a tenth and crash by a sixth,
 * funding changes its sign, lending rates spike, borrowing stays dear for four days, rewards are paid every three days,
 * predictions change every half hour and are missing now and then, and OKX has the holes that it has in the real data.
 *
 * <p>Only sums, products and {@link Random}, whose sequence is specified: the same seed gives the same bytes everywhere.
 */
public final class SyntheticMarket implements SeriesSource {

    public static final Instant FROM = Instant.parse("2024-06-01T00:00:00Z");
    public static final Instant TO = FROM.plus(Duration.ofDays(10));

    private static final long FIRST = FROM.minus(Duration.ofDays(1)).toEpochMilli();
    private static final long LAST = TO.plus(Duration.ofDays(1)).toEpochMilli();
    private static final long FIVE_MINUTES = 300_000;
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long CRASH = FROM.toEpochMilli() + 150 * HOUR;
    private static final long HALF_HOUR = 1_800_000;

    /** Rates are known for so long before that their growth is. */
    private static final int RATE_DAYS = 31;

    /** When prices rise by a tenth at once. */
    public static final Instant RALLY = FROM.plus(Duration.ofHours(100));

    private final long seed;
    private final double hourlyMove;
    private final Map<SeriesKey, TimeSeries> made = new ConcurrentHashMap<>();

    private SyntheticMarket(long seed, double hourlyMove) {
        this.seed = seed;
        this.hourlyMove = hourlyMove;
    }

    /** Prices move by up to 0.3 % an hour, the rally and the crash apart. */
    public static SyntheticMarket calm(long seed) {
        return new SyntheticMarket(seed, 0.003);
    }

    /** Prices move by up to 4 % an hour. */
    public static SyntheticMarket rough(long seed) {
        return new SyntheticMarket(seed, 0.04);
    }

    @Override
    public boolean has(SeriesKey key) {
        boolean absentAtOkx = key.source().equals(Venue.OKX.toString())
                && (key.kind() == SeriesKind.SPOT
                        || (key.kind() == SeriesKind.PERP && key.symbol().equals("BTCUSDT")));
        return !absentAtOkx;
    }

    @Override
    public TimeSeries series(SeriesKey key) {
        return made.computeIfAbsent(key, this::make);
    }

    private TimeSeries make(SeriesKey key) {
        return switch (key.kind()) {
            case SPOT, PERP, MARK -> bars(key, key.symbol().endsWith("_5m") ? FIVE_MINUTES : HOUR);
            case FUNDING -> funding(key);
            case LIQUIDITY_INDEX -> growing(key, 1, 1.07, 0.0001);
            case BORROW_INDEX -> growing(key, 1, 1.04, 0.0002);
            case LST_RATE -> growing(key, RATE_DAYS, 1.0365, 0.00009);
            case BORROW_APR -> borrowRates(key);
            case SUPPLY_APR, LST_YIELD, BENCHMARK -> around(key, DAY, 0.05, 0.02);
            case ORACLE_USD -> around(key, DAY, key.symbol().startsWith("USD") ? 1 : 3_700, 0.01);
            case CONTENTS -> around(key, DAY, 1, 0);
            case LST_MARKET -> around(key, HOUR, 1.038, 0.001);
            case GAS -> around(key, HOUR, 15, 12);
            case REWARD -> around(key, 3 * DAY, 0.2, 0.1);
            case SIGNAL -> predictions(key);
        };
    }

    private Bars bars(SeriesKey key, long step) {
        double[] price = prices(key, step);
        Random random = random(key.toString());
        int size = price.length - 1;
        long[] time = new long[size];
        double[] high = new double[size];
        double[] low = new double[size];
        for (int row = 0; row < size; row++) {
            time[row] = FIRST + row * step;
            high[row] = Math.max(price[row], price[row + 1]) * (1 + 0.004 * random.nextDouble());
            low[row] = Math.min(price[row], price[row + 1]) * (1 - 0.004 * random.nextDouble());
        }
        return new Bars(key, step, time, Arrays.copyOf(price, size), high, low, Arrays.copyOfRange(price, 1, size + 1));
    }

    /** One path a coin, and close to it one for each venue and kind. */
    private double[] prices(SeriesKey key, long step) {
        Coin of = Coin.of(key);
        Random coin = random(of.name());
        Random own = random(key + "/beside");
        double price = of.price;
        double beside = key.kind() == SeriesKind.SPOT ? 0 : 0.0004;
        double[] prices = new double[(int) ((LAST - FIRST) / step) + 1];
        for (int i = 0; i < prices.length; i++) {
            long time = FIRST + i * step;
            price *= 1 + 2 * hourlyMove * (coin.nextDouble() - 0.498);
            price *= time == RALLY.toEpochMilli() ? 1.1 : time == CRASH ? 0.83 : 1;
            beside = 0.98 * beside + 0.0002 * (own.nextDouble() - 0.5);
            prices[i] = price * (1 + beside);
        }
        return prices;
    }

    /** What is priced, and its price at the start: in USDT, for reward tokens in WETH. */
    private enum Coin {
        BTC(67_000),
        EIGEN(0.02),
        ETHFI(0.01),
        ETH(3_700);

        private final double price;

        Coin(double price) {
            this.price = price;
        }

        static Coin of(SeriesKey key) {
            for (Coin coin : values()) {
                if (key.symbol().startsWith(coin.name()) || key.symbol().startsWith("W" + coin.name())) {
                    return coin;
                }
            }
            throw new IllegalArgumentException("no price of " + key);
        }
    }

    /** Longs pay in the first half, shorts in the second; OKX has no third day. */
    private Points funding(SeriesKey key) {
        Random random = random(key.toString());
        boolean okx = key.source().equals(Venue.OKX.toString());
        long hole = FROM.toEpochMilli() + 2 * DAY;
        long[] time = new long[(int) ((LAST - FIRST) / (8 * HOUR)) + 1];
        double[] rate = new double[time.length];
        int size = 0;
        for (long at = FIRST; at <= LAST; at += 8 * HOUR) {
            double sign = at < FROM.toEpochMilli() + 5 * DAY ? 1 : -0.5;
            double drawn = sign * 0.0003 * random.nextDouble();
            if (!okx || at < hole || at >= hole + DAY) {
                time[size] = at;
                rate[size++] = drawn;
            }
        }
        return new Points(key, 8 * HOUR, Arrays.copyOf(time, size), Arrays.copyOf(rate, size));
    }

    /** Grows every day, lending ten times as fast on the sixth. */
    private Points growing(SeriesKey key, int daysBefore, double start, double perDay) {
        Random random = random(key.toString());
        long first = FROM.toEpochMilli() - daysBefore * DAY;
        int size = (int) ((LAST - first) / DAY) + 1;
        long[] time = new long[size];
        double[] value = new double[size];
        double index = start;
        for (int row = 0; row < size; row++) {
            time[row] = first + row * DAY;
            value[row] = index;
            boolean spike = row == 6 && key.kind() != SeriesKind.LST_RATE;
            index *= 1 + perDay * (0.5 + random.nextDouble()) * (spike ? 10 : 1);
        }
        return new Points(key, DAY, time, value);
    }

    /** Less than staking yields, but from the fourth to the seventh day far more. */
    private Points borrowRates(SeriesKey key) {
        Points cheap = around(key, DAY, 0.02, 0.008);
        double[] value = new double[cheap.size()];
        long[] time = new long[cheap.size()];
        for (int row = 0; row < value.length; row++) {
            time[row] = cheap.time(row);
            value[row] = cheap.value(row) + (row >= 4 && row < 8 ? 0.2 : 0);
        }
        return new Points(key, DAY, time, value);
    }

    /** One in twenty is missing; a deviation of 0.1 to 0.4 %, and every seventh half hour one below the floor. */
    private Points predictions(SeriesKey key) {
        Random random = random("predictions");
        int size = (int) ((LAST - FIRST) / FIVE_MINUTES);
        long[] time = new long[size];
        double[] value = new double[size];
        int made = 0;
        double direction = 0;
        double sd = 0;
        for (int bar = 0; bar < size; bar++) {
            if (bar % (HALF_HOUR / FIVE_MINUTES) == 0) {
                direction = random.nextInt(3) - 1;
                sd = random.nextInt(7) == 0 ? 0.0002 : 0.001 + 0.003 * random.nextDouble();
            }
            double confidence = 0.65 + 0.35 * random.nextDouble();
            if (random.nextInt(20) != 0) {
                time[made] = FIRST + bar * FIVE_MINUTES;
                value[made++] = key.equals(SeriesKey.SIGNAL_DIRECTION)
                        ? direction
                        : key.equals(SeriesKey.SIGNAL_CONFIDENCE) ? confidence : sd;
            }
        }
        return new Points(key, FIVE_MINUTES, Arrays.copyOf(time, made), Arrays.copyOf(value, made));
    }

    private Points around(SeriesKey key, long step, double middle, double width) {
        Random random = random(key.toString());
        int size = (int) ((LAST - FIRST) / step) + 1;
        long[] time = new long[size];
        double[] value = new double[size];
        for (int row = 0; row < size; row++) {
            time[row] = FIRST + row * step;
            value[row] = middle + width * (2 * random.nextDouble() - 1);
        }
        return new Points(key, step, time, value);
    }

    private Random random(String name) {
        return new Random(31 * seed + name.hashCode());
    }
}
