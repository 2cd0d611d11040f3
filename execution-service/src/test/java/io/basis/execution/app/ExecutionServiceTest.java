package io.basis.execution.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.basis.domain.message.Message;
import io.basis.domain.message.OrderGroup;
import io.basis.domain.message.StartedStrategy;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Status;
import io.basis.embedded.testing.Infrastructure;
import io.basis.execution.ExecutionCore;
import io.basis.messaging.Samples;
import io.basis.messaging.Wire;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service as it is deployed, on a broker and a database. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "topics", value = Wire.TOPICS))
class ExecutionServiceTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void reportsOnWhatItReads() {
        List<Message> inputs = List.of(
                new StartedStrategy(Samples.unstaked("e"), Status.RUNNING),
                Samples.snapshot(),
                new OrderGroup(
                        Samples.AT,
                        1,
                        OrderGroup.Execution.PARALLEL,
                        1,
                        1,
                        List.of(Samples.orders().getFirst())));
        try (Wire wire = new Wire(bootstrap)) {
            List<String> expected = wire.emitted(new ExecutionCore(), "e", Topic.FILLS, inputs);

            wire.send(Topic.STRATEGIES, "e", inputs.get(0));
            wire.send(Topic.MARKET_DATA, "e", inputs.get(1));
            wire.send(Topic.ORDERS_SIMULATED, "e", inputs.get(2));

            assertThat(expected).hasSize(2);
            assertThat(wire.read(Topic.FILLS, "e", 2)).isEqualTo(expected);
        }
        requireHealthAndMetrics();
    }

    private static void requireHealthAndMetrics() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("kafka_consumer_fetch_manager"));
    }
}
