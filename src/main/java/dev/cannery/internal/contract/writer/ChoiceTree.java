package dev.cannery.internal.contract.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.wire.Json;

/** One choice of an answer as keys of the format. */
final class ChoiceTree {
    private ChoiceTree() {}

    static void put(ObjectNode tree, CannedChoice choice) {
        CannedMessage message = choice.message();
        String content = message.content();
        if (content != null) {
            JsonTexts.structureOf(content)
                    .ifPresentOrElse(json -> tree.set("json", json), () -> tree.put("content", content));
        }
        if (!message.toolCalls().isEmpty()) {
            ArrayNode calls = tree.putArray("tool_calls");
            message.toolCalls().forEach(call -> calls.add(toolCall(call)));
        }
        if (message.functionCall() != null) {
            tree.set("function_call", toolCall(message.functionCall()));
        }
        ResponseTree.put(tree, "refusal", message.refusal());
        ResponseTree.put(tree, "reasoning", message.reasoning());
        if (!message.annotations().isEmpty()) {
            tree.putArray("annotations").addAll(message.annotations());
        }
        if (message.audio() != null) {
            putAudio(tree.putObject("audio"), message.audio());
        }
        if (choice.finishReason() != null) {
            tree.put("finish_reason", choice.finishReason().wire());
        }
        if (choice.logprobs() != null) {
            putLogprobs(tree.putObject("logprobs"), choice.logprobs());
        }
    }

    private static void putLogprobs(ObjectNode tree, ObjectNode logprobs) {
        logprobs.properties().stream()
                .filter(list -> !list.getValue().isNull())
                .forEach(list -> tree.set(list.getKey(), list.getValue()));
    }

    private static void putAudio(ObjectNode tree, CannedMessage.Audio audio) {
        ResponseTree.put(tree, "id", audio.id());
        tree.put("data", audio.data());
        if (audio.expiresAt() != null) {
            tree.put("expires_at", audio.expiresAt());
        }
        tree.put("transcript", audio.transcript());
    }

    private static ObjectNode toolCall(CannedToolCall call) {
        ObjectNode tree = Json.object();
        if (call.kind() == CannedToolCall.Kind.CUSTOM) {
            ResponseTree.put(tree, "id", call.id());
            return tree.put("name", call.name()).put("input", call.arguments());
        }
        JsonNode arguments =
                JsonTexts.structureOf(call.arguments()).orElseGet(() -> TextNode.valueOf(call.arguments()));
        // a function that is called "name" would be taken for the long form
        if (call.id() == null && !call.name().equals("name")) {
            return tree.set(call.name(), arguments);
        }
        ResponseTree.put(tree, "id", call.id());
        return tree.put("name", call.name()).set("arguments", arguments);
    }
}
