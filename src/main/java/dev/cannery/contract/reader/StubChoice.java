package dev.cannery.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.FinishReason;
import dev.cannery.contract.CannedChoice;
import dev.cannery.contract.CannedToolCall;
import dev.cannery.contract.Pacing;
import dev.cannery.source.OneLine;
import dev.cannery.source.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            StubDraft.empty("logprobs"));

    private static final List<Key<StubChoice>> MESSAGE_KEYS = List.of(
            StubDraft.key("role", (draft, value, scope) -> {}),
            StubDraft.text("content", (draft, text) -> draft.content = draft.grown(draft.content, text)),
            StubDraft.text("refusal", (draft, text) -> draft.refusal = draft.grown(draft.refusal, text)),
            StubDraft.key("tool_calls", (draft, value, scope) -> Values.forEach(value, scope, draft::toolCall)),
            StubDraft.empty("annotations"),
            StubDraft.empty("audio"),
            StubDraft.empty("function_call"),
            StubDraft.empty("reasoning_content"));

    private static final List<Key<Call>> CALL_KEYS = List.of(
            StubDraft.key("index", (draft, value, scope) -> {}),
            StubDraft.text("id", (draft, text) -> draft.id = text),
            StubDraft.key("type", StubChoice::type),
            StubDraft.key(
                    "function",
                    (draft, value, scope) -> Key.readAll("function", Call.FUNCTION_KEYS, value, scope, draft)));

    private final Map<Integer, Call> calls = new TreeMap<>();
    private final List<String> pieces = new ArrayList<>();
    private @Nullable String content;
    private @Nullable String refusal;
    private @Nullable FinishReason finishReason;

    private static String joined(@Nullable String text, String more) {
        return text == null ? more : text + more;
    }

    private String grown(@Nullable String text, String more) {
        keep(more);
        return joined(text, more);
    }

    private void keep(String piece) {
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
    }

    /** How many pieces of text have been read so far. */
    int pieceCount() {
        return pieces.size();
    }

    /** The pieces as they were recorded, if they are those of one text. */
    Optional<Pacing.Cut.ByPieces> cut() {
        Pacing.Cut.ByPieces cut = new Pacing.Cut.ByPieces(pieces);
        boolean isOfOne = cut.text().equals(content)
                || cut.text().equals(refusal)
                || calls.values().stream().anyMatch(call -> cut.text().equals(call.arguments));
        return isOfOne ? Optional.of(cut) : Optional.empty();
    }

    private static void message(StubChoice draft, SourceNode value, Scope scope) {
        Key.readAll("a message", MESSAGE_KEYS, value, scope, draft);
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

    private static void type(Call draft, SourceNode value, Scope scope) {
        if (!value.toJson().asText().equals("function")) {
            scope.complain(value, "only calls of functions can be served from a stub, was " + value.phrase());
        }
    }

    private void toolCall(SourceNode value, Scope scope) {
        JsonNode index = value.toJson().path("index");
        int place = index.isIntegralNumber() ? index.intValue() : calls.size();
        Call call = calls.computeIfAbsent(place, fresh -> new Call());
        int length = call.arguments.length();
        Key.readAll("a tool call", CALL_KEYS, value, scope, call);
        keep(call.arguments.substring(length));
    }

    /** The choice; a recorded empty content beside calls or a refusal says nothing. */
    CannedChoice toChoice() {
        List<CannedToolCall> canned =
                calls.values().stream().map(Call::toToolCall).toList();
        boolean saysNothing =
                content != null && content.isEmpty() && (!canned.isEmpty() || (refusal != null && !refusal.isEmpty()));
        String refused = refusal != null && refusal.isEmpty() ? null : refusal;
        return new CannedChoice(saysNothing ? null : content, canned, refused, finishReason);
    }

    private static final class Call {
        private static final List<Key<Call>> FUNCTION_KEYS = List.of(
                StubDraft.text("name", (draft, text) -> draft.name = joined(draft.name, text)),
                StubDraft.text("arguments", (draft, text) -> draft.arguments = draft.arguments + text));

        private @Nullable String id;
        private @Nullable String name;
        private String arguments = "";

        CannedToolCall toToolCall() {
            if (name == null) {
                throw new IllegalArgumentException("a tool call needs a name");
            }
            return new CannedToolCall(id, name, arguments);
        }
    }
}
