package io.basis.execution.app;

import io.agroal.api.AgroalDataSource;
import io.basis.domain.message.Route;
import io.basis.domain.message.Topic;
import io.basis.execution.ExecutionCore;
import io.basis.execution.RouteCore;
import io.basis.execution.order.Patience;
import io.basis.messaging.Calls;
import io.basis.messaging.Codec;
import io.basis.messaging.Locals;
import io.basis.messaging.ServiceLoop;
import io.basis.messaging.TracedSpans;
import io.basis.venues.simulated.SimulatedGateway;
import io.basis.venues.simulated.Treatment;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Runs on Kafka and PostgreSQL the core of each route that this instance serves. */
@Readiness
@ApplicationScoped
public class ExecutionService implements HealthCheck {

    private final AgroalDataSource database;
    private final Map<Route, ServiceLoop<?>> loops = new EnumMap<>(Route.class);
    private final List<Line> lines = new ArrayList<>();

    ExecutionService(
            ExecutionConfig configuration,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            AgroalDataSource database,
            OpenTelemetry telemetry) {
        this.database = database;
        TracedSpans spans = new TracedSpans(telemetry);
        for (Route route : configuration.venue()) {
            ServiceLoop.Settings settings = new ServiceLoop.Settings(
                    "execution-" + route,
                    Schemas.of(route),
                    Set.of(Topic.STRATEGIES, Topic.MARKET_DATA, route.topic()),
                    broker);
            loops.put(
                    route,
                    route == Route.SIMULATED
                            ? inside(settings, spans)
                            : outside(route, settings, spans, configuration.gateway()));
        }
    }

    private ServiceLoop<?> inside(ServiceLoop.Settings settings, TracedSpans spans) {
        return new ServiceLoop<>(
                settings,
                new ExecutionCore(),
                database,
                List.of(),
                Locals.none(),
                spans,
                Calls.NONE,
                Clock.systemUTC(),
                () -> Quarkus.asyncExit(1));
    }

    private ServiceLoop<?> outside(
            Route route, ServiceLoop.Settings settings, TracedSpans spans, ExecutionConfig.Gateway behaviour) {
        SimulatedGateway venues = new SimulatedGateway(
                route, new JdbcBooks(database, new Codec()), (strategy, order) -> Treatment.FILLED, Clock.systemUTC());
        Line line = new Line(new BadLine(venues, behaviour.delay(), behaviour.lost()));
        lines.add(line);
        return new ServiceLoop<>(
                settings,
                new RouteCore(route, Patience.USUAL),
                database,
                List.of(),
                line,
                spans,
                line,
                Clock.systemUTC(),
                () -> Quarkus.asyncExit(1));
    }

    void start(@Observes StartupEvent starting, ExecutionConfig configuration, MeterRegistry meters) {
        if (configuration.migrateOnly()) {
            Schemas.migrate(database);
            Quarkus.asyncExit(0);
            return;
        }
        for (ServiceLoop<?> loop : loops.values()) {
            if (!loop.start(meters)) {
                Quarkus.asyncExit(1);
                return;
            }
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        loops.values().forEach(ServiceLoop::close);
        lines.forEach(Line::close);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("execution-service")
                .status(loops.values().stream().allMatch(ServiceLoop::healthy));
        loops.forEach((route, loop) -> health.withData(route.toString(), loop.status()));
        return health.build();
    }
}
