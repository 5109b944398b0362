package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.MessageText;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a received completion.
 *
 * @param json the whole choice
 * @param at its path
 */
record RepliedChoice(JsonNode json, FieldPath at) {
    static List<RepliedChoice> of(JsonNode completion) {
        List<RepliedChoice> choices = new ArrayList<>();
        JsonNode list = completion.path("choices");
        for (int i = 0; i < list.size(); i++) {
            choices.add(new RepliedChoice(list.path(i), FieldPath.of("choices").element(i)));
        }
        return choices;
    }

    JsonNode message() {
        return json.path("message");
    }

    FieldPath messageAt() {
        return at.member("message");
    }

    /** Returns the text. An object in its place, which some providers send if JSON is requested, is serialised. */
    String text() {
        if (message().path("content").isObject()) {
            return Json.compact(message().path("content"));
        }
        return MessageText.ofContent(message().path("content")).asText("");
    }

    String refusal() {
        return textOf(message().path("refusal"));
    }

    JsonNode calls() {
        return message().path("tool_calls");
    }

    boolean hasLegacyCall() {
        JsonNode call = message().path("function_call");
        return !(textOf(call.path("name")) + textOf(call.path("arguments"))).isBlank();
    }

    /** Whether the message has audio. Some providers send an object with blank values instead of none. */
    boolean isSpoken() {
        JsonNode audio = message().path("audio");
        return !(textOf(audio.path("id")) + textOf(audio.path("data")) + textOf(audio.path("transcript"))).isBlank();
    }

    /** Whether a call of a tool without required arguments has a blank or null instead of an empty object. */
    static boolean lacksArguments(JsonNode called, AnswerTerms terms) {
        String arguments = called.path("arguments").asText("").strip();
        return (arguments.isEmpty() || arguments.equals("null"))
                && terms.mayLackArguments(called.path("name").asText(""));
    }

    boolean hasCalls() {
        return !calls().isEmpty() || hasLegacyCall();
    }

    @Nullable
    FinishReason finishReason() {
        return FinishReason.ofWire(textOf(json.path("finish_reason"))).orElse(null);
    }

    /** Whether the response was cut off, so that missing parts are not an error. */
    boolean isCutShort() {
        FinishReason reason = finishReason();
        return reason == FinishReason.LENGTH || reason == FinishReason.CONTENT_FILTER;
    }

    static String textOf(JsonNode value) {
        return value.isTextual() ? value.textValue() : "";
    }
}
