package io.basis.backtest.engine;

import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
import io.basis.domain.ledger.Positions;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.PnlReport;
import io.basis.domain.message.Release;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.Route;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.StrategyHalt;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Tick;
import io.basis.domain.message.Topic;
import io.basis.domain.message.VenueAnswer;
import io.basis.domain.message.VenueCall;
import io.basis.domain.message.VenueReport;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.execution.RouteCore;
import io.basis.execution.RouteState;
import io.basis.execution.order.Patience;
import io.basis.marketdata.ReplayCore;
import io.basis.marketdata.ReplayState;
import io.basis.marketdata.replay.SnapshotSource;
import io.basis.messaging.Codec;
import io.basis.messaging.Unreadable;
import io.basis.pnl.PnlCore;
import io.basis.risk.RiskCore;
import io.basis.strategy.StrategyCore;
import io.basis.venues.simulated.BookStore;
import io.basis.venues.simulated.SimulatedGateway;
import io.basis.venues.simulated.Treatment;
import io.basis.venues.simulated.VenueBooks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One strategy whose orders go out by routes, to venues that are asked and answer, over a line that a seed makes bad:
 * calls and answers are lost, late, doubled and out of order, and services die and come back as they were stored.
 */
final class RoutedBus {

    private final ArrayDeque<Message> queue = new ArrayDeque<>();
    private final Codec codec = new Codec();
    private final StoredBooks books = new StoredBooks();
    private final Map<Route, Executing> routes = new EnumMap<>(Route.class);
    private final Cored<ReplayState> marketData;
    private final Cored<?> risk;
    private final Cored<?> strategy;
    private final Cored<?> pnl;
    private final String name;
    private final Random random;
    private final int badness;
    private final Consumer<Message> observer;
    private @Nullable Instant incidentAt;
    private @Nullable Incident incident;
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    /**
     * Makes the services of one strategy.
     *
     * @param badness of a hundred calls how many go wrong
     */
    RoutedBus(
            StrategyDefinition definition,
            SnapshotSource source,
            Treatment.Rule rule,
            long seed,
            int badness,
            Consumer<Message> observer) {
        this.name = definition.strategy();
        this.random = new Random(seed);
        this.badness = badness;
        this.observer = observer;
        Output out = (topic, message) -> queue.add(message);
        marketData = new Cored<>(new ReplayCore(source), name, out);
        risk = new Cored<>(new RiskCore(), name, out);
        strategy = new Cored<>(new StrategyCore(), name, out);
        pnl = new Cored<>(new PnlCore(), name, out);
        for (Route route : definition.routes()) {
            routes.put(route, new Executing(route, rule));
        }
    }

    VenueBooks books() {
        return books.stored;
    }

    /** What happens at the venues past the strategy. */
    @FunctionalInterface
    interface Incident {
        void happen(SimulatedGateway gateway, Positions held, MarketSnapshot market);
    }

    /** Lets something happen at the venues as soon as they have reached an instant. */
    void atInstant(Instant at, Incident incident) {
        incidentAt = at;
        this.incident = incident;
    }

    private void incident(RiskAssessment assessment) {
        if (incident != null && assessment.at().equals(incidentAt)) {
            Incident due = incident;
            incident = null;
            due.happen(
                    Objects.requireNonNull(routes.get(Route.BINANCE)).gateway,
                    assessment.positions(),
                    assessment.market());
        }
    }

    void run(StrategyCommand command) {
        queue.add(command);
        while (step()) {
            // Until nothing is left to do.
        }
    }

    private boolean step() {
        Message message = queue.poll();
        if (message != null) {
            deliver(message);
            observer.accept(message);
            return true;
        }
        List<Executing> busy = routes.values().stream().filter(Executing::busy).toList();
        if (!busy.isEmpty()) {
            now = now.plus(Duration.ofMillis(250));
            busy.get(random.nextInt(busy.size())).turn();
            return true;
        }
        if (marketData.state.waitsForClock() != null) {
            queue.add(new Release());
            return true;
        }
        return false;
    }

    private void deliver(Message message) {
        switch (message) {
            case StrategyCommand m -> strategy.on(m);
            case StartedStrategy m -> {
                risk.on(m);
                pnl.on(m);
                routes.values().forEach(route -> route.on(m));
                marketData.on(m);
            }
            case MarketSnapshot m -> {
                risk.on(m);
                routes.values().forEach(route -> route.on(m));
            }
            case VenueReport m -> risk.on(m);
            case RiskAssessment m -> {
                incident(m);
                pnl.on(m);
                strategy.on(m);
            }
            case OrderGroup m ->
                routes.get(Route.through(m.orders()).get(m.part() - 1)).on(m);
            case TargetPositions m -> marketData.on(m);
            case StrategyHalt m -> strategy.on(m);
            case PnlReport m -> {
                // Read by dashboards alone.
            }
            case Release m -> marketData.on(m);
            case Tick m -> throw new IllegalStateException();
            case VenueAnswer m -> throw new IllegalStateException();
        }
    }

    /** The service of a core, which dies now and then when it has stored what a message made of its state. */
    private final class Cored<S> {
        final Core<S> core;
        S state;
        final Output out;

        Cored(Core<S> core, String strategy, Output out) {
            this.core = core;
            this.state = core.fresh(strategy);
            this.out = out;
        }

        void on(Message message) {
            core.on(state, message, out);
            if (bad()) {
                state = restored(state);
            }
        }
    }

    private boolean bad() {
        return random.nextInt(100) < badness;
    }

    @SuppressWarnings("unchecked")
    private <T> T restored(T stored) {
        try {
            return (T) codec.read(stored.getClass(), codec.write(stored));
        } catch (Unreadable e) {
            throw new AssertionError(e);
        }
    }

    /** The books of the one strategy, which their venue reads anew now and then. */
    private final class StoredBooks implements BookStore {
        VenueBooks stored = new VenueBooks();

        @Override
        public <T> T change(String strategy, Function<VenueBooks, T> change) {
            if (bad()) {
                stored = restored(stored);
            }
            return change.apply(stored);
        }
    }

    /** The service of one route, its venue, and the bad line between them. */
    private final class Executing implements Output {
        final SimulatedGateway gateway;
        final Cored<RouteState> service;
        final List<VenueAnswer> answers = new ArrayList<>();

        Executing(Route route, Treatment.Rule rule) {
            gateway = new SimulatedGateway(route, books, rule, () -> now);
            service = new Cored<>(new RouteCore(route, Patience.USUAL), name, this);
        }

        boolean busy() {
            return !answers.isEmpty() || service.state.due(Instant.MAX);
        }

        void turn() {
            if (service.state.due(now)) {
                on(new Tick(now));
            } else if (!answers.isEmpty()) {
                VenueAnswer answer = answers.get(random.nextInt(answers.size()));
                if (!bad()) {
                    answers.remove(answer);
                }
                on(answer);
            } else {
                now = now.plus(Duration.ofSeconds(1));
            }
        }

        void on(Message message) {
            service.on(message);
        }

        @Override
        public void emit(Topic topic, Message message) {
            queue.add(message);
        }

        @Override
        public void call(VenueCall call) {
            boolean lost = bad();
            if (lost && random.nextBoolean()) {
                if (call instanceof VenueCall.Submit submit && random.nextBoolean()) {
                    answers.add(new VenueAnswer.Unknown(submit.clientId(), "502"));
                }
                return;
            }
            VenueAnswer answer = gateway.call(name, call);
            if (!lost) {
                answers.add(answer);
            }
        }
    }
}
