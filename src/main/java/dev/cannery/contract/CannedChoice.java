package dev.cannery.contract;

import dev.cannery.chat.FinishReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a completion.
 *
 * @param content the text, null for none
 * @param toolCalls the tool calls, in order
 * @param refusal the text of a refusal, null for none
 * @param finishReason why the choice ended, null to infer it
 */
public record CannedChoice(
        @Nullable String content,
        List<CannedToolCall> toolCalls,
        @Nullable String refusal,
        @Nullable FinishReason finishReason) {
    public CannedChoice {
        toolCalls = List.copyOf(toolCalls);
        if (content == null && toolCalls.isEmpty() && refusal == null) {
            throw new IllegalArgumentException("an answer needs content, json, tool_calls or a refusal");
        }
    }
}
