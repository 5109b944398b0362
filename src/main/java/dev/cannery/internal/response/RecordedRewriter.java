package dev.cannery.internal.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the texts, calls and finish reasons of a recorded answer. Everything else stays as recorded, even members that a contract cannot express.
 */
final class RecordedRewriter {
    private final ObjectNode whole;

    RecordedRewriter(RecordedAnswer recorded) {
        this.whole = recorded.whole().deepCopy();
    }

    /**
     * Replaces the contents of the choices.
     *
     * @param before the choices of the recorded answer
     * @param after the choices to replace them
     */
    RecordedRewriter replace(List<CannedChoice> before, List<CannedChoice> after) {
        ArrayNode choices = Json.array();
        for (int i = 0; i < after.size(); i++) {
            int origin = Math.min(i, before.size() - 1);
            JsonNode recorded = whole.path("choices").path(origin);
            ObjectNode choice = recorded.isObject() ? recorded.deepCopy() : Json.object();
            replace(choice, before.get(origin), after.get(i));
            if (choice.has("index")) {
                choice.put("index", i);
            }
            choices.add(choice);
        }
        whole.set("choices", choices);
        return this;
    }

    /** Adds to the token count of the answer; a negative number subtracts. */
    RecordedRewriter addTokens(int more) {
        if (whole.path("usage") instanceof ObjectNode usage) {
            for (String count : List.of("completion_tokens", "total_tokens")) {
                if (usage.path(count).isNumber()) {
                    usage.put(count, Math.max(0, usage.path(count).asInt() + more));
                }
            }
        }
        return this;
    }

    /** Returns the answer, to be split again if it is streamed. */
    RecordedAnswer answer() {
        String json = new String(Json.prettyBytes(whole), StandardCharsets.UTF_8);
        return new RecordedAnswer(whole, json, List.of());
    }

    private static void replace(ObjectNode choice, CannedChoice before, CannedChoice after) {
        ObjectNode message = Json.objectIn(choice, "message");
        CannedMessage was = before.message();
        CannedMessage is = after.message();
        if (!Objects.equals(was.content(), is.content())) {
            message.put("content", is.content());
        }
        if (!Objects.equals(was.reasoning(), is.reasoning())) {
            putReasoning(message, is.reasoning());
        }
        if (!was.toolCalls().equals(is.toolCalls())) {
            putCalls(message, is.toolCalls());
        }
        if (was.functionCall() != null && is.functionCall() == null) {
            message.remove("function_call");
        } else if (is.functionCall() != null) {
            put(Json.objectIn(message, "function_call"), is.functionCall());
        }
        if (was.refusal() != null && is.refusal() == null) {
            message.putNull("refusal");
        }
        if (!was.equals(is) && choice.hasNonNull("logprobs")) {
            // they were those of other tokens
            choice.putNull("logprobs");
        }
        FinishReason reason = after.finishReason();
        if (reason != null && reason != before.finishReason()) {
            choice.put("finish_reason", reason.wire());
        }
    }

    /** Sets the reasoning under the provider's name for it; under the usual name if the message has none yet. */
    private static void putReasoning(ObjectNode message, @Nullable String reasoning) {
        String name = RecordedAnswer.REASONING.stream()
                .filter(message::has)
                .findFirst()
                .orElse(RecordedAnswer.REASONING.get(0));
        if (reasoning == null) {
            message.remove(RecordedAnswer.REASONING);
        } else {
            message.put(name, reasoning);
        }
    }

    private static void putCalls(ObjectNode message, List<CannedToolCall> calls) {
        JsonNode recorded = message.path("tool_calls").deepCopy();
        if (calls.isEmpty()) {
            message.remove("tool_calls");
            return;
        }
        ArrayNode made = message.putArray("tool_calls");
        for (CannedToolCall call : calls) {
            JsonNode same = recorded.path(made.size());
            ObjectNode written = same.isObject() ? (ObjectNode) same : Json.object();
            if (call.id() != null || !written.has("id")) {
                written.put("id", call.id() == null ? "call_" + made.size() : call.id());
            }
            if (!written.has("type")) {
                written.put("type", call.kind().wire());
            }
            put(Json.objectIn(written, call.kind().wire()), call);
            made.add(written);
        }
    }

    private static void put(ObjectNode called, CannedToolCall call) {
        called.put("name", call.name());
        called.put(call.kind().argumentsName(), call.arguments());
    }
}
