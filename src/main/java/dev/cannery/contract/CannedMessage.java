package dev.cannery.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one choice says.
 *
 * @param content the text, null for none
 * @param toolCalls the tool calls, in order
 * @param refusal the text of a refusal, null for none
 */
public record CannedMessage(
        @Nullable String content,
        List<CannedToolCall> toolCalls,
        @Nullable String refusal) {
    public CannedMessage {
        toolCalls = List.copyOf(toolCalls);
        if (content == null && toolCalls.isEmpty() && refusal == null) {
            throw new IllegalArgumentException("an answer needs content, json, tool_calls or a refusal");
        }
    }
}
