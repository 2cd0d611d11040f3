package io.basis.domain.message;

import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.Venue;
import io.basis.domain.order.Order;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where orders go to be executed together: each exchange by itself, everything on chain through one wallet and its
 * nonces, or all venues at once where they are simulated inside the loop.
 */
public enum Route {
    SIMULATED(Topic.ORDERS_SIMULATED),
    BINANCE(Topic.ORDERS_BINANCE),
    BYBIT(Topic.ORDERS_BYBIT),
    OKX(Topic.ORDERS_OKX),
    ONCHAIN(Topic.ORDERS_ONCHAIN);

    private final Topic topic;

    Route(Topic topic) {
        this.topic = topic;
    }

    /** The topic of its order groups. */
    public Topic topic() {
        return topic;
    }

    /** The route that serves a venue of the world outside. */
    public static Route of(Venue venue) {
        return switch (venue) {
            case BINANCE -> BINANCE;
            case BYBIT -> BYBIT;
            case OKX -> OKX;
            case WALLET, AAVE_V3, ETHERFI, LIDO, INSTADAPP, MORPHO, UNISWAP, ALCHEMY, TRANSIT -> ONCHAIN;
        };
    }

    /** The route of an order; a transfer belongs to the venue that sends. */
    public static Route of(Order order) {
        return switch (order) {
            case Order.Deposit o -> of(o.into().venue());
            case Order.Withdrawal o -> of(o.from().venue());
            case Order.Transfer o -> of(o.from());
            case Order.SpotTrade o -> of(o.venue());
            case Order.PerpTrade o -> of(o.venue());
            case Order.Supply o -> ONCHAIN;
            case Order.Redeem o -> ONCHAIN;
            case Order.EnableEMode o -> ONCHAIN;
            case Order.Borrow o -> ONCHAIN;
            case Order.Repay o -> ONCHAIN;
            case Order.FlashBorrow o -> ONCHAIN;
            case Order.FlashRepay o -> ONCHAIN;
            case Order.Stake o -> ONCHAIN;
            case Order.Unstake o -> ONCHAIN;
            case Order.Swap o -> ONCHAIN;
            case Order.Unwrap o -> ONCHAIN;
        };
    }

    /** The routes to everything that is held under these keys, in order. */
    public static List<Route> to(List<InstrumentKey> positions) {
        Set<Route> routes = EnumSet.noneOf(Route.class);
        positions.forEach(key -> routes.add(of(key.venue())));
        return List.copyOf(routes);
    }

    /** The routes that a group of orders takes, in order. */
    public static List<Route> through(List<Order> orders) {
        Set<Route> routes = EnumSet.noneOf(Route.class);
        orders.forEach(order -> routes.add(of(order)));
        return List.copyOf(routes);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
