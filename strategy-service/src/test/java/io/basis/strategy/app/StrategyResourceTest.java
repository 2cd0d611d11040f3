package io.basis.strategy.app;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.basis.embedded.testing.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "topics", value = "commands:4"))
class StrategyResourceTest {

    private static final String PATH = "/api/v1/strategies";

    @Test
    void aStrategyIsCreatedAndStarted() {
        post(PATH, """
                {"id": "created", "mode": "btc_basis", "environment": "backtest", "capital": "250000",
                 "from": "2024-06-01", "to": "2024-06-08T00:00:00Z", "overrides": {"position_deviation_threshold": 0.10}}""").statusCode(201).body("id", equalTo("created"));
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .when()
                .post(path)
                .then()
                .log()
                .all();
    }
}
