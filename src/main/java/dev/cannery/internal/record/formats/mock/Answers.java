package dev.cannery.internal.record.formats.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.responses.ChatAnswer;
import dev.cannery.internal.contract.CannedBody;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedResponse.Head;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.contract.format.RecordedReading;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts the responses of other mocks to canned responses. */
final class Answers {
    private static final Set<String> WHOLE_RESPONSES =
            Set.of("response.completed", "response.incomplete", "response.failed");

    private Answers() {}

    /**
     * Returns a message. A text that is empty counts as none if there are calls or a refusal.
     *
     * @param refusal the text of a refusal; empty for none
     * @param reasoning the reasoning; empty for none
     */
    static CannedMessage message(String text, List<CannedToolCall> calls, String refusal, String reasoning) {
        boolean hasText = !text.isEmpty() || (calls.isEmpty() && refusal.isEmpty());
        return new CannedMessage(hasText ? text : null, calls, refusal.isEmpty() ? null : refusal)
                .withReasoning(reasoning.isEmpty() ? null : reasoning);
    }

    /** Returns a completion with one choice. */
    static CannedCompletion completion(
            CannedMessage message,
            @Nullable FinishReason finish,
            @Nullable CannedUsage usage,
            @Nullable String model,
            Delay delay,
            Pacing pacing) {
        return new CannedCompletion(
                List.of(new CannedChoice(message, unusual(message, finish))),
                usage,
                new CannedCompletion.Identity(null, null, model, null, null),
                delay,
                pacing,
                Head.OK,
                null);
    }

    /** Returns the counts; null if neither is given. */
    static @Nullable CannedUsage usage(FileValue prompt, FileValue completion) {
        int in = Math.max(0, prompt.wholeNumber(0));
        int out = Math.max(0, completion.wholeNumber(0));
        return in + out == 0 ? null : new CannedUsage(in, out, 0, 0);
    }

    /** Returns a tool call; its arguments are a text or a value. */
    static CannedToolCall call(FileValue call) {
        FileValue arguments = call.member("arguments");
        String text = arguments.json().isContainerNode() ? Json.compact(arguments.json()) : arguments.text();
        String id = call.member("id").text();
        return new CannedToolCall(id.isEmpty() ? null : id, call.member("name").text(), text.isEmpty() ? "{}" : text);
    }

    static CannedError error(int status, String type, @Nullable String code, String message) {
        ApiError error = new ApiError(status, type, code, null, message);
        return new CannedError(error, null, Duration.ZERO);
    }

    static Pacing pacing(Pacing.Cut cut, Duration first, Duration every, Duration jitter) {
        return new Pacing(cut, first, every, jitter, 0);
    }

    /** Returns the same pacing with measured waits. */
    static Pacing pacing(List<Duration> gaps) {
        Pacing usual = Pacing.UNPACED;
        return new Pacing(usual.cut(), Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, gaps, usual.form());
    }

    /**
     * Returns the response in a body, whole or streamed, of either endpoint; a body that is none of these is sent as it is.
     *
     * @param retryAfter the wait before a retry; null for none
     */
    static CannedResponse ofBody(
            int status,
            String body,
            Map<String, String> headers,
            @Nullable Duration retryAfter,
            Delay delay,
            Pacing pacing) {
        Optional<ObjectNode> answer = SseReader.isStream(body) ? joined(body) : object(body);
        if (status >= 400) {
            return answer.<CannedResponse>map(json -> {
                        ApiError error = RecordedReading.error(status, json);
                        return new CannedError(
                                null, error.message().isBlank() ? unnamed(error) : error, retryAfter, delay, headers);
                    })
                    .orElseGet(() -> new CannedBody(new Head(status, headers), body, delay));
        }
        Optional<ObjectNode> completion = answer.map(Answers::completionIn)
                .filter(json -> !json.path("choices").isEmpty());
        if (completion.isEmpty() || status > 299 || status == 204) {
            return new CannedBody(new Head(status, headers), body, delay);
        }
        CannedCompletion read = RecordedReading.of(new RecordedAnswer(completion.get(), null, List.of()));
        List<CannedChoice> choices = read.choices().stream()
                .map(choice -> new CannedChoice(
                        choice.message(), unusual(choice.message(), choice.finishReason()), choice.logprobs()))
                .toList();
        return new CannedCompletion(
                choices, read.usage(), modelOf(read), delay, pacing, new Head(status, headers), null);
    }

    /** Returns the reason unless it is the one that a message of this kind has anyway. */
    private static @Nullable FinishReason unusual(CannedMessage message, @Nullable FinishReason finish) {
        FinishReason usual = message.toolCalls().isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
        return finish == usual && message.functionCall() == null ? null : finish;
    }

    private static ApiError unnamed(ApiError error) {
        return new ApiError(error.status(), error.type(), error.code(), error.param(), "error " + error.status());
    }

    /** Keeps the model of the response only: ids and times of a mock's example mean nothing. */
    private static CannedCompletion.Identity modelOf(CannedCompletion read) {
        return new CannedCompletion.Identity(null, null, read.identity().model(), null, null);
    }

    private static ObjectNode completionIn(ObjectNode json) {
        return json.path("object").asText("").equals("response") ? ChatAnswer.of(json) : json;
    }

    private static Optional<ObjectNode> joined(String stream) {
        List<JsonNode> chunks = new ArrayList<>();
        for (SseEvent event : SseReader.readAll(stream)) {
            String data = event.data();
            Optional<ObjectNode> json = data == null ? Optional.empty() : object(data);
            if (json.isPresent()
                    && WHOLE_RESPONSES.contains(json.get().path("type").asText())) {
                return json.get().path("response") instanceof ObjectNode response
                        ? Optional.of(response)
                        : Optional.empty();
            }
            json.ifPresent(chunks::add);
        }
        return chunks.isEmpty() ? Optional.empty() : Optional.of(ChunkJoiner.join(chunks));
    }

    private static Optional<ObjectNode> object(String text) {
        try {
            return Json.parse(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
