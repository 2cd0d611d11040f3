package io.basis.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.basis.domain.strategy.Flow;
import io.basis.embedded.StartException;
import io.basis.strategy.definition.DefinitionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;

/** Creates strategies through the REST interface of strategy-service, as any other caller does. */
final class StrategyClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI strategies;

    StrategyClient(int port) {
        strategies = URI.create("http://127.0.0.1:" + port + "/api/v1/strategies");
    }

    /** Creates and starts a strategy. */
    void start(DefinitionRequest request, List<Flow> flows) {
        ObjectNode body = json.createObjectNode()
                .put("id", request.strategy())
                .put("mode", request.mode())
                .put("environment", request.environment().toString())
                .put("capital", request.capital())
                .put("from", request.from().toString())
                .put("source", request.source())
                .put("costs", request.costs());
        if (request.to() != null) {
            body.put("to", request.to().toString());
        }
        ObjectNode overrides = body.putObject("overrides");
        request.overrides().forEach(overrides::put);
        ArrayNode entries = body.putArray("flows");
        for (Flow flow : flows) {
            entries.addObject()
                    .put("id", flow.id())
                    .put("type", flow.type().name().toLowerCase(Locale.ROOT))
                    .put("amount", flow.amount().toPlainString())
                    .put("at", flow.at().toString());
        }
        post(body);
    }

    private void post(JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(strategies)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new StartException(
                        "strategy-service answered " + response.statusCode() + ": " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while creating a strategy");
        }
    }
}
