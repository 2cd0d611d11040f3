package io.basis.execution.app;

import io.agroal.api.AgroalDataSource;
import io.basis.domain.message.Topic;
import io.basis.execution.ExecutionCore;
import io.basis.execution.ExecutionState;
import io.basis.messaging.Locals;
import io.basis.messaging.ServiceLoop;
import io.basis.messaging.TracedSpans;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;

/** Runs the execution core on Kafka and PostgreSQL. */
@Readiness
@ApplicationScoped
public class ExecutionService implements HealthCheck {

    private final String name;
    private final ServiceLoop<ExecutionState> loop;

    ExecutionService(
            ExecutionConfig configuration,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            AgroalDataSource database,
            OpenTelemetry telemetry) {
        // Each deployment is a consumer group and a writer of fills of its own.
        name = "execution-" + configuration.venue().name().toLowerCase(Locale.ROOT);
        loop = new ServiceLoop<>(
                new ServiceLoop.Settings(
                        name, "execution", Set.of(Topic.STRATEGIES, Topic.MARKET_DATA, Topic.ORDERS_SIMULATED), broker),
                new ExecutionCore(),
                database,
                List.of(),
                Locals.none(),
                new TracedSpans(telemetry),
                Clock.systemUTC(),
                () -> Quarkus.asyncExit(1));
    }

    void start(@Observes StartupEvent starting, ExecutionConfig configuration, Flyway flyway, MeterRegistry meters) {
        if (configuration.migrateOnly()) {
            flyway.migrate();
            Quarkus.asyncExit(0);
        } else if (!loop.start(meters)) {
            Quarkus.asyncExit(1);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.close();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named(name)
                .status(loop.healthy())
                .withData("loop", loop.status())
                .withData("halted", loop.halted())
                .withData("lag", loop.lag())
                .build();
    }
}
