package io.basis.marketdata.app;

import io.agroal.api.AgroalDataSource;
import io.basis.domain.message.Topic;
import io.basis.marketdata.ReplayCore;
import io.basis.marketdata.ReplayState;
import io.basis.messaging.Calls;
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
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;

/** Runs the replay core on Kafka and PostgreSQL, paper strategies at the pace of the clock. */
@Readiness
@ApplicationScoped
public class MarketDataService implements HealthCheck {

    private static final String NAME = "market-data-service";

    private final ServiceLoop<ReplayState> loop;

    MarketDataService(
            MarketDataConfig configuration,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            AgroalDataSource database,
            OpenTelemetry telemetry) {
        loop = new ServiceLoop<>(
                new ServiceLoop.Settings(
                        NAME, "marketdata", Set.of(Topic.STRATEGIES, Topic.TARGET_POSITIONS, Topic.HALTS), broker),
                new ReplayCore(source(configuration, broker)),
                database,
                List.of(),
                new PaperPace(configuration.speed()),
                new TracedSpans(telemetry),
                Calls.NONE,
                Clock.systemUTC(),
                () -> Quarkus.asyncExit(1));
    }

    private static RecordedData source(MarketDataConfig configuration, Map<String, Object> broker) {
        String own = String.valueOf(broker.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
        return new RecordedData(
                configuration.catalogue(),
                configuration.signals(),
                configuration.sourceBootstrap().orElse(own));
    }

    void start(@Observes StartupEvent starting, MarketDataConfig configuration, Flyway flyway, MeterRegistry meters) {
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
