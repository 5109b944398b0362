package dev.cannery.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** An agent with two tools that asks for the weather and the time of a city, in streams. */
public final class AgentLoop {
    private static final String TOOLS = """
            [{"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object",
                "properties": {"city": {"type": "string"}}}}},
             {"type": "function", "function": {"name": "get_time", "parameters": {"type": "object",
                "properties": {"city": {"type": "string"}}}}}]""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String model;

    public AgentLoop(URI address, String model) {
        this.address = address;
        this.model = model;
    }

    /** Asks until there is a text, and returns the bodies of all answers. */
    public List<String> ask(String prompt) throws IOException, InterruptedException {
        ObjectNode body = Json.object().put("model", model).put("stream", true);
        ArrayNode messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", "You are a travel guide.");
        messages.addObject().put("role", "user").put("content", prompt);
        body.set("tools", Json.parse(TOOLS));
        List<String> answers = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            String answer = send(body);
            answers.add(answer);
            JsonNode message = ChunkJoiner.join(SseReader.readAll(answer).stream()
                            .map(SseEvent::data)
                            .filter(data -> data != null && data.startsWith("{"))
                            .map(data -> (JsonNode) RecordedCalls.object(data))
                            .toList())
                    .at("/choices/0/message");
            if (message.path("tool_calls").isEmpty()) {
                return answers;
            }
            ObjectNode said = messages.addObject().put("role", "assistant").putNull("content");
            if (message.hasNonNull("reasoning_content")) {
                said.set("reasoning_content", message.path("reasoning_content"));
            }
            said.set("tool_calls", message.path("tool_calls"));
            message.path("tool_calls")
                    .forEach(call -> messages.addObject()
                            .put("role", "tool")
                            .put("tool_call_id", call.path("id").asText())
                            .put(
                                    "content",
                                    call.at("/function/name").asText().equals("get_weather") ? "18 degrees" : "noon"));
        }
        return answers;
    }

    public String send(ObjectNode body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("content-type", "application/json")
                .header("authorization", "Bearer client-key-abcdefgh12345678")
                .POST(HttpRequest.BodyPublishers.ofString(Json.compact(body)))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
