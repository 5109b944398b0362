package dev.cannery.internal.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a completion.
 *
 * @param message what it says
 * @param finishReason why the choice ended, null to infer it; given, nothing is cut from what the choice says
 * @param logprobs how likely its tokens were, as on the wire and not to be changed; null to derive it when it is asked for
 */
public record CannedChoice(
        CannedMessage message,
        @Nullable FinishReason finishReason,
        @Nullable ObjectNode logprobs) {
    /** A message with nothing given of its tokens. */
    public CannedChoice(CannedMessage message, @Nullable FinishReason finishReason) {
        this(message, finishReason, null);
    }

    /** A choice of a text, tool calls or a refusal. */
    public CannedChoice(
            @Nullable String content,
            List<CannedToolCall> toolCalls,
            @Nullable String refusal,
            @Nullable FinishReason finishReason) {
        this(new CannedMessage(content, toolCalls, refusal), finishReason);
    }

    /** The text, null for none. */
    public @Nullable String content() {
        return message.content();
    }

    /** The tool calls, in order. */
    public List<CannedToolCall> toolCalls() {
        return message.toolCalls();
    }

    /** The text of a refusal, null for none. */
    public @Nullable String refusal() {
        return message.refusal();
    }
}
