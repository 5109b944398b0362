package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedResponse.Head;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedToolCall.Kind;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Extracts from a recorded response what a contract can express. Everything else is still served. */
public final class RecordedReading {
    /** The types of parts that hold reasoning, as Mistral and Databricks send them, with the lists of their texts. */
    private static final Map<String, String> REASONING_PARTS = Map.of("thinking", "thinking", "reasoning", "summary");

    private RecordedReading() {}

    /** Returns the completion that serves a recorded one unchanged. */
    public static CannedCompletion of(RecordedAnswer recorded) {
        ObjectNode whole = recorded.whole();
        List<CannedChoice> choices = new ArrayList<>();
        for (JsonNode choice : whole.path("choices")) {
            choices.add(choice(choice));
        }
        if (choices.isEmpty()) {
            choices.add(new CannedChoice("", List.of(), null, null));
        }
        return new CannedCompletion(
                choices,
                usage(whole.path("usage")),
                identity(whole),
                Delay.NONE,
                Pacing.UNPACED,
                Head.OK,
                null,
                List.of(),
                recorded);
    }

    /**
     * Returns the error in a recorded body, in any provider's format.
     *
     * @param status its status
     * @param answer the body
     */
    public static ApiError error(int status, ObjectNode answer) {
        JsonNode error = error(answer);
        return new ApiError(
                status,
                error.path("type").asText("invalid_request_error"),
                codeOf(answer),
                error.path("param").asText(null),
                firstText(
                        error.path("message"),
                        answer.path("error"),
                        answer.path("detail"),
                        error.path(RecordedAnswer.FAILURE_MESSAGE)));
    }

    private static JsonNode error(ObjectNode answer) {
        JsonNode failure = RecordedAnswer.failureIn(answer);
        JsonNode told = failure.isMissingNode() ? answer : failure;
        return answer.path("error").isObject() ? answer.path("error") : told;
    }

    /** Returns the code of the error in a recorded body; null if it has none. */
    static @Nullable String codeOf(ObjectNode answer) {
        JsonNode error = error(answer);
        for (String name : List.of("code", RecordedAnswer.FAILURE_CODE, "error_code")) {
            if (error.hasNonNull(name)) {
                return error.path(name).asText();
            }
        }
        return null;
    }

    private static String firstText(JsonNode... places) {
        for (JsonNode place : places) {
            if (place.isTextual()) {
                return place.textValue();
            }
        }
        return "";
    }

    private static CannedCompletion.Identity identity(ObjectNode whole) {
        return new CannedCompletion.Identity(
                text(whole.path("id")),
                whole.path("created").canConvertToLong()
                        ? Long.valueOf(whole.path("created").asLong())
                        : null,
                text(whole.path("model")),
                text(whole.path("system_fingerprint")),
                text(whole.path("service_tier")));
    }

    private static CannedChoice choice(JsonNode choice) {
        FinishReason reason =
                FinishReason.ofWire(choice.path("finish_reason").asText("")).orElse(null);
        ObjectNode logprobs = choice.path("logprobs") instanceof ObjectNode object ? object : null;
        return new CannedChoice(message(choice.path("message")), reason, logprobs);
    }

    /** Reads the message. An empty content is dropped if there is anything else, otherwise it is an empty text. */
    private static CannedMessage message(JsonNode message) {
        String content = content(message.path("content"));
        List<CannedToolCall> calls = new ArrayList<>();
        message.path("tool_calls").forEach(call -> calls.add(call(call)));
        JsonNode legacy = message.path("function_call");
        // some providers send every member, empty where there is nothing
        CannedToolCall functionCall =
                legacy.path("name").asText("").isEmpty() ? null : called(Kind.FUNCTION, null, legacy);
        String refusal = nonEmpty(text(message.path("refusal")));
        CannedMessage.Audio audio = audio(message.path("audio"));
        boolean saysMore = !calls.isEmpty() || functionCall != null || audio != null || refusal != null;
        List<ObjectNode> annotations = new ArrayList<>();
        for (JsonNode annotation : message.path("annotations")) {
            if (annotation instanceof ObjectNode object) {
                annotations.add(object);
            }
        }
        String said = saysMore ? nonEmpty(content) : content == null ? "" : content;
        return new CannedMessage(said, calls, functionCall, refusal, reasoning(message), annotations, audio);
    }

    /** Returns a text, the joined texts of a list of parts, or JSON that a provider has parsed already. */
    private static @Nullable String content(JsonNode content) {
        if (content.isObject()) {
            return Json.compact(content);
        }
        if (!content.isArray()) {
            return text(content);
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    /**
     * Returns the reasoning, which is a member of the message, or the parts of its content that are no text, or the details of
     * a gateway.
     */
    private static @Nullable String reasoning(JsonNode message) {
        return Stream.concat(
                        RecordedAnswer.REASONING.stream()
                                .map(name -> message.path(name).asText("")),
                        Stream.of(
                                reasoningOfParts(message.path("content")),
                                reasoningOfDetails(message.path("reasoning_details"))))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String reasoningOfDetails(JsonNode details) {
        StringBuilder reasoning = new StringBuilder();
        details.forEach(detail -> reasoning.append(
                detail.path("text").asText(detail.path("summary").asText(""))));
        return reasoning.toString();
    }

    private static String reasoningOfParts(JsonNode content) {
        StringBuilder reasoning = new StringBuilder();
        for (JsonNode part : content.isArray() ? content : Json.array()) {
            String list = REASONING_PARTS.get(part.path("type").asText(""));
            if (list != null) {
                part.path(list)
                        .forEach(text -> reasoning.append(text.path("text").asText("")));
            }
        }
        return reasoning.toString();
    }

    private static CannedToolCall call(JsonNode call) {
        boolean isCustom = call.path("custom").isObject();
        return called(
                isCustom ? Kind.CUSTOM : Kind.FUNCTION,
                nonEmpty(text(call.path("id"))),
                call.path(isCustom ? "custom" : "function"));
    }

    private static CannedToolCall called(Kind kind, @Nullable String id, JsonNode called) {
        JsonNode given = called.path(kind.argumentsName());
        String arguments = given.isContainerNode() ? Json.compact(given) : given.asText("");
        return new CannedToolCall(kind, id, called.path("name").asText(""), arguments);
    }

    private static CannedMessage.@Nullable Audio audio(JsonNode audio) {
        if (audio.path("id").asText("").isEmpty()
                && audio.path("data").asText("").isEmpty()) {
            return null;
        }
        return new CannedMessage.Audio(
                text(audio.path("id")),
                audio.path("data").asText(""),
                audio.path("expires_at").canConvertToLong()
                        ? Long.valueOf(audio.path("expires_at").asLong())
                        : null,
                audio.path("transcript").asText(""));
    }

    /** Reads the counts. Some providers do not count reasoning as part of the completion, or cached tokens as part of the prompt. */
    private static @Nullable CannedUsage usage(JsonNode usage) {
        if (!usage.isObject()) {
            return null;
        }
        int prompt = count(usage.path("prompt_tokens"));
        int completion = count(usage.path("completion_tokens"));
        int reasoning = count(usage.path("completion_tokens_details").path("reasoning_tokens"));
        int cached = count(usage.path("prompt_tokens_details").path("cached_tokens"));
        return new CannedUsage(prompt, completion, Math.min(reasoning, completion), Math.min(cached, prompt));
    }

    private static int count(JsonNode count) {
        return Math.max(0, count.asInt(0));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : null;
    }

    private static @Nullable String nonEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
