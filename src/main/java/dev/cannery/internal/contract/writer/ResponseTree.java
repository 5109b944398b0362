package dev.cannery.internal.contract.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.contract.CannedBody;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        ObjectNode tree = treeOf(response);
        JsonNode content = tree.get("content");
        return tree.size() == 1 && content != null ? content : tree;
    }

    private static ObjectNode treeOf(CannedResponse response) {
        if (response instanceof CannedError error) {
            return error(error);
        }
        if (response instanceof CannedBody body) {
            ObjectNode tree = Json.object();
            putHead(tree, body.head());
            tree.put("body", body.text());
            putDelay(tree, body.delay());
            return tree;
        }
        if (response instanceof CannedFault fault) {
            ObjectNode tree = Json.object().put("fault", word(fault.kind()));
            putDelay(tree, fault.delay());
            return tree;
        }
        if (response instanceof CannedTemplate template) {
            return completion(template.written()).put("template", true);
        }
        return completion((CannedCompletion) response);
    }

    private static void putHead(ObjectNode tree, CannedResponse.Head head) {
        if (head.status() != 200) {
            tree.put("status", head.status());
        }
        putHeaders(tree, head.headers());
    }

    private static void putHeaders(ObjectNode tree, Map<String, String> headers) {
        if (!headers.isEmpty()) {
            ObjectNode written = tree.putObject("headers");
            headers.forEach(written::put);
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode error(CannedError response) {
        ApiError error = response.error();
        ObjectNode tree = Json.object();
        if (response.name() == null) {
            tree.set("error", members(error));
        } else {
            tree.put("error", response.name());
        }
        putDuration(tree, "retry_after", response.retryAfter());
        putHeaders(tree, response.headers());
        putDelay(tree, response.delay());
        return tree;
    }

    private static ObjectNode members(ApiError error) {
        ObjectNode members = Json.object();
        if (error.status() != 400) {
            members.put("status", error.status());
        }
        members.put("message", error.message());
        if (!"invalid_request_error".equals(error.type())) {
            members.put("type", error.type());
        }
        put(members, "param", error.param());
        put(members, "code", error.code());
        return members;
    }

    private static ObjectNode completion(CannedCompletion completion) {
        ObjectNode tree = Json.object();
        if (completion.choices().size() == 1) {
            ChoiceTree.put(tree, completion.choices().get(0));
        } else {
            ArrayNode choices = tree.putArray("choices");
            completion.choices().forEach(choice -> ChoiceTree.put(choices.addObject(), choice));
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
        PacingTree.put(tree, completion.pacing());
        putHead(tree, completion.head());
        CannedFault.Break broken = completion.fault();
        if (broken != null) {
            putFault(tree, broken);
        }
        return tree;
    }

    private static void putFault(ObjectNode tree, CannedFault.Break fault) {
        CannedFault.BreakKind kind = fault.kind();
        if (!kind.takesTime() && !kind.needsChunks() && fault.afterChunks() == 0) {
            tree.put("fault", kind.word());
            return;
        }
        ObjectNode written = tree.putObject("fault");
        if (kind.countsChunks()) {
            written.put("after_chunks", fault.afterChunks());
        }
        written.put("kind", kind.word());
        if (kind.takesTime()) {
            written.put("over", Durations.write(fault.over()));
        }
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

    private static void putDelay(ObjectNode tree, Delay delay) {
        putDuration(tree, "delay", delay.fixed().isZero() ? null : delay.fixed());
        if (!delay.perConcurrent().isZero()) {
            tree.putObject("latency").put("per_concurrent", Durations.write(delay.perConcurrent()));
        }
    }

    private static void putDuration(ObjectNode tree, String key, @Nullable Duration duration) {
        put(tree, key, duration == null ? null : Durations.write(duration));
    }

    static void put(ObjectNode tree, String key, @Nullable String text) {
        if (text != null) {
            tree.put(key, text);
        }
    }
}
