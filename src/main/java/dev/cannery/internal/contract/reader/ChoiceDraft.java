package dev.cannery.internal.contract.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of one choice and what has been read of it so far. */
final class ChoiceDraft {
    static final List<Key<ChoiceDraft>> KEYS = List.of(
            new Key<>("content", ValueForm.TEXT, (draft, value, scope) -> draft.content(value, scope)),
            new Key<>("json", ValueForm.ANYTHING, (draft, value, scope) -> draft.json(value, scope)),
            new Key<>(
                    "tool_calls",
                    ValueForm.TOOL_CALLS,
                    (draft, value, scope) -> draft.toolCalls.addAll(ToolCallReader.read(value, scope))),
            new Key<>(
                    "function_call",
                    ValueForm.TOOL_CALL,
                    (draft, value, scope) -> draft.functionCall = ToolCallReader.readLegacy(value, scope)),
            new Key<>(
                    "refusal",
                    ValueForm.NAME,
                    (draft, value, scope) -> draft.refusal = Values.nonEmptyText(value, scope)),
            new Key<>(
                    "reasoning",
                    ValueForm.NAME,
                    (draft, value, scope) -> draft.reasoning = Values.nonEmptyText(value, scope)),
            new Key<>("annotations", ValueForm.MAPS, (draft, value, scope) -> draft.annotations(value, scope)),
            new Key<>("audio", ValueForm.AUDIO, (draft, value, scope) -> draft.audio = AudioReader.read(value, scope)),
            new Key<>(
                    "finish_reason",
                    ValueForm.FINISH_REASON,
                    (draft, value, scope) -> draft.finishReason(value, scope)),
            new Key<>(
                    "logprobs",
                    ValueForm.LOGPROBS,
                    (draft, value, scope) -> draft.logprobs = LogprobsReader.read(value, scope)));

    private final List<CannedToolCall> toolCalls = new ArrayList<>();
    private final List<ObjectNode> annotations = new ArrayList<>();
    private @Nullable String content;
    private @Nullable CannedToolCall functionCall;
    private @Nullable String refusal;
    private @Nullable String reasoning;
    private CannedMessage.@Nullable Audio audio;
    private @Nullable FinishReason finishReason;
    private @Nullable ObjectNode logprobs;

    private void content(SourceNode value, Scope scope) {
        takeContent(Values.text(value, scope), value, scope);
    }

    private void json(SourceNode value, Scope scope) {
        takeContent(Json.compact(value.toJson()), value, scope);
    }

    private void takeContent(@Nullable String text, SourceNode value, Scope scope) {
        if (content != null) {
            scope.complain(value, "an answer has either 'content' or 'json', not both");
        }
        content = text;
    }

    private void annotations(SourceNode value, Scope scope) {
        Values.forEach(value, scope, (item, itemScope) -> {
            if (item.toJson() instanceof ObjectNode annotation) {
                annotations.add(annotation);
            } else {
                itemScope.complain(item, "an annotation must be a map, was " + item.phrase());
            }
        });
    }

    private void finishReason(SourceNode value, Scope scope) {
        String word = Values.text(value, scope);
        if (word != null) {
            finishReason = FinishReason.ofWire(word).orElse(null);
            if (finishReason == null) {
                scope.complain(value, UnknownWord.sentence("finish reason", word, FinishReason.words()));
            }
        }
    }

    /** Whether no key of a choice was there. */
    boolean isBlank() {
        boolean silent = content == null && refusal == null && reasoning == null && audio == null;
        return silent && toolCalls.isEmpty() && functionCall == null && annotations.isEmpty() && finishReason == null;
    }

    CannedChoice toChoice() {
        return new CannedChoice(
                new CannedMessage(content, toolCalls, functionCall, refusal, reasoning, annotations, audio),
                finishReason,
                logprobs);
    }
}
