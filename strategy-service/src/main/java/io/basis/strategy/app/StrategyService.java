package io.basis.strategy.app;

import io.agroal.api.AgroalDataSource;
import io.basis.domain.message.Topic;
import io.basis.messaging.Calls;
import io.basis.messaging.Locals;
import io.basis.messaging.ServiceLoop;
import io.basis.messaging.TopicCatalogue;
import io.basis.messaging.TopicCreation;
import io.basis.messaging.TracedSpans;
import io.basis.strategy.StrategyCore;
import io.basis.strategy.StrategyState;
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

/** Runs the strategy core on Kafka and PostgreSQL. */
@Readiness
@ApplicationScoped
public class StrategyService implements HealthCheck {

    private static final String NAME = "strategy-service";

    private final boolean looping;
    private final ServiceLoop<StrategyState> loop;

    StrategyService(
            StrategyConfig configuration,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            AgroalDataSource database,
            StrategyReadModel readModel,
            OpenTelemetry telemetry) {
        looping = configuration.loop();
        loop = new ServiceLoop<>(
                new ServiceLoop.Settings(
                        NAME, "strategy", Set.of(Topic.COMMANDS, Topic.RISK_ASSESSMENTS, Topic.HALTS), broker),
                new StrategyCore(),
                database,
                List.of(readModel),
                Locals.none(),
                new TracedSpans(telemetry),
                Calls.NONE,
                Clock.systemUTC(),
                () -> Quarkus.asyncExit(1));
    }

    void start(
            @Observes StartupEvent starting,
            StrategyConfig configuration,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            Flyway flyway,
            MeterRegistry meters) {
        if (configuration.migrateOnly()) {
            flyway.migrate();
            TopicCreation.createMissing(broker, TopicCatalogue.PARTITIONS);
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
