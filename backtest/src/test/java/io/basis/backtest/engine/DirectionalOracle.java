package io.basis.backtest.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The equity of both directional modes without costs, calculated a second time from the rules of DOMAIN.md alone: plain
 * numbers, bars and signals, nothing of the product.
 *
 * <p>At each instant, in this order: the bar that ended there may have reached the stop or the target; funding is paid
 * by what is still held; the signal of the instant decides at the open of the bar that begins there. This is done at
 * the last instant too, where it moves no equity.
 */
final class DirectionalOracle {

    enum Direction {
        LONG,
        SHORT,
        NEUTRAL
    }

    record Signal(Instant at, Direction direction, double confidence, double sd) {}

    record Settings(
            double threshold,
            double maxPositionSize,
            double takeProfitSd,
            double stopLossSd,
            double floorBps,
            double capBps) {

        static final Settings DEFAULT = new Settings(0.7, 1, 2, 2, 10, 1_000);
    }

    /** In USDT all equity is cash; in BTC the capital stays as collateral and profit is valued in it. */
    enum ShareClass {
        USDT,
        BTC
    }

    enum Exit {
        STOP,
        TARGET,
        SIGNAL
    }

    /** A position from fill to fill; one that ended inside a bar is closed at the end of that bar. */
    record Trade(Instant opened, double quantity, double entry, Instant closed, double exit, Exit reason) {}

    record Point(Instant at, double equity) {}

    /** The path has one point per instant, in the share class. */
    record Result(
            double totalReturn, List<Point> path, List<Trade> trades, double fundingReceived, int missingSignals) {}

    /** The open position, with its levels, fixed at the fill. */
    record Position(Instant opened, double quantity, double entry, double stop, double target) {

        static Position open(Instant at, boolean isLong, double size, double fill, double sd, Settings settings) {
            double side = isLong ? 1 : -1;
            double sdUsed = Math.clamp(sd * 1e4, settings.floorBps(), settings.capBps()) / 1e4;
            return new Position(
                    at,
                    side * size,
                    fill,
                    fill * (1 - side * settings.stopLossSd() * sdUsed),
                    fill * (1 + side * settings.takeProfitSd() * sdUsed));
        }

        boolean isLong() {
            return quantity > 0;
        }

        double profit(double price) {
            return quantity * (price - entry);
        }

        /** How it ends inside a bar: the stop before the target, at the open where that is already beyond the level. */
        @Nullable
        Trade endedIn(RawFiles.Bar bar, Instant end) {
            boolean stopped = isLong() ? bar.low() <= stop : bar.high() >= stop;
            if (stopped) {
                double fill = isLong() ? Math.min(bar.open(), stop) : Math.max(bar.open(), stop);
                return closed(end, fill, Exit.STOP);
            }
            boolean reached = isLong() ? bar.high() >= target : bar.low() <= target;
            if (reached) {
                double fill = isLong() ? Math.max(bar.open(), target) : Math.min(bar.open(), target);
                return closed(end, fill, Exit.TARGET);
            }
            return null;
        }

        Trade closed(Instant at, double price, Exit reason) {
            return new Trade(opened, quantity, entry, at, price, reason);
        }
    }

    private final RawFiles.Bars perp;
    private final RawFiles.Bars spot;
    private final Map<Long, Double> funding;

    /** From bars at hand; spot values the BTC of that share class, funding is by its stamp in seconds. */
    DirectionalOracle(RawFiles.Bars perp, RawFiles.Bars spot, Map<Long, Double> funding) {
        this.perp = perp;
        this.spot = spot;
        this.funding = funding;
    }

    /** From the five-minute bars and the funding of BTCUSDT at Binance. */
    static DirectionalOracle of(Path data) {
        RawFiles files = new RawFiles(data);
        RawFiles.Bars spot = files.bars("ml/binance_BTCUSDT_spot_5m.csv.gz", 300);
        RawFiles.Bars perp = files.bars("ml/binance_BTCUSDT_perp_5m.csv.gz", 300);
        return new DirectionalOracle(
                RawFiles.filledFromSpot(perp, spot), spot, files.values("funding/binance_BTCUSDT_8h.csv.gz", 0, 1));
    }

    Result run(
            Instant from, Instant to, double capital, ShareClass shareClass, List<Signal> signals, Settings settings) {
        Map<Instant, Signal> signalAt = new HashMap<>();
        signals.forEach(signal -> signalAt.put(signal.at(), signal));

        double cash = shareClass == ShareClass.USDT ? capital : 0;
        Position position = null;
        List<Trade> trades = new ArrayList<>();
        List<Point> path = new ArrayList<>();
        double received = 0;
        int missing = 0;
        for (Instant now = from; !now.isAfter(to); now = now.plusSeconds(perp.interval())) {
            long t = now.getEpochSecond();
            if (position != null) {
                Trade ended = position.endedIn(perp.stamped(t - perp.interval()), now);
                if (ended != null) {
                    cash += position.profit(ended.exit());
                    trades.add(ended);
                    position = null;
                }
            }

            double price = perp.priceAt(t);
            if (position != null) {
                double paid = -position.quantity() * price * funding.getOrDefault(t, 0.0);
                cash += paid;
                received += paid;
            }

            Signal signal = signalAt.get(now);
            missing += signal == null ? 1 : 0;
            Direction wanted = signal == null || signal.confidence() < settings.threshold()
                    ? Direction.NEUTRAL
                    : signal.direction();
            if (position != null && wanted != (position.isLong() ? Direction.LONG : Direction.SHORT)) {
                cash += position.profit(price);
                trades.add(position.closed(now, price, Exit.SIGNAL));
                position = null;
            }
            double usdt = cash + (position == null ? 0 : position.profit(price));
            double equity = switch (shareClass) {
                case USDT -> usdt;
                case BTC -> capital + usdt / spot.priceAt(t);
            };
            if (position == null && signal != null && wanted != Direction.NEUTRAL) {
                double size = equity * settings.maxPositionSize() / (shareClass == ShareClass.USDT ? price : 1);
                position = Position.open(now, wanted == Direction.LONG, size, price, signal.sd(), settings);
            }
            path.add(new Point(now, equity));
        }
        double end = path.getLast().equity();
        return new Result(end / capital - 1, List.copyOf(path), List.copyOf(trades), received, missing);
    }
}
