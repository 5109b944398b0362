package dev.cannery.internal.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a completion.
 *
 * @param message the message
 * @param finishReason why the choice ended, null to infer it; a choice with a finish reason is never truncated
 * @param logprobs the log probabilities of its tokens in the API's format, not to be modified; null to derive them on request
 */
public record CannedChoice(
        CannedMessage message,
        @Nullable FinishReason finishReason,
        @Nullable ObjectNode logprobs) {
    /** Creates a choice without log probabilities. */
    public CannedChoice(CannedMessage message, @Nullable FinishReason finishReason) {
        this(message, finishReason, null);
    }

    /** Creates a choice with a text, tool calls or a refusal. */
    public CannedChoice(
            @Nullable String content,
            List<CannedToolCall> toolCalls,
            @Nullable String refusal,
            @Nullable FinishReason finishReason) {
        this(new CannedMessage(content, toolCalls, refusal), finishReason);
    }

    /** Returns the same choice with another message, whose tokens are not known. */
    public CannedChoice withMessage(CannedMessage other) {
        return new CannedChoice(other, finishReason, null);
    }

    /** Returns the same choice with another reason for its end, null to infer it. */
    public CannedChoice ending(@Nullable FinishReason other) {
        return new CannedChoice(message, other, logprobs);
    }

    /** Returns the text, null for none. */
    public @Nullable String content() {
        return message.content();
    }

    /** Returns the tool calls, in order. */
    public List<CannedToolCall> toolCalls() {
        return message.toolCalls();
    }

    /** Returns the text of a refusal, null for none. */
    public @Nullable String refusal() {
        return message.refusal();
    }
}
