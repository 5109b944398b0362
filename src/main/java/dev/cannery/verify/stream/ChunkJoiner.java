package dev.cannery.verify.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joins the chunks of a stream to the completion that they are pieces of. */
public final class ChunkJoiner {
    private static final List<String> IDENTITY =
            List.of("id", "created", "model", "service_tier", "system_fingerprint");
    private static final List<String> TEXTS = List.of("content", "refusal", "reasoning", "reasoning_content");

    private final ObjectNode whole = Json.object();
    private final Map<Integer, ObjectNode> choices = new TreeMap<>();

    private ChunkJoiner() {}

    /** The completion of these chunks, with {@code object} as a whole answer has it. */
    public static ObjectNode join(List<JsonNode> chunks) {
        ChunkJoiner joiner = new ChunkJoiner();
        chunks.forEach(joiner::add);
        ArrayNode list = joiner.whole.putArray("choices");
        joiner.choices.values().forEach(list::add);
        return joiner.whole.put("object", "chat.completion");
    }

    private void add(JsonNode chunk) {
        for (String name : IDENTITY) {
            boolean isEmpty = chunk.path(name).asText().isEmpty();
            if (chunk.hasNonNull(name) && !(isEmpty && whole.has(name))) {
                whole.set(name, chunk.get(name));
            }
        }
        if (chunk.hasNonNull("usage")) {
            whole.set("usage", chunk.get("usage"));
        }
        for (JsonNode choice : chunk.path("choices")) {
            add(choice, choices.computeIfAbsent(choice.path("index").asInt(0), ChunkJoiner::emptyChoice));
        }
    }

    private static ObjectNode emptyChoice(int index) {
        ObjectNode choice = Json.object().put("index", index);
        choice.putObject("message").putNull("content").putNull("refusal");
        choice.putNull("logprobs");
        return choice;
    }

    private static void add(JsonNode piece, ObjectNode choice) {
        ObjectNode message = (ObjectNode) choice.path("message");
        JsonNode delta = piece.path("delta");
        if (delta.hasNonNull("role")) {
            message.set("role", delta.get("role"));
        }
        TEXTS.forEach(name -> append(message, name, delta.path(name)));
        delta.path("tool_calls").forEach(call -> addCall(call, message));
        if (delta.path("function_call").isObject()) {
            addCalled(delta.path("function_call"), message, "function_call");
        }
        if (delta.path("audio").isObject()) {
            message.set("audio", delta.get("audio"));
        }
        addLogprobs(piece.path("logprobs"), choice);
        boolean isEmpty = piece.path("finish_reason").asText("").isEmpty();
        if (piece.hasNonNull("finish_reason") && !(isEmpty && choice.has("finish_reason"))) {
            choice.set("finish_reason", piece.get("finish_reason"));
        }
    }

    private static void append(ObjectNode to, String name, JsonNode text) {
        if (text.isTextual()) {
            to.put(name, to.path(name).asText("") + text.textValue());
        }
    }

    private static void addCall(JsonNode piece, ObjectNode message) {
        ArrayNode calls = message.withArray("tool_calls");
        int index = piece.path("index").asInt(Math.max(0, calls.size() - 1));
        while (calls.size() <= index && calls.size() < 128) {
            calls.addObject();
        }
        if (!(calls.path(index) instanceof ObjectNode call)) {
            return;
        }
        for (String name : List.of("id", "type")) {
            if (piece.hasNonNull(name) && !call.has(name)) {
                call.set(name, piece.get(name));
            }
        }
        for (String kind : List.of("function", "custom")) {
            if (piece.path(kind).isObject()) {
                addCalled(piece.path(kind), call, kind);
            }
        }
    }

    private static void addCalled(JsonNode piece, ObjectNode to, String name) {
        ObjectNode called = to.has(name) ? (ObjectNode) to.get(name) : to.putObject(name);
        append(called, "name", piece.path("name"));
        append(called, "arguments", piece.path("arguments"));
        append(called, "input", piece.path("input"));
    }

    private static void addLogprobs(JsonNode piece, ObjectNode choice) {
        if (!piece.isObject()) {
            return;
        }
        ObjectNode logprobs = choice.path("logprobs") instanceof ObjectNode present
                ? present
                : choice.putObject("logprobs").putNull("content").putNull("refusal");
        for (String name : List.of("content", "refusal")) {
            if (piece.path(name).isArray()) {
                ArrayNode tokens = logprobs.path(name) instanceof ArrayNode present ? present : logprobs.putArray(name);
                piece.path(name).forEach(tokens::add);
            }
        }
    }
}
