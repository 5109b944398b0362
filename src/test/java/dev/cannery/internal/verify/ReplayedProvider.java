package dev.cannery.internal.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A provider that answers each request with the bytes that were recorded for it, in the order of the recordings. */
final class ReplayedProvider implements AutoCloseable {
    private final Map<JsonNode, Deque<JsonNode>> recordings = new HashMap<>();
    private final HttpServer server;

    ReplayedProvider(List<JsonNode> exchanges) throws IOException {
        for (JsonNode exchange : exchanges) {
            recordings
                    .computeIfAbsent(Secrets.redact(exchange.path("request")), request -> new ArrayDeque<>())
                    .add(exchange);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Returns the number of recordings that were not requested. */
    long left() {
        return recordings.values().stream().mapToLong(Deque::size).sum();
    }

    private void answer(HttpExchange asked) throws IOException {
        try (asked) {
            Deque<JsonNode> answers =
                    recordings.get(Json.parse(asked.getRequestBody().readAllBytes()));
            if (answers == null || answers.isEmpty()) {
                asked.sendResponseHeaders(418, -1);
                return;
            }
            JsonNode recorded = answers.remove();
            byte[] body = body(recorded).getBytes(StandardCharsets.UTF_8);
            String type = recorded.path("sse").isArray() ? "text/event-stream; charset=utf-8" : "application/json";
            asked.getResponseHeaders().set("content-type", type);
            // otherwise the body waits for the client to acknowledge the headers
            asked.getResponseHeaders().set("connection", "close");
            asked.sendResponseHeaders(200, 0);
            asked.getResponseBody().write(body);
        }
    }

    /** Returns the recorded bytes, or the events of a recording that has only these. */
    private static String body(JsonNode recorded) {
        if (recorded.has("raw_body")) {
            return recorded.path("raw_body").asText();
        }
        StringBuilder body = new StringBuilder();
        recorded.path("sse")
                .forEach(event -> body.append("data: ").append(event.asText()).append("\n\n"));
        return body.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
