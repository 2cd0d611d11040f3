package io.basis.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.basis.embedded.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP interface of a service as its users have it: several addresses, any of which may be away. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final List<Integer> ports;
    private final AtomicInteger turn = new AtomicInteger();

    /** An answer, whatever it says. */
    record Answer(int status, JsonNode body) {

        boolean accepted() {
            return status / 100 == 2;
        }

        /** True when asking again may be answered otherwise. */
        boolean passing() {
            return status >= 500;
        }
    }

    Api(List<Integer> ports) {
        this.ports = List.copyOf(ports);
    }

    /** The answer of the instance whose turn it is; nothing when it gave none. */
    Optional<Answer> post(String path, Map<String, Object> body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.valueToTree(body).toString())));
    }

    Optional<Answer> get(String path) {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        int port = ports.get(Math.floorMod(turn.getAndIncrement(), ports.size()));
        return HttpRequest.newBuilder(URI.create("http://" + LoopbackPort.HOST + ":" + port + path))
                .timeout(PATIENCE);
    }

    private Optional<Answer> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return Optional.of(new Answer(response.statusCode(), read(response.body())));
        } catch (IOException away) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What is no JSON comes from the framework and says nothing that is needed. */
    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            return NullNode.getInstance();
        }
    }
}
