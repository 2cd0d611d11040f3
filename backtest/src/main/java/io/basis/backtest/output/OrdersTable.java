package io.basis.backtest.output;

import io.basis.backtest.run.RunRecord;
import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.order.Order;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One row per order sent, in order; what became of it stands in the fills under the same group and order. */
final class OrdersTable implements RunTable {

    @Override
    public String header(RunRecord run) {
        return "timestamp,group,execution,part,parts,order,type,asset,quantity_units,from,to,least_units,"
                + "take_profit_fraction,stop_loss_fraction";
    }

    @Override
    public void write(RunRecord run, String[] stamps, CsvFile out) throws IOException {
        for (OrderGroup group : run.groups()) {
            String stamp = group.at().toString();
            int index = 0;
            for (Order order : group.orders()) {
                index++;
                out.cell(stamp)
                        .cell(group.number())
                        .cell(group.execution().name().toLowerCase(Locale.ROOT))
                        .cell(group.part())
                        .cell(group.parts())
                        .cell(index);
                describe(order, out);
                limits(order, out);
                out.end();
            }
        }
    }

    private static void describe(Order order, CsvFile out) {
        switch (order) {
            case Order.Deposit o -> cells(out, "deposit", o.into().symbol(), o.amount(), null, o.into());
            case Order.Withdrawal o -> cells(out, "withdrawal", o.from().symbol(), o.amount(), o.from(), null);
            case Order.Transfer o -> cells(out, "transfer", o.asset().name(), o.amount(), o.from(), o.to());
            case Order.SpotTrade o -> {
                InstrumentKey cash = InstrumentKey.token(o.venue(), Asset.USDT);
                InstrumentKey coin = InstrumentKey.token(o.venue(), o.base());
                boolean buy = o.quantity().signum() > 0;
                cells(out, "spot", o.base().name(), o.quantity(), buy ? cash : coin, buy ? coin : cash);
            }
            case Order.PerpTrade o ->
                cells(out, "perp", o.base().name(), o.quantity(), null, InstrumentKey.perp(o.venue(), o.base()));
            case Order.Supply o ->
                cells(out, "supply", o.asset().name(), o.amount(), o.asset().home(), Venue.AAVE_V3);
            case Order.Redeem o ->
                cells(
                        out,
                        "redeem",
                        o.asset().name(),
                        o.amount(),
                        Venue.AAVE_V3,
                        o.asset().home());
            case Order.EnableEMode o -> cells(out, "enable_emode", null, null, null, Venue.AAVE_V3);
            case Order.Borrow o -> cells(out, "borrow", "WETH", o.amount(), Venue.AAVE_V3, o.into());
            case Order.Repay o -> cells(out, "repay", "WETH", o.amount(), o.from(), Venue.AAVE_V3);
            case Order.FlashBorrow o -> cells(out, "flash_borrow", "WETH", o.amount(), Venue.MORPHO, Venue.INSTADAPP);
            case Order.FlashRepay o -> cells(out, "flash_repay", "WETH", o.amount(), Venue.INSTADAPP, Venue.MORPHO);
            case Order.Stake o ->
                cells(
                        out,
                        "stake",
                        o.from().symbol(),
                        o.amount(),
                        o.from(),
                        o.lst().home());
            case Order.Unstake o ->
                cells(out, "unstake", o.lst().name(), o.amount(), o.lst().home(), Venue.WALLET);
            case Order.Swap o -> cells(out, "swap", o.from().symbol(), o.amount(), o.from(), o.to());
            case Order.Unwrap o -> cells(out, "unwrap", "KING", o.amount(), Venue.WALLET, Venue.WALLET);
        }
    }

    /** What an order accepts at least, and the moves from the price of its fill at which it closes itself. */
    private static void limits(Order order, CsvFile out) {
        out.cell(order instanceof Order.Swap swap ? swap.least() : null);
        Order.Stops stops = order instanceof Order.PerpTrade trade ? trade.stops() : null;
        out.cell(stops == null ? null : stops.takeProfit()).cell(stops == null ? null : stops.stopLoss());
    }

    private static void cells(
            CsvFile out,
            String type,
            @Nullable String asset,
            @Nullable BigDecimal quantity,
            @Nullable Object from,
            @Nullable Object to) {
        out.cell(type)
                .cell(asset)
                .cell(quantity)
                .cell(from == null ? null : from.toString())
                .cell(to == null ? null : to.toString());
    }
}
