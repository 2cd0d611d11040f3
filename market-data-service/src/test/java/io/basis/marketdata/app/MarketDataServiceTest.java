package io.basis.marketdata.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.basis.domain.market.Provenance;
import io.basis.domain.message.MarketSnapshot;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.TargetPositions;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.Status;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.embedded.testing.Infrastructure;
import io.basis.messaging.Samples;
import io.basis.messaging.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service as it is deployed, on a broker and a database. */
@QuarkusTest
@TestProfile(MarketDataServiceTest.Fast.class)
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = @ResourceArg(name = "topics", value = Wire.TOPICS + ",recorded:1"))
class MarketDataServiceTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    /** A backtest goes on when an instant is done; a paper strategy waits for its clock as well, here a fast one. */
    @Test
    void replaysWhatATopicRecorded() {
        try (Wire wire = new Wire(bootstrap)) {
            for (int hour = 0; hour < 3; hour++) {
                wire.record("recorded", snapshot(hour));
            }
            for (Environment environment : List.of(Environment.BACKTEST, Environment.PAPER)) {
                String strategy = "m-" + environment;

                wire.send(
                        Topic.STRATEGIES,
                        strategy,
                        new StartedStrategy(definition(strategy, environment), Status.RUNNING));
                assertThat(wire.read(Topic.MARKET_DATA, strategy, 1))
                        .containsExactly(wire.json(Topic.MARKET_DATA, snapshot(0)));
                wire.send(Topic.TARGET_POSITIONS, strategy, done(0));
                wire.read(Topic.MARKET_DATA, strategy, 2);
                wire.send(Topic.TARGET_POSITIONS, strategy, done(1));

                assertThat(wire.read(Topic.MARKET_DATA, strategy, 3))
                        .containsExactly(
                                wire.json(Topic.MARKET_DATA, snapshot(0)),
                                wire.json(Topic.MARKET_DATA, snapshot(1)),
                                wire.json(Topic.MARKET_DATA, snapshot(2)));
            }
        }
        requireHealthAndMetrics();
    }

    private static MarketSnapshot snapshot(int hour) {
        MarketSnapshot sample = Samples.snapshot();
        double[] values = new double[sample.layout().size()];
        double[] none = new double[values.length];
        Provenance[] provenance = new Provenance[values.length];
        Arrays.fill(values, 100 + hour);
        Arrays.fill(none, Double.NaN);
        Arrays.fill(provenance, Provenance.OBSERVED);
        return new MarketSnapshot(
                Samples.AT.plus(Duration.ofHours(hour)), sample.layout(), values, none, none, provenance);
    }

    private static StrategyDefinition definition(String strategy, Environment environment) {
        StrategyDefinition sample = Samples.definition(strategy, environment);
        return new StrategyDefinition(
                strategy,
                sample.mode(),
                sample.family(),
                environment,
                sample.shareClass(),
                sample.marketNeutral(),
                sample.asset(),
                sample.hedged(),
                sample.interval(),
                sample.capital(),
                sample.from(),
                Samples.AT.plus(Duration.ofHours(2)),
                "recorded",
                sample.positions(),
                sample.series(),
                sample.parameters(),
                null);
    }

    private static TargetPositions done(int hour) {
        TargetPositions sample = Samples.decision();
        return new TargetPositions(
                Samples.AT.plus(Duration.ofHours(hour)),
                0,
                sample.action(),
                List.of(),
                0,
                sample.reason(),
                0,
                0,
                0,
                null,
                true);
    }

    /** An hour in a tenth of a second. */
    public static final class Fast implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("basis.speed", "36000");
        }
    }

    private static void requireHealthAndMetrics() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("kafka_consumer_fetch_manager"));
    }
}
