package dev.cannery.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.ResponseEvents;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The agent of {@link AgentLoop} at the Responses API. */
final class ResponsesLoop {
    private static final String TOOLS = """
            [{"type": "function", "name": "get_weather", "parameters": {"type": "object",
                "properties": {"city": {"type": "string"}}}},
             {"type": "function", "name": "get_time", "parameters": {"type": "object",
                "properties": {"city": {"type": "string"}}}}]""";

    private final AgentLoop sender;
    private final boolean isStored;
    private final boolean isStreamed;

    /**
     * Creates an agent.
     *
     * @param isStored whether it refers to the previous response, and does not repeat all items
     */
    ResponsesLoop(URI address, boolean isStored, boolean isStreamed) {
        this.sender = new AgentLoop(address, "gpt-4o");
        this.isStored = isStored;
        this.isStreamed = isStreamed;
    }

    /** Asks until there is a text, and returns the bodies of all answers. */
    List<String> ask(String prompt) throws IOException, InterruptedException {
        ObjectNode body = Json.object()
                .put("model", "gpt-4o")
                .put("instructions", "You are a travel guide.")
                .put("stream", isStreamed);
        body.set("tools", Json.parse(TOOLS));
        ArrayNode input = body.putArray("input");
        input.addObject().put("role", "user").put("content", prompt);
        List<String> answers = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            String answer = sender.send(body);
            answers.add(answer);
            ObjectNode response = response(answer);
            if (isStored) {
                body.put("previous_response_id", response.path("id").asText());
                input = body.putArray("input");
            } else {
                input.addAll((ArrayNode) response.path("output"));
            }
            boolean isOver = true;
            for (JsonNode item : response.path("output")) {
                if (item.path("type").asText().equals("function_call")) {
                    isOver = false;
                    String result = item.path("name").asText().equals("get_weather") ? "18 degrees" : "noon";
                    input.addObject()
                            .put("type", "function_call_output")
                            .put("call_id", item.path("call_id").asText())
                            .put("output", result);
                }
            }
            if (isOver) {
                break;
            }
        }
        return answers;
    }

    private ObjectNode response(String answer) {
        return isStreamed
                ? ResponseEvents.join(SseReader.readAll(answer).stream()
                        .map(SseEvent::data)
                        .filter(data -> data != null && data.startsWith("{"))
                        .map(data -> (JsonNode) RecordedCalls.object(data))
                        .toList())
                : RecordedCalls.object(answer);
    }
}
