package io.basis.backtest.report;

import io.basis.backtest.report.Chart.Line;
import io.basis.backtest.report.Chart.Look;
import io.basis.backtest.run.Column;
import io.basis.backtest.run.RunRecord;
import io.basis.domain.account.AccountEvent;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.market.SeriesKey;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.order.Order;
import io.basis.domain.order.OrderRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Positions with stops on the price: where each was opened and closed, and the two levels in between.
 *
 * <p>It has a point at every trade besides those that all charts share, so that zooming in shows each of them.
 */
final class TradeChart {

    private final RunRecord run;
    private final Map<OrderRef, Order.Stops> stops = new HashMap<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Held> positions = new ArrayList<>();
    private @Nullable InstrumentKey traded;

    /** Something that happened at a price. */
    private record Mark(int row, double price, Look look) {}

    /** A position, from the row of its entry to that of its exit. */
    private record Held(int from, int to, double takeProfit, double stopLoss) {}

    private TradeChart(RunRecord run) {
        this.run = run;
        for (OrderGroup group : run.groups()) {
            for (int i = 0; i < group.orders().size(); i++) {
                if (group.orders().get(i) instanceof Order.PerpTrade trade && trade.stops() != null) {
                    stops.put(new OrderRef(group.number(), i + 1), trade.stops());
                    traded = InstrumentKey.perp(trade.venue(), trade.base());
                }
            }
        }
    }

    /** Empty where no order had stops. */
    static List<Chart> of(RunRecord run, Sampling sampling) {
        TradeChart chart = new TradeChart(run);
        Column price = chart.price();
        if (price == null) {
            return List.of();
        }
        chart.follow();
        return List.of(chart.draw(price, sampling));
    }

    private @Nullable Column price() {
        if (traded == null) {
            return null;
        }
        SeriesKey key = SeriesKey.perp(traded.venue(), Instruments.asset(traded));
        Column fine = run.market().get(key.fiveMinutes());
        return fine == null ? run.market().get(key) : fine;
    }

    /** Goes through the fills of the traded perpetual, in order. */
    private void follow() {
        BigDecimal held = BigDecimal.ZERO;
        int entered = 0;
        double takeProfit = Double.NaN;
        double stopLoss = Double.NaN;
        for (RiskAssessment assessment : run.booked()) {
            for (AccountEvent event : assessment.events()) {
                int row = Collections.binarySearch(run.at(), assessment.at());
                BigDecimal before = held;
                held = before.add(traded(event));
                if (held.signum() != before.signum() && before.signum() != 0) {
                    marks.add(closing(event, row));
                    positions.add(new Held(entered, row, takeProfit, stopLoss));
                    takeProfit = Double.NaN;
                }
                if (event instanceof AccountEvent.PerpFilled fill && stops.containsKey(fill.order())) {
                    Order.Stops levels = stops.get(fill.order());
                    int side = fill.quantity().signum();
                    double at = fill.price().doubleValue();
                    entered = row;
                    takeProfit = at * (1 + side * levels.takeProfit().doubleValue());
                    stopLoss = at * (1 - side * levels.stopLoss().doubleValue());
                    marks.add(new Mark(row, at, side > 0 ? Look.LONG : Look.SHORT));
                }
            }
        }
        if (!Double.isNaN(takeProfit)) {
            positions.add(new Held(entered, run.lastRow(), takeProfit, stopLoss));
        }
    }

    /** Signed base units that an event traded; a fill that flips a position closes one and opens the next. */
    private static BigDecimal traded(AccountEvent event) {
        return switch (event) {
            case AccountEvent.PerpFilled e -> e.quantity();
            case AccountEvent.StopFilled e -> e.quantity();
            case AccountEvent.Liquidated e -> e.quantity();
            case AccountEvent.Deleveraged e -> e.quantity();
            default -> BigDecimal.ZERO;
        };
    }

    private static Mark closing(AccountEvent event, int row) {
        return switch (event) {
            case AccountEvent.StopFilled e -> new Mark(row, e.price().doubleValue(), look(e.stop()));
            case AccountEvent.Liquidated e -> new Mark(row, e.price().doubleValue(), Look.LOSS);
            case AccountEvent.Deleveraged e -> new Mark(row, e.price().doubleValue(), Look.EXIT);
            case AccountEvent.PerpFilled e -> new Mark(row, e.price().doubleValue(), Look.EXIT);
            default -> throw new IllegalArgumentException(event + " closes no position");
        };
    }

    private static Look look(AccountEvent.Stop stop) {
        return switch (stop) {
            case TAKE_PROFIT -> Look.PROFIT;
            case STOP_LOSS -> Look.LOSS;
        };
    }

    private Chart draw(Column price, Sampling sampling) {
        BitSet rows = new BitSet(run.size());
        for (int point = 0; point < sampling.points(); point++) {
            rows.set(sampling.lastRow(point));
        }
        marks.forEach(mark -> rows.set(mark.row()));
        int[] chosen = rows.stream().toArray();
        List<Instant> at = new ArrayList<>();
        double[] prices = new double[chosen.length];
        double[] takeProfit = empty(chosen.length);
        double[] stopLoss = empty(chosen.length);
        for (int i = 0; i < chosen.length; i++) {
            at.add(run.at().get(chosen[i]));
            prices[i] = price.at(chosen[i]);
        }
        for (Held held : positions) {
            int first = Arrays.binarySearch(chosen, held.from());
            for (int i = first; i < chosen.length && chosen[i] <= held.to(); i++) {
                takeProfit[i] = held.takeProfit();
                stopLoss[i] = held.stopLoss();
            }
        }
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("price", Look.PLAIN, prices));
        lines.add(new Line("take profit", Look.TARGET, takeProfit));
        lines.add(new Line("stop loss", Look.STOP, stopLoss));
        for (Look look : List.of(Look.LONG, Look.SHORT, Look.EXIT, Look.PROFIT, Look.LOSS)) {
            double[] values = empty(chosen.length);
            int count = 0;
            for (Mark mark : marks) {
                if (mark.look() == look) {
                    values[Arrays.binarySearch(chosen, mark.row())] = mark.price();
                    count++;
                }
            }
            if (count > 0) {
                lines.add(new Line(label(look) + " (" + count + ")", look, values));
            }
        }
        return new Chart(
                "trades",
                "Trades with their stops",
                "USDT",
                "Drag to zoom in, double-click to see all. An exit is a change or the end of the signal.",
                at,
                lines,
                List.of());
    }

    private static String label(Look look) {
        return switch (look) {
            case LONG -> "long";
            case SHORT -> "short";
            case EXIT -> "exit";
            case PROFIT -> "profit taken";
            case LOSS -> "stopped";
            case PLAIN, STEPPED, STRONG, DASHED, TARGET, STOP ->
                throw new IllegalArgumentException(look + " is no mark");
        };
    }

    private static double[] empty(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
