package io.basis.pnl.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.basis.domain.message.Message;
import io.basis.domain.message.RiskAssessment;
import io.basis.domain.message.Topic;
import io.basis.domain.strategy.Status;
import io.basis.embedded.testing.Infrastructure;
import io.basis.messaging.Samples;
import io.basis.messaging.Wire;
import io.basis.pnl.PnlCore;
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
@TestProfile(PnlServiceTest.Looping.class)
@QuarkusTestResource(
        value = Infrastructure.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "topics", value = Wire.TOPICS))
class PnlServiceTest {

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
    void valuesWhatItReads() {
        List<Message> inputs = List.of(Samples.started("p", Status.RUNNING), assessment(), Samples.decision());
        try (Wire wire = new Wire(bootstrap)) {
            List<String> expected = wire.emitted(new PnlCore(), "p", Topic.PNL, inputs);

            wire.send(Topic.STRATEGIES, "p", inputs.get(0));
            wire.send(Topic.RISK_ASSESSMENTS, "p", inputs.get(1));
            wire.send(Topic.TARGET_POSITIONS, "p", inputs.get(2));

            assertThat(expected).hasSize(1);
            assertThat(wire.read(Topic.PNL, "p", 1)).isEqualTo(expected);
        }
        // The read model is written with the state.
        given().get("/api/v1/strategies/p/pnl").then().statusCode(200);
        requireHealthAndMetrics();
    }

    private static RiskAssessment assessment() {
        RiskAssessment sample = Samples.assessment();
        return new RiskAssessment(
                0,
                0,
                sample.market(),
                sample.events().subList(0, 1),
                sample.positions(),
                sample.exposure(),
                sample.readings(),
                sample.allowed(),
                sample.acting(),
                1,
                1);
    }

    private static void requireHealthAndMetrics() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("kafka_consumer_fetch_manager"));
    }
}
