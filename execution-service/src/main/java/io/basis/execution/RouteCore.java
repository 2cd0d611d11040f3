package io.basis.execution;

import io.basis.domain.account.AccountEvent;
import io.basis.domain.account.AccountEvent.Rejected;
import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.core.Refusal;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.OrderGroup.Execution;
import io.basis.domain.message.Route;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.Tick;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueAnswer.Entry;
import io.basis.domain.message.VenueCall;
import io.basis.domain.message.VenueReport;
import io.basis.domain.order.OrderRef;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.execution.order.ClientId;
import io.basis.execution.order.OrderStatus;
import io.basis.execution.order.Patience;
import io.basis.execution.order.PlacedOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Carries the order groups of one route to venues outside the loop and their reports back: one report for every snapshot
 * and for every group.
 *
 * <p>The intent is in the state before any call is made; calls may be lost and answers come late, twice or never. What
 * happened is taken from the venue's numbered entries alone, each once and in order.
 */
public final class RouteCore implements Core<RouteState> {

    /** Instants after which balances are asked for even without a reason. */
    private static final int CHECK_EVERY = 24;

    private final Route route;
    private final Patience patience;

    public RouteCore(Route route, Patience patience) {
        this.route = route;
        this.patience = patience;
    }

    @Override
    public RouteState fresh(String strategy) {
        return new RouteState();
    }

    @Override
    public void on(RouteState state, Message message, Output out) {
        switch (message) {
            case StartedStrategy started -> {
                if (started.definition().routes().contains(route)) {
                    state.definition = started.definition();
                }
            }
            case MarketSnapshot market -> onSnapshot(state, market, out);
            case OrderGroup group -> onGroup(state, group, out);
            case Tick tick -> onTick(state, tick.now(), out);
            case VenueAnswer answer -> onAnswer(state, answer, out);
            default -> throw new IllegalArgumentException("execution-service does not read " + message.getClass());
        }
    }

    private void onSnapshot(RouteState state, MarketSnapshot market, Output out) {
        if (state.definition == null) {
            return;
        }
        OrderGroup unfinished = state.group;
        if (unfinished != null) {
            throw new Refusal(
                    "EXE-002", "it is " + market.at() + " and group " + unfinished.number() + " is not answered yet");
        }
        state.market = market;
        state.reached = false;
        state.advanceAt = null;
        advance(state, out);
    }

    private void advance(RouteState state, Output out) {
        out.call(new VenueCall.Advance(
                definition(state), market(state), state.doubted || state.unchecked >= CHECK_EVERY, state.journal));
    }

    private void onGroup(RouteState state, OrderGroup group, Output out) {
        OrderGroup unfinished = state.group;
        if (unfinished != null) {
            throw new Refusal(
                    "EXE-002",
                    "order group " + group.number() + " came and group " + unfinished.number()
                            + " is not answered yet");
        }
        MarketSnapshot market = state.market;
        if (market == null || group.at().isAfter(market.at()) || !state.reached) {
            state.early = group;
        } else if (group.at().isBefore(market.at())) {
            throw new Refusal(
                    "EXE-001", "order group " + group.number() + " of " + group.at() + " came after " + market.at());
        } else {
            open(state, group);
            report(state, out);
        }
    }

    /** Stores the intents: one for each order, or one for all where they are one transaction. */
    private void open(RouteState state, OrderGroup group) {
        List<Integer> places = IntStream.rangeClosed(1, group.orders().size())
                .filter(place -> Route.of(group.orders().get(place - 1)) == route)
                .boxed()
                .toList();
        state.group = group;
        if (group.execution() == Execution.ATOMIC) {
            state.orders.add(intent(state, group, places, true));
            return;
        }
        for (int place : places) {
            boolean ready = group.execution() == Execution.PARALLEL || state.orders.isEmpty();
            state.orders.add(intent(state, group, List.of(place), ready));
        }
    }

    private PlacedOrder intent(RouteState state, OrderGroup group, List<Integer> places, boolean ready) {
        String name = ClientId.of(definition(state).strategy(), group.number(), places.getFirst());
        return new PlacedOrder(name, places, ready);
    }

    private void onTick(RouteState state, Instant now, Output out) {
        state.now = now;
        if (state.market != null && !state.reached) {
            Instant due = state.advanceAt;
            if (due != null && !now.isBefore(due)) {
                state.doubted = true;
                advance(state, out);
            }
            if (due == null || !now.isBefore(due)) {
                state.advanceAt = now.plus(patience.answer());
            }
        }
        OrderGroup group = state.group;
        if (group != null) {
            for (PlacedOrder order : state.orders) {
                order.tick(now, group, state.journal, patience, out);
            }
        }
    }

    private void onAnswer(RouteState state, VenueAnswer answer, Output out) {
        if (state.definition == null) {
            return;
        }
        take(state, answer.journal());
        switch (answer) {
            case VenueAnswer.Advanced a -> onAdvanced(state, a, out);
            case VenueAnswer.Stands a -> {
                @Nullable PlacedOrder order = order(state, a.clientId());
                if (order != null) {
                    order.stands(a, state.now, state.journal, filled(state, order), patience);
                }
            }
            case VenueAnswer.NotFound a -> {
                @Nullable PlacedOrder order = order(state, a.clientId());
                if (order != null) {
                    order.notFound(a, patience);
                }
            }
            case VenueAnswer.Unknown a -> {
                state.doubted = true;
                @Nullable PlacedOrder order = order(state, a.clientId());
                if (order != null) {
                    order.unknown();
                }
            }
            case VenueAnswer.Told a -> {
                // Its entries are taken in.
            }
        }
        report(state, out);
    }

    /** Takes in entries that are new, each once and in order; those beyond a hole are told again when asked for. */
    private static void take(RouteState state, List<Entry> journal) {
        for (Entry entry : journal) {
            if (entry.number() == state.journal + 1) {
                state.journal = entry.number();
                state.untold.add(entry);
            }
        }
    }

    private void onAdvanced(RouteState state, VenueAnswer.Advanced answer, Output out) {
        MarketSnapshot market = market(state);
        if (state.reached || !answer.at().equals(market.at())) {
            return;
        }
        state.reached = true;
        List<AccountEvent> events = new ArrayList<>();
        state.untold.forEach(entry -> events.add(entry.event()));
        state.untold.clear();
        state.unchecked++;
        AccountEvent balances = answer.balances();
        if (balances != null) {
            events.add(balances);
            state.unchecked = 0;
            state.doubted = false;
        }
        List<Route> routes = definition(state).routes();
        out.emit(Topic.FILLS, new VenueReport(market.at(), 0, routes.indexOf(route) + 1, routes.size(), events));
        OrderGroup early = state.early;
        if (early != null) {
            state.early = null;
            onGroup(state, early, out);
        }
    }

    /** Lets the next order of a sequence go, and reports the group once nothing more can happen to any of its orders. */
    private static void report(RouteState state, Output out) {
        OrderGroup group = state.group;
        if (group == null) {
            return;
        }
        if (group.execution() == Execution.SEQUENTIAL) {
            advanceSequence(state);
        }
        for (PlacedOrder order : state.orders) {
            if (!order.told(state.journal)) {
                return;
            }
        }
        out.emit(Topic.FILLS, new VenueReport(group.at(), group.number(), group.part(), group.parts(), answers(state)));
        state.group = null;
        state.orders.clear();
        state.untold.clear();
    }

    private static void advanceSequence(RouteState state) {
        for (int i = 1; i < state.orders.size(); i++) {
            PlacedOrder before = state.orders.get(i - 1);
            PlacedOrder order = state.orders.get(i);
            if (!before.told(state.journal)) {
                return;
            }
            if (order.status() == OrderStatus.PENDING) {
                if (before.status() != OrderStatus.FILLED) {
                    order.drop();
                } else {
                    order.release();
                    return;
                }
            }
        }
    }

    /** What happened, in the order of the group's orders; what belongs to none of them comes first. */
    private static List<AccountEvent> answers(RouteState state) {
        OrderGroup group = Objects.requireNonNull(state.group);
        List<Entry> answers = new ArrayList<>(state.untold);
        for (PlacedOrder order : state.orders) {
            if (order.status() != OrderStatus.FILLED) {
                for (int place : order.places()) {
                    OrderRef ref = new OrderRef(group.number(), place);
                    answers.add(new Entry(
                            Long.MAX_VALUE,
                            ref,
                            new Rejected(ref, Objects.requireNonNull(order.reason()), order.detail())));
                }
            }
        }
        return answers.stream()
                .sorted(Comparator.comparingInt(entry -> place(entry, group)))
                .map(Entry::event)
                .toList();
    }

    private static int place(Entry entry, OrderGroup group) {
        OrderRef order = entry.order();
        return order == null || order.group() != group.number() ? 0 : order.index();
    }

    private static boolean filled(RouteState state, PlacedOrder order) {
        long group = Objects.requireNonNull(state.group).number();
        return state.untold.stream()
                .anyMatch(entry -> entry.order() != null
                        && entry.order().group() == group
                        && order.places().contains(entry.order().index()));
    }

    private static @Nullable PlacedOrder order(RouteState state, String clientId) {
        for (PlacedOrder order : state.orders) {
            if (order.clientId().equals(clientId)) {
                return order;
            }
        }
        return null;
    }

    private static StrategyDefinition definition(RouteState state) {
        return Objects.requireNonNull(state.definition);
    }

    private static MarketSnapshot market(RouteState state) {
        return Objects.requireNonNull(state.market);
    }
}
