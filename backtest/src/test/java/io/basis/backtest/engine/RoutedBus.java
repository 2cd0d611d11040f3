package io.basis.backtest.engine;

import io.basis.domain.core.Core;
import io.basis.domain.core.Output;
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
import io.basis.pnl.PnlCore;
import io.basis.risk.RiskCore;
import io.basis.strategy.StrategyCore;
import io.basis.venues.gateway.VenueGateway;
import io.basis.venues.simulated.MemoryBooks;
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
import java.util.Random;
import java.util.function.Consumer;

/**
 * One strategy whose orders go out by routes, to venues that are asked and answer, over a line that a seed makes bad:
 * calls and answers are lost, late, doubled and out of order.
 */
final class RoutedBus {

    private final ArrayDeque<Message> queue = new ArrayDeque<>();
    private final MemoryBooks books = new MemoryBooks();
    private final Map<Route, Executing> routes = new EnumMap<>(Route.class);
    private final Cored<ReplayState> marketData;
    private final Cored<?> risk;
    private final Cored<?> strategy;
    private final Cored<?> pnl;
    private final String name;
    private final Random random;
    private final int badness;
    private final Consumer<Message> observer;
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
        return books.change(name, all -> all);
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
            case VenueCall m -> throw new IllegalStateException();
            case VenueAnswer m -> throw new IllegalStateException();
        }
    }

    private static final class Cored<S> {
        final Core<S> core;
        final S state;
        final Output out;

        Cored(Core<S> core, String strategy, Output out) {
            this.core = core;
            this.state = core.fresh(strategy);
            this.out = out;
        }

        void on(Message message) {
            core.on(state, message, out);
        }
    }

    /** The service of one route, its venue, and the bad line between them. */
    private final class Executing implements Output {
        final VenueGateway gateway;
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

        private boolean bad() {
            return random.nextInt(100) < badness;
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
