package io.basis.pnl.app;

import io.agroal.api.AgroalDataSource;
import io.basis.domain.message.Topic;
import io.basis.messaging.Calls;
import io.basis.messaging.Locals;
import io.basis.messaging.ServiceLoop;
import io.basis.messaging.TracedSpans;
import io.basis.pnl.PnlCore;
import io.basis.pnl.PnlState;
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

/** Runs the profit-and-loss core on Kafka and PostgreSQL. */
@Readiness
@ApplicationScoped
public class PnlService implements HealthCheck {

    private static final String NAME = "pnl-service";

    private final boolean looping;
    private final ServiceLoop<PnlState> loop;

    PnlService(
            PnlConfig configuration,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            AgroalDataSource database,
            PnlReadModel readModel,
            OpenTelemetry telemetry) {
        looping = configuration.loop();
        loop = new ServiceLoop<>(
                new ServiceLoop.Settings(
                        NAME, "pnl", Set.of(Topic.STRATEGIES, Topic.RISK_ASSESSMENTS, Topic.TARGET_POSITIONS), broker),
                new PnlCore(),
                database,
                List.of(readModel),
                Locals.none(),
                new TracedSpans(telemetry),
                Calls.NONE,
                Clock.systemUTC(),
                () -> Quarkus.asyncExit(1));
    }

    void start(@Observes StartupEvent starting, PnlConfig configuration, Flyway flyway, MeterRegistry meters) {
        if (configuration.migrateOnly()) {
            flyway.migrate();
            Quarkus.asyncExit(0);
        } else if (configuration.loop() && !loop.start(meters)) {
            Quarkus.asyncExit(1);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.close();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named(NAME)
                .status(!looping || loop.healthy())
                .withData("loop", loop.status())
                .withData("halted", loop.halted())
                .withData("lag", loop.lag())
                .build();
    }
}
