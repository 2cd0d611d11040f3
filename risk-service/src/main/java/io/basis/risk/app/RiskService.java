package io.basis.risk.app;

import io.agroal.api.AgroalDataSource;
import io.basis.domain.message.Topic;
import io.basis.messaging.Calls;
import io.basis.messaging.Locals;
import io.basis.messaging.ServiceLoop;
import io.basis.messaging.TracedSpans;
import io.basis.risk.RiskCore;
import io.basis.risk.RiskState;
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
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;

/** Runs the risk core on Kafka and PostgreSQL. */
@Readiness
@ApplicationScoped
public class RiskService implements HealthCheck {

    private static final String NAME = "risk-service";

    private final ServiceLoop<RiskState> loop;

    RiskService(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            AgroalDataSource database,
            OpenTelemetry telemetry) {
        loop = new ServiceLoop<>(
                new ServiceLoop.Settings(
                        NAME, "risk", Set.of(Topic.STRATEGIES, Topic.MARKET_DATA, Topic.FILLS), broker),
                new RiskCore(),
                database,
                List.of(),
                Locals.none(),
                new TracedSpans(telemetry),
                Calls.NONE,
                Clock.systemUTC(),
                () -> Quarkus.asyncExit(1));
    }

    void start(@Observes StartupEvent starting, RiskConfig configuration, Flyway flyway, MeterRegistry meters) {
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
        return HealthCheckResponse.named(NAME)
                .status(loop.healthy())
                .withData("loop", loop.status())
                .withData("halted", loop.halted())
                .withData("lag", loop.lag())
                .build();
    }
}
