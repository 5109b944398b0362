package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.Template;
import dev.cannery.internal.chat.style.Values;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a message. */
final class MessageScene {
    private MessageScene() {}

    /** Returns the values of a whole message. */
    static Values of(CannedMessage message, Scene outer, AnswerForm form, Origin origin) {
        ArrayNode annotations = Json.array();
        message.annotations().forEach(annotations::add);
        Values values = around(message, outer)
                .hold(Condition.SILENT, isSilent(message))
                .hold(Condition.TEXT, !isSilent(message))
                .put(Slot.CONTENT, message.content())
                .put(Slot.CONTENT_JSON, contentJson(message.content(), origin))
                .put(Slot.REFUSAL, message.refusal())
                .put(Slot.REASONING, message.reasoning())
                .put(Slot.REASONING_CONTENT, message.reasoning())
                .put(Slot.ANNOTATIONS, annotations)
                .put(Slot.FUNCTION_CALL, functionCall(message.functionCall()))
                .put(Slot.AUDIO, audio(message.audio(), origin));
        return message.toolCalls().isEmpty()
                ? values
                : values.put(
                        Slot.TOOL_CALLS,
                        calls(message.toolCalls(), 0, form.whole().call(), values));
    }

    /** Sets the values that a message and each of its deltas have in common. */
    static Values around(CannedMessage message, Scene outer) {
        boolean calls = !message.toolCalls().isEmpty();
        return new Values(outer)
                .hold(Condition.REASONING, message.reasoning() != null)
                .hold(Condition.CALLS, calls)
                .hold(Condition.PREAMBLE, calls && message.content() != null);
    }

    /** Returns a list of calls; the first has this index. */
    static Json.Writing calls(List<CannedToolCall> calls, int from, Template template, Scene scene) {
        return out -> {
            out.writeStartArray();
            for (int i = 0; i < calls.size(); i++) {
                template.write(out, new CallScene(scene, calls.get(i), from + i));
            }
            out.writeEndArray();
        };
    }

    /** Returns a call in the legacy form; null for none. */
    static @Nullable ObjectNode functionCall(@Nullable CannedToolCall call) {
        return call == null ? null : Json.object().put("name", call.name()).put("arguments", call.arguments());
    }

    /** Returns the text, or how to write it as an object if it should be JSON and is one. */
    private static @Nullable Object contentJson(@Nullable String content, Origin origin) {
        return content == null || !origin.echo().asksForJson()
                ? content
                : (Json.Writing) out -> Json.writeTree(asJson(content), out);
    }

    private static JsonNode asJson(String content) {
        try {
            if (Json.parse(content) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // no JSON at all: sent as a text, like JSON that is no object
        }
        return TextNode.valueOf(content);
    }

    private static @Nullable ObjectNode audio(CannedMessage.@Nullable Audio audio, Origin origin) {
        return audio == null
                ? null
                : Json.object()
                        .put("id", audio.id())
                        .put("data", audio.data())
                        .put("expires_at", origin.expiry(audio))
                        .put("transcript", audio.transcript());
    }

    /** Whether the message has no text, for example because all tokens went into reasoning. */
    private static boolean isSilent(CannedMessage message) {
        boolean calls = !message.toolCalls().isEmpty() || message.functionCall() != null;
        return calls || "".equals(message.content());
    }
}
