package io.basis.strategy.family;

import static io.basis.strategy.family.ExchangeBook.MARKET;

import io.basis.domain.instrument.Asset;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Instruments;
import io.basis.domain.instrument.Venue;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.Order.PerpTrade;
import io.basis.domain.order.Order.SpotTrade;
import io.basis.domain.order.Order.Transfer;
import io.basis.domain.risk.RiskType;
import io.basis.domain.strategy.HedgeAllocation;
import io.basis.domain.strategy.Parameters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Shorts against a long leg that lies elsewhere, margined in USDT: every exchange holds its weight of the short and of
 * the cash.
 *
 * <p>All methods compare what is held with what is wanted, in USDT at current prices, and leave amounts too small to
 * matter where they are.
 */
final class CashHedge {

    /** Cash below this, in USDT, is left where it is. */
    private static final double LEAST_CASH = 0.01;

    private final Asset coin;
    private final HedgeAllocation allocation;
    private final double critical;
    private final Sizes sizes;

    CashHedge(Asset coin, Parameters parameters) {
        this.coin = coin;
        allocation = parameters.requireHedge().allocation();
        critical = parameters.limits().critical(RiskType.MARGIN_RATIO);
        sizes = new Sizes(parameters);
    }

    /**
     * Cash from the wallet: to every exchange what its margin lacks, the rest to where spot is bought.
     *
     * @param cash to send, USDT
     * @param purchase what will be spent on coins, USDT
     */
    List<Order> fund(ExchangeBook book, BigDecimal cash, double purchase) {
        double margins = book.cashEquity() + cash.doubleValue() - purchase;
        List<Order> transfers = new ArrayList<>();
        BigDecimal left = cash;
        for (Venue venue : book.venues()) {
            if (venue != MARKET) {
                double missing = allocation.weight(venue) * margins - book.cashEquity(venue);
                BigDecimal sent = usdt(missing).min(left);
                Repatriation.addTransfer(transfers, Asset.USDT, sent, Venue.WALLET, venue);
                left = left.subtract(sent);
            }
        }
        Repatriation.addTransfer(transfers, Asset.USDT, left, Venue.WALLET, MARKET);
        return transfers;
    }

    /**
     * Spot to its target and the shorts to the long leg that there is then, all at once.
     *
     * @param longHeld coins that the long leg stands for, those at the exchange included
     * @param longTarget coins that it should stand for
     */
    List<Order> trade(ExchangeBook book, double longHeld, double longTarget) {
        BigDecimal wanted = Decimals.down(longTarget - longHeld, Instruments.PERP_SCALE);
        BigDecimal traded = sizes.spot(wanted.max(book.coins(MARKET).negate()), book.spotPrice());
        List<Order> orders = new ArrayList<>();
        if (traded.signum() != 0) {
            orders.add(new SpotTrade(MARKET, coin, traded));
        }
        orders.addAll(hedge(book, longHeld + traded.doubleValue()));
        return orders;
    }

    /**
     * Both legs down to the smaller of them, or to the target: no coin is bought and no short added.
     *
     * <p>Every exchange buys back the same share of its short, because one that was liquidated must not get its weight
     * again.
     */
    List<Order> reduce(ExchangeBook book, double longHeld, double longTarget) {
        double shorts = -book.perps().doubleValue();
        double sold = Math.max(0, longHeld - Math.min(longTarget, shorts));
        BigDecimal coins = Decimals.down(sold, Instruments.PERP_SCALE).min(book.coins(MARKET));
        BigDecimal traded = sizes.spot(coins.negate(), book.spotPrice());
        List<Order> orders = new ArrayList<>();
        if (traded.signum() != 0) {
            orders.add(new SpotTrade(MARKET, coin, traded));
        }
        double kept = shorts > 0 ? Math.min(1, Math.max(0, longHeld + traded.doubleValue()) / shorts) : 1;
        for (Venue venue : book.venues()) {
            BigDecimal back = sizes.perp(
                    Decimals.down(-book.perp(venue).doubleValue() * (1 - kept), Instruments.PERP_SCALE),
                    book.mark(venue),
                    true);
            if (back.signum() > 0) {
                orders.add(new PerpTrade(venue, coin, back));
            }
        }
        return orders;
    }

    /** The shorts to a long leg of so many coins, every exchange its weight. */
    List<Order> hedge(ExchangeBook book, double longHeld) {
        List<Order> orders = new ArrayList<>();
        for (Venue venue : book.venues()) {
            double wanted = -allocation.weight(venue) * Math.max(0, longHeld);
            double held = book.perp(venue).doubleValue();
            BigDecimal traded = wanted == 0
                    ? book.perp(venue).negate()
                    : sizes.perp(
                            Decimals.down(wanted, Instruments.PERP_SCALE).subtract(book.perp(venue)),
                            book.mark(venue),
                            Math.abs(wanted) < Math.abs(held));
            if (traded.signum() != 0) {
                orders.add(new PerpTrade(venue, coin, traded));
            }
        }
        return orders;
    }

    /**
     * Moves cash between the exchanges until each has its weight of it.
     *
     * @param purchase what will be spent on coins where they are bought, USDT
     */
    List<Order> spread(ExchangeBook book, double purchase) {
        double margins = book.cashEquity() - purchase;
        List<Venue> venues = book.venues();
        double[] spare = new double[venues.size()];
        for (int i = 0; i < spare.length; i++) {
            double spent = venues.get(i) == MARKET ? purchase : 0;
            spare[i] = book.cashEquity(venues.get(i)) - allocation.weight(venues.get(i)) * margins - spent;
        }
        List<Order> transfers = new ArrayList<>();
        for (int to = 0; to < spare.length; to++) {
            for (int from = 0; from < spare.length && spare[to] < -LEAST_CASH; from++) {
                double most =
                        Math.min(spare[from], book.available(venues.get(from)).doubleValue());
                double moved = Math.min(-spare[to], most);
                if (moved > LEAST_CASH) {
                    transfers.add(new Transfer(Asset.USDT, usdt(moved), venues.get(from), venues.get(to)));
                    spare[from] -= moved;
                    spare[to] += moved;
                }
            }
        }
        return transfers;
    }

    /**
     * An amount of cash home to the wallet, every exchange keeping its weight of the rest, and no less than the margin
     * that its short must not fall under.
     *
     * @param amount USDT
     */
    List<Order> bringHome(ExchangeBook book, double amount) {
        double margins = Math.max(0, book.cashEquity() - amount);
        List<Order> transfers = new ArrayList<>();
        double left = amount;
        for (Venue venue : book.venues()) {
            double spare = book.cashEquity(venue) - allocation.weight(venue) * margins;
            double bound = critical * book.margin(venue).notional();
            BigDecimal sent = up(Math.min(left, Math.min(spare, book.cashEquity(venue) - bound)))
                    .min(book.available(venue));
            Repatriation.addTransfer(transfers, Asset.USDT, sent, venue, Venue.WALLET);
            left -= Math.max(0, sent.doubleValue());
        }
        return transfers;
    }

    /** True when any exchange holds coins, shorts, or cash worth moving. */
    boolean present(ExchangeBook book) {
        return book.holdsPositions()
                || book.venues().stream().anyMatch(venue -> Math.abs(book.cashEquity(venue)) >= LEAST_CASH);
    }

    /** Coins bought where spot is traded. */
    List<Order> buy(ExchangeBook book, double units) {
        BigDecimal bought = sizes.spot(units, book.spotPrice());
        return bought.signum() > 0 ? List.of(new SpotTrade(MARKET, coin, bought)) : List.of();
    }

    /** Coins sent from where spot is traded to the wallet, or the other way where negative. */
    List<Order> carry(double toWallet) {
        BigDecimal amount = Decimals.down(Math.abs(toWallet), Instruments.PERP_SCALE);
        if (amount.signum() == 0) {
            return List.of();
        }
        return List.of(
                toWallet > 0
                        ? new Transfer(coin, amount, MARKET, Venue.WALLET)
                        : new Transfer(coin, amount, Venue.WALLET, MARKET));
    }

    static InstrumentKey wallet(Asset asset) {
        return InstrumentKey.token(Venue.WALLET, asset);
    }

    private static BigDecimal usdt(double amount) {
        return amount < LEAST_CASH ? BigDecimal.ZERO : Decimals.down(amount, Asset.USDT.scale());
    }

    private static BigDecimal up(double amount) {
        return amount < LEAST_CASH ? BigDecimal.ZERO : Decimals.up(Decimals.observed(amount), Asset.USDT);
    }
}
