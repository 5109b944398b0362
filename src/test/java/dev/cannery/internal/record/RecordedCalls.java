package dev.cannery.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recorded calls for tests. */
final class RecordedCalls {
    static final String URL = "https://api.example/v1/chat/completions";

    private RecordedCalls() {}

    /** Returns the call of an exchange of the shared recordings or of our samples. */
    static RecordedCall of(JsonNode exchange) {
        String body = exchange.path("sse").size() > 0 ? stream(exchange) : Json.compact(exchange.path("response"));
        return new RecordedCall(
                SourceLocation.NOWHERE,
                "POST",
                exchange.path("url").asText(URL),
                Map.of(),
                (ObjectNode) exchange.path("request"),
                exchange.path("status").asInt(),
                headers(exchange.path("response_headers")),
                List.of(new RecordedCall.Arrival(Duration.ZERO, body.getBytes(StandardCharsets.UTF_8))),
                true);
    }

    private static String stream(JsonNode exchange) {
        StringBuilder text = new StringBuilder();
        exchange.path("sse")
                .forEach(event ->
                        text.append("data: ").append(event.asText().strip()).append("\n\n"));
        return text.toString();
    }

    private static Map<String, String> headers(JsonNode headers) {
        Map<String, String> all = new LinkedHashMap<>();
        headers.properties().forEach(header -> {
            JsonNode value = header.getValue();
            all.put(header.getKey(), value.isArray() ? value.path(0).asText() : value.asText());
        });
        return all;
    }

    /** Returns a call with this request that was answered whole with a text. */
    static RecordedCall answered(String request, String content) {
        ObjectNode answer = Json.object().put("id", "chatcmpl-1").put("object", "chat.completion");
        answer.put("created", 1);
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", content);
        choice.put("finish_reason", "stop");
        return whole(request, 200, Json.compact(answer));
    }

    /** Returns a call with this request that was answered whole with calls of tools, as {@code name {arguments}}. */
    static RecordedCall calling(String request, String... calls) {
        ObjectNode answer = Json.object().put("id", "chatcmpl-1").put("object", "chat.completion");
        answer.put("created", 1);
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        ObjectNode message =
                choice.putObject("message").put("role", "assistant").putNull("content");
        for (String call : calls) {
            ObjectNode one = message.withArray("tool_calls").addObject();
            one.put("id", "call_" + Math.floorMod(call.hashCode(), 1_000_000)).put("type", "function");
            int space = call.indexOf(' ');
            one.putObject("function").put("name", call.substring(0, space)).put("arguments", call.substring(space + 1));
        }
        choice.put("finish_reason", "tool_calls");
        return whole(request, 200, Json.compact(answer));
    }

    static RecordedCall whole(String request, int status, String body) {
        return new RecordedCall(
                SourceLocation.NOWHERE,
                "POST",
                URL,
                Map.of(),
                object(request),
                status,
                Map.of("content-type", "application/json"),
                List.of(new RecordedCall.Arrival(Duration.ZERO, body.getBytes(StandardCharsets.UTF_8))),
                true);
    }

    /** Returns a call that was answered with a stream, an event every so many milliseconds. */
    static RecordedCall streamed(String request, int everyMillis, String... events) {
        List<RecordedCall.Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < events.length; i++) {
            arrivals.add(new RecordedCall.Arrival(
                    Duration.ofMillis((i + 1L) * everyMillis),
                    ("data: " + events[i] + "\n\n").getBytes(StandardCharsets.UTF_8)));
        }
        return new RecordedCall(
                SourceLocation.NOWHERE,
                "POST",
                URL,
                Map.of(),
                object(request),
                200,
                Map.of("content-type", "text/event-stream"),
                arrivals,
                true);
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) Json.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
