package dev.cannery.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.FinishReason;
import dev.cannery.chat.Json;
import dev.cannery.contract.CannedChoice;
import dev.cannery.contract.CannedMessage;
import dev.cannery.contract.CannedToolCall;
import dev.cannery.source.OneLine;
import dev.cannery.source.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What has been read of one choice so far: a message, or deltas to be joined. */
final class StubChoice {
    /** The keys of a choice. */
    static final List<Key<StubChoice>> KEYS = List.of(
            StubDraft.key("index", (draft, value, scope) -> {}),
            StubDraft.key("message", StubChoice::message),
            StubDraft.key("delta", StubChoice::message),
            StubDraft.key("finish_reason", StubChoice::finishReason),
            StubDraft.key("logprobs", StubChoice::logprobs));

    private static final List<Key<StubChoice>> MESSAGE_KEYS = List.of(
            StubDraft.key("role", (draft, value, scope) -> {}),
            StubDraft.text("content", (draft, text) -> draft.content.grow(text)),
            StubDraft.text("refusal", (draft, text) -> draft.refusal.grow(text)),
            StubDraft.text("reasoning_content", (draft, text) -> draft.reasoning.grow(text)),
            StubDraft.key("tool_calls", (draft, value, scope) -> Values.forEach(value, scope, draft::toolCall)),
            StubDraft.key(
                    "function_call",
                    (draft, value, scope) -> draft.functionCall = StubCall.grown(draft.functionCall, value, scope)),
            StubDraft.key("annotations", (draft, value, scope) -> Values.forEach(value, scope, draft::annotation)),
            StubDraft.key("audio", (draft, value, scope) -> draft.audio = StubAudio.grown(draft.audio, value, scope)));

    private static final List<Key<ObjectNode>> LOGPROBS_KEYS = List.of(tokens("content"), tokens("refusal"));

    private final StubText content = new StubText();
    private final StubText refusal = new StubText();
    private final StubText reasoning = new StubText();
    private final Map<Integer, StubCall> calls = new TreeMap<>();
    private final List<ObjectNode> annotations = new ArrayList<>();
    private @Nullable StubCall functionCall;
    private @Nullable StubAudio audio;
    private @Nullable FinishReason finishReason;
    private @Nullable ObjectNode logprobs;

    private static Key<ObjectNode> tokens(String word) {
        return StubDraft.key(word, (logprobs, value, scope) -> LogprobsReader.add(logprobs, word, value, scope));
    }

    private ObjectNode startLogprobs() {
        if (logprobs == null) {
            logprobs = Json.object().putNull("content").putNull("refusal");
        }
        return logprobs;
    }

    private static void message(StubChoice draft, SourceNode value, Scope scope) {
        Key.readAll("a message", MESSAGE_KEYS, value, scope, draft);
    }

    private static void logprobs(StubChoice draft, SourceNode value, Scope scope) {
        Key.readAll("logprobs", LOGPROBS_KEYS, value, scope, draft.startLogprobs());
    }

    private static void finishReason(StubChoice draft, SourceNode value, Scope scope) {
        String word = Values.text(value, scope);
        if (word != null) {
            FinishReason.ofWire(word)
                    .ifPresentOrElse(
                            reason -> draft.finishReason = reason,
                            () -> scope.complain(value, "unknown finish reason '" + OneLine.value(word) + "'"));
        }
    }

    private void toolCall(SourceNode value, Scope scope) {
        JsonNode index = value.toJson().path("index");
        int place = index.isIntegralNumber() ? index.intValue() : calls.size();
        calls.put(place, StubCall.grown(calls.get(place), value, scope));
    }

    private void annotation(SourceNode value, Scope scope) {
        if (value.toJson() instanceof ObjectNode annotation) {
            annotations.add(annotation);
        } else {
            scope.complain(value, "an annotation is a map, was " + value.phrase());
        }
    }

    /** How many deltas of a stream have been read so far, as this server would cut them. */
    int deltaCount() {
        int openings = opensInItsFirstDelta() ? 0 : callCount() + (audio == null ? 0 : 1);
        int ending = finishReason == null ? 0 : 1;
        return 1 + openings + pieces().size() + ending;
    }

    private int callCount() {
        return calls.size() + (functionCall == null ? 0 : 1);
    }

    private boolean opensInItsFirstDelta() {
        return callCount() == 1
                && content.pieces().isEmpty()
                && refusal.pieces().isEmpty()
                && audio == null;
    }

    /** The pieces of all texts, in the order in which they are streamed. */
    List<String> pieces() {
        List<String> pieces = new ArrayList<>(reasoning.pieces());
        pieces.addAll(content.pieces());
        pieces.addAll(refusal.pieces());
        calls.values().forEach(call -> pieces.addAll(call.pieces()));
        if (functionCall != null) {
            pieces.addAll(functionCall.pieces());
        }
        if (audio != null) {
            pieces.addAll(audio.pieces());
        }
        return pieces;
    }

    /** The choice; a recorded empty content beside something else says nothing. */
    CannedChoice toChoice() {
        List<CannedToolCall> canned =
                calls.values().stream().map(StubCall::toToolCall).toList();
        CannedToolCall legacy = functionCall == null ? null : functionCall.toToolCall();
        boolean saysMore = !canned.isEmpty() || legacy != null || audio != null || !refusal.isEmpty();
        CannedMessage message = new CannedMessage(
                content.isEmpty() && saysMore ? null : content.text(),
                canned,
                legacy,
                refusal.isEmpty() ? null : refusal.text(),
                reasoning.isEmpty() ? null : reasoning.text(),
                annotations,
                audio == null ? null : audio.toAudio());
        return new CannedChoice(message, finishReason, logprobs);
    }
}
