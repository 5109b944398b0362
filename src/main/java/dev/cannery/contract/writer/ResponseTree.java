package dev.cannery.contract.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.chat.ApiError;
import dev.cannery.chat.ErrorCatalogue;
import dev.cannery.chat.Json;
import dev.cannery.contract.CannedChoice;
import dev.cannery.contract.CannedCompletion;
import dev.cannery.contract.CannedError;
import dev.cannery.contract.CannedResponse;
import dev.cannery.contract.CannedToolCall;
import dev.cannery.contract.CannedUsage;
import dev.cannery.contract.Pacing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers as a tree of the format. */
final class ResponseTree {
    private ResponseTree() {}

    static JsonNode of(List<CannedResponse> responses) {
        if (responses.size() == 1) {
            return of(responses.get(0));
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        responses.forEach(response -> list.add(of(response)));
        return list;
    }

    private static JsonNode of(CannedResponse response) {
        ObjectNode tree =
                response instanceof CannedError error ? error(error) : completion((CannedCompletion) response);
        JsonNode content = tree.get("content");
        return tree.size() == 1 && content != null ? content : tree;
    }

    private static ObjectNode error(CannedError response) {
        ApiError error = response.error();
        ObjectNode tree = Json.object()
                .set("error", nameOf(error).<JsonNode>map(TextNode::valueOf).orElseGet(() -> {
                    ObjectNode members = Json.object();
                    if (error.status() != 400) {
                        members.put("status", error.status());
                    }
                    members.put("message", error.message());
                    if (!error.type().equals("invalid_request_error")) {
                        members.put("type", error.type());
                    }
                    put(members, "param", error.param());
                    put(members, "code", error.code());
                    return members;
                }));
        putDuration(tree, "retry_after", response.retryAfter());
        putDelay(tree, response.delay());
        return tree;
    }

    private static Optional<String> nameOf(ApiError error) {
        return ErrorCatalogue.names().stream()
                .filter(name -> ErrorCatalogue.named(name).filter(error::equals).isPresent())
                .findFirst();
    }

    private static ObjectNode completion(CannedCompletion completion) {
        ObjectNode tree = Json.object();
        if (completion.choices().size() == 1) {
            putChoice(tree, completion.choices().get(0));
        } else {
            ArrayNode choices = tree.putArray("choices");
            completion.choices().forEach(choice -> putChoice(choices.addObject(), choice));
        }
        putUsage(tree, completion.usage());
        CannedCompletion.Identity identity = completion.identity();
        put(tree, "model", identity.model());
        put(tree, "id", identity.id());
        if (identity.created() != null) {
            tree.put("created", identity.created());
        }
        put(tree, "system_fingerprint", identity.systemFingerprint());
        put(tree, "service_tier", identity.serviceTier());
        putDelay(tree, completion.delay());
        putPacing(tree, completion.pacing());
        return tree;
    }

    private static void putChoice(ObjectNode tree, CannedChoice choice) {
        String content = choice.content();
        if (content != null) {
            JsonTexts.structureOf(content)
                    .ifPresentOrElse(json -> tree.set("json", json), () -> tree.put("content", content));
        }
        if (!choice.toolCalls().isEmpty()) {
            ArrayNode calls = tree.putArray("tool_calls");
            choice.toolCalls().forEach(call -> calls.add(toolCall(call)));
        }
        put(tree, "refusal", choice.refusal());
        if (choice.finishReason() != null) {
            tree.put("finish_reason", choice.finishReason().wire());
        }
    }

    private static ObjectNode toolCall(CannedToolCall call) {
        JsonNode arguments =
                JsonTexts.structureOf(call.arguments()).orElseGet(() -> TextNode.valueOf(call.arguments()));
        ObjectNode tree = Json.object();
        // a function that is called "name" would be taken for the long form
        if (call.id() == null && !call.name().equals("name")) {
            return tree.set(call.name(), arguments);
        }
        put(tree, "id", call.id());
        return tree.put("name", call.name()).set("arguments", arguments);
    }

    private static void putUsage(ObjectNode tree, @Nullable CannedUsage usage) {
        if (usage == null) {
            return;
        }
        ObjectNode counts = tree.putObject("usage")
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens());
        if (usage.reasoningTokens() > 0) {
            counts.put("reasoning_tokens", usage.reasoningTokens());
        }
        if (usage.cachedTokens() > 0) {
            counts.put("cached_tokens", usage.cachedTokens());
        }
    }

    private static void putPacing(ObjectNode tree, Pacing pacing) {
        if (pacing.equals(Pacing.UNPACED)) {
            return;
        }
        ObjectNode stream = tree.putObject("stream");
        if (pacing.cut() instanceof Pacing.Cut.ByWord) {
            stream.put("by", "word");
        } else if (pacing.cut() instanceof Pacing.Cut.BySize cut) {
            stream.put("by", cut.size());
        }
        if (!pacing.first().equals(pacing.every())) {
            stream.put("first", DurationText.of(pacing.first()));
        }
        if (!pacing.every().isZero()) {
            stream.put("every", DurationText.of(pacing.every()));
        }
    }

    private static void putDelay(ObjectNode tree, Duration delay) {
        putDuration(tree, "delay", delay.isZero() ? null : delay);
    }

    private static void putDuration(ObjectNode tree, String key, @Nullable Duration duration) {
        put(tree, key, duration == null ? null : DurationText.of(duration));
    }

    private static void put(ObjectNode tree, String key, @Nullable String text) {
        if (text != null) {
            tree.put(key, text);
        }
    }
}
