package io.basis.venues.simulated;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Balance;
import io.basis.domain.account.AccountEvent.BalancesReported;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.instrument.InstrumentKey;
import io.basis.domain.instrument.PositionType;
import io.basis.domain.instrument.Venue;
import io.basis.domain.ledger.Ledger;
import io.basis.domain.ledger.PositionLayout;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.message.Route;
import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueAnswer.Entry;
import io.basis.domain.message.VenueAnswer.Standing;
import io.basis.domain.message.VenueCall;
import io.basis.domain.money.Decimals;
import io.basis.domain.order.Order;
import io.basis.domain.order.OrderRef;
import io.basis.domain.order.RejectReason;
import io.basis.venues.gateway.VenueGateway;
import io.basis.venues.simulated.VenueBooks.Journal;
import io.basis.venues.simulated.VenueBooks.Placed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The simulated venues of one route, outside the loop: they keep books of their own, know orders by client id, and tell
 * what happened in numbered entries.
 *
 * <p>As at real venues a client id is refused only while its order is open: one that is done may be used again and is
 * executed again. Who is in doubt has to ask.
 */
public final class SimulatedGateway implements VenueGateway {

    /** Groups whose orders can be asked after. */
    private static final int REMEMBERED = 3;

    /** Parts are whole thousandths of a coin. */
    private static final int LOT_SCALE = 3;

    private final Route route;
    private final BookStore store;
    private final Treatment.Rule rule;
    private final InstantSource clock;

    public SimulatedGateway(Route route, BookStore store, Treatment.Rule rule, InstantSource clock) {
        this.route = route;
        this.store = store;
        this.rule = rule;
        this.clock = clock;
    }

    @Override
    public VenueAnswer call(String strategy, VenueCall call) {
        return store.change(strategy, books -> {
            journal(books).forget(call.after());
            workOn(books);
            return switch (call) {
                case VenueCall.Advance c -> advance(books, c);
                case VenueCall.Submit c -> submit(strategy, books, c);
                case VenueCall.Ask c -> ask(books, c);
                case VenueCall.Cancel c -> cancel(books, c);
            };
        });
    }

    private VenueAnswer advance(VenueBooks books, VenueCall.Advance call) {
        MarketSnapshot market = call.market();
        if (books.accounts == null) {
            books.definition = call.definition();
            books.accounts = new Accounts(new PositionLayout(call.definition().positions()));
        }
        if (books.market == null || books.market.at().isBefore(market.at())) {
            books.market = market;
            Map<OrderRef, Route> worked = new HashMap<>();
            books.accounts.pending.working.forEach(order -> worked.put(order.order(), Route.of(order.instruction())));
            for (AccountEvent event : venues(books).pass(books.accounts, market)) {
                enter(books, tells(event, worked), null, event);
            }
        }
        return new VenueAnswer.Advanced(market.at(), balances(books.accounts.positions()), entries(books));
    }

    /** What the accounts of this route hold; what is in transit is nowhere. */
    private BalancesReported balances(Positions held) {
        List<Balance> balances = new ArrayList<>();
        for (int slot = 0; slot < held.layout().size(); slot++) {
            InstrumentKey key = held.layout().key(slot);
            if (Route.of(key.venue()) == route && key.venue() != Venue.TRANSIT) {
                BigDecimal quantity = held.quantity(slot);
                boolean open = key.type() == PositionType.PERP && quantity.signum() != 0;
                balances.add(new Balance(
                        key,
                        quantity,
                        open ? held.cost(slot).divide(quantity, Decimals.PRICE_SCALE, RoundingMode.HALF_EVEN) : null));
            }
        }
        return new BalancesReported(balances);
    }

    /** Lets something befall the accounts of a strategy of which no entry tells, as an airdrop or a trade by hand. */
    public void befall(String strategy, AccountEvent event) {
        store.change(strategy, books -> {
            Accounts accounts = Objects.requireNonNull(books.accounts);
            accounts.positions = Ledger.commit(accounts.positions, List.of(event));
            return books;
        });
    }

    /** The route whose venue an event of passing time belongs to. */
    private static Route tells(AccountEvent event, Map<OrderRef, Route> worked) {
        return switch (event) {
            case AccountEvent.Transferred e -> Route.of(e.to().venue());
            case AccountEvent.SpotFilled e -> Route.of(e.coin().venue());
            case AccountEvent.PerpFilled e -> Route.of(e.perp().venue());
            case AccountEvent.StopFilled e -> Route.of(e.perp().venue());
            case AccountEvent.FundingPaid e -> Route.of(e.perp().venue());
            case AccountEvent.InterestCharged e -> Route.of(e.balance().venue());
            case AccountEvent.Liquidated e -> Route.of(e.perp().venue());
            case Rejected e -> Objects.requireNonNull(worked.get(e.order()));
            case AccountEvent.Unstaked e -> Route.ONCHAIN;
            case AccountEvent.RewardPaid e -> Route.ONCHAIN;
            case AccountEvent.LoanLiquidated e -> Route.ONCHAIN;
            default -> throw new IllegalArgumentException("time alone brings no " + event);
        };
    }

    private VenueAnswer submit(String strategy, VenueBooks books, VenueCall.Submit call) {
        String id = call.clientId();
        // Only now, while no other call can see the books: one that waited for them is as late as it is.
        Instant now = clock.instant();
        if (now.isAfter(call.until())) {
            return new VenueAnswer.Unknown(id, "refused: it arrived at " + now + ", after " + call.until());
        }
        @Nullable Placed known = books.orders.get(id);
        if (known != null && known.standing == Standing.OPEN) {
            return stands(books, id, known);
        }
        books.orders.values().removeIf(old -> old.group.number() <= call.group().number() - REMEMBERED);
        int[] places = call.places().stream().mapToInt(Integer::intValue).toArray();
        Placed placed = new Placed(call.group(), places);
        books.orders.put(id, placed);
        Treatment treatment = rule.of(strategy, id);
        if (treatment.refused()) {
            placed.standing = Standing.REFUSED;
            placed.reason = RejectReason.VENUE_UNAVAILABLE;
            placed.detail = route + " takes no orders";
        } else {
            take(books, id, placed, treatment);
        }
        return stands(books, id, placed);
    }

    /** Fills what is to be filled at once; the rest stays open. */
    private void take(VenueBooks books, String id, Placed placed, Treatment treatment) {
        books.executed.add(id);
        if (treatment.first().compareTo(BigDecimal.ONE) >= 0) {
            fill(books, placed);
            return;
        }
        placed.patience = treatment.patience();
        int place = placed.places[0];
        @Nullable Order part = part(placed.group.orders().get(place - 1), treatment.first());
        @Nullable Order rest = part == null ? null : rest(placed.group.orders().get(place - 1), part);
        if (part == null || rest == null || placed.places.length > 1) {
            return;
        }
        Placed now = new Placed(with(placed.group, place, part), placed.places);
        fill(books, now);
        placed.last = now.last;
        if (now.standing == Standing.FILLED) {
            placed.group = with(placed.group, place, rest);
        } else {
            placed.standing = now.standing;
            placed.reason = now.reason;
            placed.detail = now.detail;
        }
    }

    /** Time passes for open orders with every call. */
    private void workOn(VenueBooks books) {
        for (Placed placed : books.orders.values()) {
            boolean own = Route.of(placed.group.orders().get(placed.places[0] - 1)) == route;
            if (own && placed.standing == Standing.OPEN && placed.patience >= 0 && placed.patience-- == 0) {
                long before = placed.last;
                fill(books, placed);
                if (placed.standing == Standing.REFUSED && before > 0) {
                    placed.standing = Standing.CANCELLED;
                    placed.last = before;
                }
            }
        }
    }

    private void fill(VenueBooks books, Placed placed) {
        List<AccountEvent> events = venues(books)
                .execute(
                        Objects.requireNonNull(books.accounts),
                        placed.group,
                        placed.places,
                        Objects.requireNonNull(books.market));
        @Nullable Rejected refused = null;
        for (AccountEvent event : events) {
            if (event instanceof Rejected rejected
                    && (refused == null || refused.reason() == RejectReason.GROUP_FAILED)) {
                refused = rejected;
            }
        }
        if (refused != null) {
            placed.standing = Standing.REFUSED;
            placed.reason = refused.reason();
            placed.detail = refused.detail();
            return;
        }
        for (int i = 0; i < events.size(); i++) {
            placed.last = enter(books, route, new OrderRef(placed.group.number(), placed.places[i]), events.get(i));
        }
        placed.standing = Standing.FILLED;
    }

    private VenueAnswer ask(VenueBooks books, VenueCall.Ask call) {
        @Nullable Placed known = books.orders.get(call.clientId());
        return known == null
                ? new VenueAnswer.NotFound(call.clientId(), call.asked(), entries(books))
                : stands(books, call.clientId(), known);
    }

    private VenueAnswer cancel(VenueBooks books, VenueCall.Cancel call) {
        @Nullable Placed known = books.orders.get(call.clientId());
        if (known == null) {
            return new VenueAnswer.Unknown(call.clientId(), "there is no such order to cancel");
        }
        if (known.standing == Standing.OPEN) {
            known.standing = Standing.CANCELLED;
        }
        return stands(books, call.clientId(), known);
    }

    private VenueAnswer stands(VenueBooks books, String id, Placed placed) {
        return new VenueAnswer.Stands(id, placed.standing, placed.last, placed.reason, placed.detail, entries(books));
    }

    private long enter(VenueBooks books, Route to, @Nullable OrderRef order, AccountEvent event) {
        Journal journal = books.journals.computeIfAbsent(to, unused -> new Journal());
        journal.entries.add(new Entry(++journal.last, order, event));
        return journal.last;
    }

    private List<Entry> entries(VenueBooks books) {
        return List.copyOf(journal(books).entries);
    }

    private Journal journal(VenueBooks books) {
        return books.journals.computeIfAbsent(route, unused -> new Journal());
    }

    private static SimulatedVenues venues(VenueBooks books) {
        PositionLayout positions =
                Objects.requireNonNull(books.accounts).positions().layout();
        MarketSnapshot market = Objects.requireNonNull(books.market);
        SimulatedVenues venues = books.venues;
        if (venues == null || !venues.binds(positions, market.layout())) {
            venues = new SimulatedVenues(Objects.requireNonNull(books.definition), positions, market.layout());
            books.venues = venues;
        }
        return venues;
    }

    private static OrderGroup with(OrderGroup group, int place, Order order) {
        List<Order> orders = new ArrayList<>(group.orders());
        orders.set(place - 1, order);
        return new OrderGroup(group.at(), group.number(), Execution.PARALLEL, group.part(), group.parts(), orders);
    }

    /** A share of a trade, or null where an order cannot be filled in part. */
    private static @Nullable Order part(Order order, BigDecimal share) {
        return switch (order) {
            case Order.SpotTrade o -> sized(o, share(o.quantity(), share));
            case Order.PerpTrade o -> sized(o, share(o.quantity(), share));
            default -> null;
        };
    }

    private static @Nullable Order rest(Order order, Order part) {
        return switch (order) {
            case Order.SpotTrade o -> sized(o, o.quantity().subtract(((Order.SpotTrade) part).quantity()));
            case Order.PerpTrade o -> sized(o, o.quantity().subtract(((Order.PerpTrade) part).quantity()));
            default -> null;
        };
    }

    private static BigDecimal share(BigDecimal quantity, BigDecimal share) {
        return quantity.multiply(share).setScale(LOT_SCALE, RoundingMode.DOWN);
    }

    private static @Nullable Order sized(Order order, BigDecimal quantity) {
        if (quantity.signum() == 0) {
            return null;
        }
        return switch (order) {
            case Order.SpotTrade o -> new Order.SpotTrade(o.venue(), o.base(), quantity);
            case Order.PerpTrade o -> new Order.PerpTrade(o.venue(), o.base(), quantity, o.stops());
            default -> throw new IllegalArgumentException("not a trade: " + order);
        };
    }
}
