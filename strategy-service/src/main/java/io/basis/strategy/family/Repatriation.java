package io.basis.strategy.family;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.Venue;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.Transfer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Brings cash or coins from the exchanges home to the wallet. */
final class Repatriation {

    private Repatriation() {}

    /** An amount of cash, from each exchange in proportion to what it can give; less where there is less. */
    static List<Order> cash(ExchangeBook book, BigDecimal amount) {
        List<BigDecimal> available = book.venues().stream().map(book::available).toList();
        return proRata(book.venues(), available, amount, Asset.USDT);
    }

    /** All cash. */
    static List<Order> allCash(ExchangeBook book) {
        List<Order> transfers = new ArrayList<>();
        for (Venue venue : book.venues()) {
            addTransfer(transfers, Asset.USDT, book.available(venue), venue, Venue.WALLET);
        }
        return transfers;
    }

    /** A number of coins, from each exchange in proportion to what it holds; less where there are less. */
    static List<Order> coins(ExchangeBook book, BigDecimal amount) {
        List<BigDecimal> held = book.venues().stream().map(book::coins).toList();
        return proRata(book.venues(), held, amount, book.coin());
    }

    /** After everything is closed, exchanges with cash pay what the strategy owes at others. */
    static List<Order> debts(ExchangeBook book) {
        List<Order> transfers = new ArrayList<>();
        List<BigDecimal> left =
                new ArrayList<>(book.venues().stream().map(book::available).toList());
        for (Venue debtor : book.venues()) {
            BigDecimal owed = book.cash(debtor).negate();
            for (int i = 0; i < left.size(); i++) {
                BigDecimal paid = owed.min(left.get(i)).max(BigDecimal.ZERO);
                addTransfer(transfers, Asset.USDT, paid, book.venues().get(i), debtor);
                owed = owed.subtract(paid);
                left.set(i, left.get(i).subtract(paid));
            }
        }
        return transfers;
    }

    private static List<Order> proRata(List<Venue> venues, List<BigDecimal> has, BigDecimal amount, Asset asset) {
        BigDecimal total = has.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal wanted = amount.min(total);
        BigDecimal left = wanted;
        List<Order> transfers = new ArrayList<>();
        for (int i = 0; i < venues.size() && left.signum() > 0; i++) {
            BigDecimal part = has.get(i)
                    .multiply(wanted)
                    .divide(total, asset.scale(), RoundingMode.UP)
                    .min(has.get(i))
                    .min(left);
            addTransfer(transfers, asset, part, venues.get(i), Venue.WALLET);
            left = left.subtract(part);
        }
        return transfers;
    }

    static void addTransfer(List<Order> transfers, Asset asset, BigDecimal amount, Venue from, Venue to) {
        if (amount.signum() > 0) {
            transfers.add(new Transfer(asset, amount, from, to));
        }
    }
}
