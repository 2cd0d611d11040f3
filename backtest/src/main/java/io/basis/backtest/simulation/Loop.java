package io.basis.backtest.simulation;

import io.basis.domain.message.Release;
import io.basis.domain.message.Route;
import io.basis.domain.message.Topic;
import io.basis.execution.ExecutionCore;
import io.basis.execution.RouteCore;
import io.basis.execution.RouteState;
import io.basis.execution.order.Patience;
import io.basis.marketdata.ReplayCore;
import io.basis.marketdata.ReplayState;
import io.basis.marketdata.replay.SnapshotSource;
import io.basis.messaging.Calls;
import io.basis.messaging.Local;
import io.basis.messaging.Locals;
import io.basis.messaging.Shell;
import io.basis.pnl.PnlCore;
import io.basis.risk.RiskCore;
import io.basis.strategy.StrategyCore;
import io.basis.venues.simulated.BookStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The services of the loop, as their processes put them together. */
final class Loop {

    /** As patient as the steps of the simulated clock, half a minute each, are long. */
    private static final Patience UNHURRIED = new Patience(
            Duration.ofMinutes(5),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofMinutes(2),
            Duration.ofHours(2));

    private Loop() {}

    /**
     * All services of strategies, with their venues inside the loop, or outside it behind a service for each route.
     *
     * @param books of the venues outside
     */
    static List<Service<?>> services(SnapshotSource source, Plan plan, BookStore books) {
        List<Service<?>> services = new ArrayList<>(inside(source, plan.pace()));
        if (plan.routed()) {
            for (Route route : Route.values()) {
                if (route != Route.SIMULATED) {
                    services.add(outside(route, new Line.Wire(route, books, plan.temper())));
                }
            }
        } else {
            services.add(Service.inside(
                    "execution-simulated",
                    ExecutionCore::new,
                    Set.of(Topic.STRATEGIES, Topic.MARKET_DATA, Topic.ORDERS_SIMULATED)));
        }
        return services;
    }

    private static Service<RouteState> outside(Route route, Line.Wire wire) {
        return new Service<>(
                "execution-" + route,
                () -> new RouteCore(route, UNHURRIED),
                Set.of(Topic.STRATEGIES, Topic.MARKET_DATA, route.topic()),
                world -> {
                    Line line = new Line(world, wire);
                    return new Service.Edge<>(line, line, line);
                });
    }

    private static List<Service<?>> inside(SnapshotSource source, double pace) {
        return List.of(
                new Service<>(
                        "market-data-service",
                        () -> new ReplayCore(source),
                        Set.of(Topic.STRATEGIES, Topic.TARGET_POSITIONS, Topic.HALTS),
                        world -> new Service.Edge<>(new Pace(pace), Calls.NONE, Pace::waits)),
                Service.inside("risk-service", RiskCore::new, Set.of(Topic.STRATEGIES, Topic.MARKET_DATA, Topic.FILLS)),
                Service.inside(
                        "strategy-service",
                        StrategyCore::new,
                        Set.of(Topic.COMMANDS, Topic.RISK_ASSESSMENTS, Topic.HALTS)),
                Service.inside(
                        "pnl-service",
                        PnlCore::new,
                        Set.of(Topic.STRATEGIES, Topic.RISK_ASSESSMENTS, Topic.TARGET_POSITIONS)));
    }

    /** Lets an interval of a strategy that has a clock take at least its length divided by the pace. */
    private static final class Pace implements Locals<ReplayState> {

        private final double pace;
        private final Map<String, Instant> released = new HashMap<>();

        Pace(double pace) {
            this.pace = pace;
        }

        @Override
        public List<Local> due(Instant now, Shell<ReplayState> shell) {
            List<Local> due = new ArrayList<>();
            shell.forEachRunning((strategy, state) -> {
                @Nullable Duration interval = state.waitsForClock();
                if (interval != null
                        && !now.isBefore(
                                released.getOrDefault(strategy, Instant.EPOCH).plus(length(interval)))) {
                    released.put(strategy, now);
                    due.add(new Local(strategy, new Release()));
                }
            });
            return due;
        }

        private Duration length(Duration interval) {
            return pace == 0 ? Duration.ZERO : Duration.ofMillis(Math.round(interval.toMillis() / pace));
        }

        static boolean waits(Shell<ReplayState> shell) {
            boolean[] waits = {false};
            shell.forEachRunning((strategy, state) -> waits[0] |= state.waitsForClock() != null);
            return waits[0];
        }
    }
}
