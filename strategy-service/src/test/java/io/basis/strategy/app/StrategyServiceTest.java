package io.basis.strategy.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.basis.domain.message.Message;
import io.basis.domain.message.StrategyCommand;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Environment;
import io.basis.domain.strategy.StrategyDefinition;
import io.basis.embedded.testing.Infrastructure;
import io.basis.messaging.Samples;
import io.basis.messaging.Wire;
import io.basis.strategy.StrategyCore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service as it is deployed, on a broker and a database. */
@QuarkusTest
@TestProfile(StrategyServiceTest.Looping.class)
@QuarkusTestResource(
        value = Infrastructure.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "topics", value = Wire.TOPICS))
class StrategyServiceTest {

    /** Looping, as it is deployed. */
    public static final class Looping implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("basis.loop", "true");
        }
    }

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void decidesOnWhatItReads() {
        StrategyDefinition definition = Samples.definition("st", Environment.BACKTEST);
        List<Message> inputs =
                List.of(new StrategyCommand.Start(definition, List.of()), new StrategyCommand.Stop(), Samples.halt());
        try (Wire wire = new Wire(bootstrap)) {
            List<String> expected = wire.emitted(new StrategyCore(), "st", Topic.STRATEGIES, inputs);

            wire.send(Topic.COMMANDS, "st", inputs.get(0));
            wire.send(Topic.COMMANDS, "st", inputs.get(1));
            assertThat(wire.read(Topic.STRATEGIES, "st", 2)).isEqualTo(expected.subList(0, 2));
            wire.send(Topic.HALTS, "st", inputs.get(2));

            assertThat(expected).hasSize(3);
            assertThat(wire.read(Topic.STRATEGIES, "st", 3)).isEqualTo(expected);
        }
        // The read model is written with the state.
        given().get("/api/v1/strategies/st").then().statusCode(200).body("status", equalTo("HALTED"));
        // So is the audit: two commands, a halt, and the word on the strategy after each.
        given().get("/api/v1/strategies/st/audit")
                .then()
                .body("count", equalTo(6))
                .body("records.kind", contains("COMMAND", "STATUS", "COMMAND", "STATUS", "HALT", "STATUS"));
        requireHealthAndMetrics();
    }

    private static void requireHealthAndMetrics() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("kafka_consumer_fetch_manager"));
    }
}
