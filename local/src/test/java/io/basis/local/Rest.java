package io.basis.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service's HTTP interface as a user sees it. */
final class Rest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String root;

    Rest(int port) {
        root = "http://127.0.0.1:" + port;
    }

    JsonNode get(String path) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create(root + path)).build());
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
        return read(response);
    }

    /** What is there, or null while it is not, or while the service is away. */
    @Nullable
    JsonNode find(String path) {
        try {
            HttpResponse<String> response =
                    http.send(HttpRequest.newBuilder(URI.create(root + path)).build(), BodyHandlers.ofString());
            return response.statusCode() == 200 ? read(response) : null;
        } catch (ConnectException away) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Posts a body and expects a status. */
    JsonNode expect(int status, String path, Map<String, String> body) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(root + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.valueToTree(body).toString()))
                .build());
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(status);
        return read(response);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode read(HttpResponse<String> response) {
        try {
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
