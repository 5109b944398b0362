package dev.cannery.internal.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.RecordedItems;
import dev.cannery.internal.chat.responses.ChatAnswer;
import dev.cannery.internal.contract.CannedBody;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.contract.format.RecordedReading;
import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.matching.AnswerCheck;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.QueryText;
import dev.cannery.internal.wire.ResponseEvents;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads recorded calls: the request without secrets, and the response as a contract writes it. */
final class AnswerReading {
    /** The items of a Response that a contract can express. */
    private static final Set<String> EXPRESSIBLE = Set.of("message", "reasoning", "function_call", "custom_tool_call");

    private final RecordingOptions options;
    private final Redactor redactor;
    private final RecordedItems sentItems = new RecordedItems();
    private final RecordedItems cleanItems = new RecordedItems();

    AnswerReading(RecordingOptions options, Redactor redactor) {
        this.options = options;
        this.redactor = redactor;
    }

    /** Thrown when a call cannot be recorded; the message says why. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String reason) {
            super(reason);
        }
    }

    Answered read(RecordedCall call) throws UnusableException {
        String[] address = pathAndQuery(call.url());
        if (!ChatEndpoint.has(address[0])) {
            throw new UnusableException("it was not sent to a chat endpoint");
        }
        if (!call.isComplete()) {
            throw new UnusableException("its answer is incomplete");
        }
        if (call.status() >= 400 && !options.hasErrors()) {
            throw new UnusableException("its answer has status " + call.status());
        }
        Map<String, String> query = QueryText.parse(address[1]);
        ChatRequest sent =
                ChatRequest.of(address[0], Map.of(), call.request(), sentItems).withQuery(query);
        ChatRequest clean = ChatRequest.of(address[0], Map.of(), redactor.clean(call.request()), cleanItems)
                .withQuery(query);
        String body = new String(call.body(), StandardCharsets.UTF_8);
        Answered answered =
                SseReader.isStream(body) ? streamed(call, sent, clean, body) : whole(call, sent, clean, body);
        return fitting(answered);
    }

    /**
     * Returns the call with an answer that a contract may give to its request. One that is not what was asked for, as models
     * sometimes give it, is stored as it was sent.
     */
    private Answered fitting(Answered answered) {
        AnswerCheck check = new AnswerCheck();
        CannedCompletion completion = answered.completion();
        Answered.Raw raw = answered.raw();
        if (completion == null
                || raw == null
                || check.check(answered.sent(), completion).isEmpty()) {
            return answered;
        }
        CannedCompletion stub = completion.withRecorded(new RecordedAnswer(Json.object(), null, List.of()));
        if (check.check(answered.sent(), stub).isEmpty()) {
            return answered.storedRaw();
        }
        String type = raw.extension().equals(".sse") ? "text/event-stream" : "application/json";
        CannedResponse.Head head = new CannedResponse.Head(200, Map.of("content-type", type));
        CannedBody body = new CannedBody(head, raw.text().replaceAll("(?m)^: \\+.*\\R", ""), Delay.NONE);
        return new Answered(answered.call(), answered.sent(), answered.request(), body, null, false);
    }

    /** Splits a URL, in which a host may be redacted. */
    private static String[] pathAndQuery(String url) {
        String local =
                url.replaceFirst("^(?:[a-zA-Z][a-zA-Z0-9+.-]*://)?[^/?#]*", "").replaceFirst("#.*", "");
        int query = local.indexOf('?');
        return query < 0
                ? new String[] {local, ""}
                : new String[] {local.substring(0, query), local.substring(query + 1)};
    }

    private Answered whole(RecordedCall call, ChatRequest sent, ChatRequest request, String body)
            throws UnusableException {
        if (!(parsed(body) instanceof ObjectNode answer)) {
            throw new UnusableException("its answer is not a JSON object");
        }
        ObjectNode clean = redactor.clean(answer);
        if (call.status() >= 400) {
            return new Answered(call, sent, request, error(call, clean), null, false);
        }
        ObjectNode meant = meant(sent, request, answer, clean);
        requireCompletion(meant);
        String text = clean.equals(answer) ? body : new String(Json.prettyBytes(clean), StandardCharsets.UTF_8);
        CannedCompletion completion = completion(request, meant, Pacing.UNPACED);
        boolean isOnlyRaw = isInexpressible(meant) || isInexpressible(clean.path("output"));
        return new Answered(call, sent, request, completion, new Answered.Raw(text, ".json"), isOnlyRaw);
    }

    private Answered streamed(RecordedCall call, ChatRequest sent, ChatRequest request, String body)
            throws UnusableException {
        StreamTiming timing = StreamTiming.of(call.arrivals());
        ObjectNode joined = joined(chunks(body));
        ObjectNode clean = redactor.clean(joined);
        ObjectNode meant = meant(sent, request, joined, clean);
        requireCompletion(meant);
        List<Duration> gaps = options.isTimed() ? timing.gaps() : List.of();
        Pacing pacing = gaps.isEmpty() ? Pacing.UNPACED : paced(gaps);
        String text = redactor.cleanBody(timing.transcript(options.isTimed()));
        // a secret that no one knows, spread over chunks, is only found in the joined text
        ObjectNode kept = joined(chunks(text));
        boolean isSafe = !redactor.hasSecret(text) && redactor.clean(kept).equals(kept);
        return new Answered(
                call,
                sent,
                request,
                completion(request, meant, pacing),
                isSafe ? new Answered.Raw(text, ".sse") : null,
                isInexpressible(meant) || isInexpressible(clean.path("output")));
    }

    private static ObjectNode joined(List<JsonNode> chunks) {
        return ResponseEvents.areIn(chunks) ? ResponseEvents.join(chunks) : ChunkJoiner.join(chunks);
    }

    /** Returns the chat completion that an answer is or means. Later requests may refer to the items of a Response. */
    private ObjectNode meant(ChatRequest sent, ChatRequest request, ObjectNode answer, ObjectNode clean) {
        if (request.endpoint() == ChatEndpoint.CHAT_COMPLETIONS) {
            return clean;
        }
        sentItems.add(sent.sentBody(), answer);
        cleanItems.add(request.sentBody(), clean);
        return ChatAnswer.of(clean);
    }

    /** Whether a Response has items that a contract can only say with a stub: of built-in tools, or several messages. */
    private static boolean isInexpressible(JsonNode output) {
        long messages = Json.values(output)
                .filter(item -> item.path("type").asText("").equals("message"))
                .count();
        return messages > 1
                || Json.values(output)
                        .anyMatch(
                                item -> !EXPRESSIBLE.contains(item.path("type").asText("")));
    }

    private static Pacing paced(List<Duration> gaps) {
        Pacing usual = Pacing.UNPACED;
        return new Pacing(usual.cut(), Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, gaps, usual.form());
    }

    private static List<JsonNode> chunks(String body) throws UnusableException {
        List<JsonNode> chunks = new ArrayList<>();
        for (SseEvent event : SseReader.readAll(body)) {
            String data = event.data();
            if (data != null && !data.isBlank() && !data.strip().equals(SseEvent.DONE)) {
                JsonNode chunk = parsed(data);
                if (!chunk.isObject()) {
                    throw new UnusableException("an event of its stream is not a JSON object");
                }
                chunks.add(chunk);
            }
        }
        return chunks;
    }

    private static JsonNode parsed(String text) throws UnusableException {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new UnusableException("its answer is not JSON");
        }
    }

    private static void requireCompletion(ObjectNode whole) throws UnusableException {
        if (whole.hasNonNull("error")) {
            throw new UnusableException("its answer ends with an error");
        }
        if (whole.path("choices").isEmpty()) {
            throw new UnusableException("its answer has no choices");
        }
        for (JsonNode choice : whole.path("choices")) {
            if (!choice.path("finish_reason").isTextual()) {
                throw new UnusableException("its answer has no finish reason");
            }
        }
    }

    /** Whether a completion says what a contract can only say with a stub: other reasons for its end, arguments that are not JSON. */
    private static boolean isInexpressible(ObjectNode whole) {
        for (JsonNode choice : whole.path("choices")) {
            if (FinishReason.ofWire(choice.path("finish_reason").asText("")).isEmpty()) {
                return true;
            }
            for (JsonNode call : choice.path("message").path("tool_calls")) {
                JsonNode arguments = call.path("function").path("arguments");
                if (arguments.isTextual() && !isJson(arguments.textValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isJson(String text) {
        try {
            return !Json.parse(text.isBlank() ? "{}" : text).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private CannedCompletion completion(ChatRequest request, ObjectNode whole, Pacing pacing) {
        CannedCompletion read = RecordedReading.of(new RecordedAnswer(whole, null, List.of()));
        String model = read.identity().model();
        boolean isEchoed = model == null || model.isBlank() || model.equals(request.model());
        return new CannedCompletion(
                read.choices().stream().map(choice -> choice(choice, request)).toList(),
                usage(read.usage(), whole.path("usage")),
                new CannedCompletion.Identity(null, null, isEchoed ? null : model, null, null),
                Delay.NONE,
                pacing,
                CannedResponse.Head.OK,
                null);
    }

    /** Returns the counts. Some providers do not count reasoning as part of the completion, only of the total. */
    private static @Nullable CannedUsage usage(@Nullable CannedUsage read, JsonNode sent) {
        int reasoning =
                sent.path("completion_tokens_details").path("reasoning_tokens").asInt();
        int prompt = sent.path("prompt_tokens").asInt();
        int completion = sent.path("completion_tokens").asInt();
        boolean isApart = reasoning > 0 && sent.path("total_tokens").asInt() == prompt + completion + reasoning;
        return read == null || !isApart
                ? read
                : new CannedUsage(prompt, completion + reasoning, reasoning, read.cachedTokens());
    }

    private CannedChoice choice(CannedChoice choice, ChatRequest request) {
        List<CannedToolCall> calls = choice.toolCalls().stream()
                .map(call ->
                        options.isExact() ? call : new CannedToolCall(call.kind(), null, call.name(), call.arguments()))
                .toList();
        // the mock may count more tokens than the provider did, and then truncate a text that was complete
        boolean isInferred = request.tokenLimit() == Integer.MAX_VALUE && choice.finishReason() == usualEnd(choice);
        return new CannedChoice(message(choice.message(), calls), isInferred ? null : choice.finishReason(), null);
    }

    /** Returns the message with these calls, without members that some providers send although they are empty. */
    private static CannedMessage message(CannedMessage message, List<CannedToolCall> calls) {
        String reasoning = message.reasoning();
        CannedMessage.Audio audio = message.audio();
        return new CannedMessage(
                message.content() == null && message.audio() != null ? "" : message.content(),
                calls,
                message.functionCall(),
                message.refusal(),
                reasoning == null || reasoning.isBlank() ? null : reasoning,
                message.annotations(),
                audio == null || audio.data().isEmpty() ? null : audio);
    }

    private static @Nullable FinishReason usualEnd(CannedChoice choice) {
        if (choice.message().functionCall() != null) {
            return FinishReason.FUNCTION_CALL;
        }
        return choice.toolCalls().isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
    }

    private static CannedError error(RecordedCall call, ObjectNode answer) {
        Duration retryAfter = seconds(call.responseHeaders().get("retry-after"));
        return new CannedError(
                null, RecordedReading.error(call.status(), answer), retryAfter, Delay.NONE, Map.of(), null);
    }

    private static @Nullable Duration seconds(@Nullable String text) {
        return text == null ? null : Durations.parse(text.strip() + "s").orElse(null);
    }
}
