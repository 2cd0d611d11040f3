package io.basis.strategy.app;

import io.basis.domain.strategy.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Stream;

/** Strategies in figures. Every instance gives the same ones, of all strategies: take the maximum, not the sum. */
@ApplicationScoped
public class StrategyMetrics {

    void register(@Observes StartupEvent starting, Overview overview, MeterRegistry meters) {
        Stream.concat(
                        Stream.of(Strategies.CREATED, Strategies.STARTING),
                        Stream.of(Status.values()).map(Status::name))
                .forEach(status -> Gauge.builder(
                                "basis.strategies",
                                overview,
                                all -> all.look().byStatus().getOrDefault(status, 0L))
                        .description("Strategies by where they stand")
                        .tag("status", status)
                        .register(meters));
        Gauge.builder(
                        "basis.halted.strategies",
                        overview,
                        all -> all.look().halted().size())
                .description("Strategies that a service cannot go on with")
                .register(meters);
        Gauge.builder(
                        "basis.stuck.strategies",
                        overview,
                        all -> all.look().stuck().size())
                .description("Strategies that take part and have not completed an instant for too long")
                .register(meters);
        Gauge.builder("basis.instant.age", overview, all -> all.look().oldest().toMillis() / 1e3)
                .description("Time since the last completed instant of the strategy that has waited longest")
                .baseUnit("seconds")
                .register(meters);
    }
}
