package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.wire.Json;
import java.util.List;

/**
 * Rules on the assistant's messages that a client sends back. OpenAI accepts what they refuse, so that a profile names them in
 * its order; its {@code refusals} put them in the provider's words.
 */
final class HistoryRules {
    static final NamedRule HISTORY_ARGUMENTS = new NamedRule(
            "history-arguments",
            "reported",
            "the arguments of each call that is sent back are a JSON object",
            HistoryRules::historyArguments);

    static final NamedRule EMPTY_ASSISTANT = new NamedRule(
            "empty-assistant",
            "reported",
            "each message of the assistant has a text or calls",
            HistoryRules::emptyAssistant);

    static final List<NamedRule> ALL = List.of(HISTORY_ARGUMENTS, EMPTY_ASSISTANT);

    /** Members of an assistant's message that may replace its content. */
    private static final List<String> SUBSTITUTES = List.of("function_call", "refusal", "audio");

    private HistoryRules() {}

    private static void historyArguments(ReviewedRequest subject, Inspection inspection) {
        subject.forEachMessage(inspection, (message, index) -> {
            JsonNode calls = message.path("tool_calls");
            for (int i = 0; i < calls.size() && !inspection.isOver(); i++) {
                JsonNode given = calls.path(i).path("function").path("arguments");
                if (given.isTextual() && !isObject(given.textValue())) {
                    report(
                            "invalid_tool_call_arguments",
                            "tool_calls[" + i + "].function.arguments",
                            "expected a JSON object, but got another text.",
                            inspection);
                }
            }
        });
    }

    private static void emptyAssistant(ReviewedRequest subject, Inspection inspection) {
        subject.forEachMessage(inspection, (message, index) -> {
            boolean isEmpty = message.path("role").asText("").equals("assistant")
                    && isBlank(message.path("content"))
                    && message.path("tool_calls").isEmpty()
                    && SUBSTITUTES.stream().noneMatch(message::hasNonNull);
            if (isEmpty) {
                report(
                        "empty_assistant_message",
                        "content",
                        "a message with role 'assistant' must not be empty.",
                        inspection);
            }
        });
    }

    private static void report(String code, String member, String problem, Inspection inspection) {
        String place = inspection.path(member);
        inspection.report(ApiError.invalidRequest(code, place, "Invalid '" + place + "': " + problem));
    }

    private static boolean isObject(String text) {
        try {
            return Json.parse(text).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Whether there is no text; parts other than texts are something to say. */
    private static boolean isBlank(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("").isBlank() || content.isNull();
        }
        return Json.values(content)
                .allMatch(part -> part.path("type").asText("").equals("text")
                        && part.path("text").asText("").isBlank());
    }
}
