package dev.cannery.internal.response;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.CharacterBreaks;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedMessage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Truncates the message of a choice as the request demands: before a stop sequence, or when its token limit is reached.
 */
final class ResponseTruncator {
    private final TokenCounter tokens;
    private final UsageCounter usages;

    ResponseTruncator(TokenCounter tokens, UsageCounter usages) {
        this.tokens = tokens;
        this.usages = usages;
    }

    /**
     * A message after truncation.
     *
     * @param message what remains of the message
     * @param finishReason why the message ends where it does, null when it was not truncated
     * @param limit the token limit that ended it, with the reasoning that it does not count, which is then its exact token
     *     count; null when no limit ended it
     */
    record Cut(
            CannedMessage message,
            @Nullable FinishReason finishReason,
            @Nullable Integer limit) {}

    /**
     * Truncates a choice at the limits of the request. A choice with its own finish reason is returned whole.
     *
     * @param thought the number of tokens that are spent on reasoning before
     */
    Cut cut(CannedChoice choice, ChatRequest request, int thought) {
        CannedMessage message = choice.message();
        if (choice.finishReason() != null) {
            return new Cut(message, choice.finishReason(), null);
        }
        CannedMessage stopped = beforeStop(message, request.field("stop"));
        int limit = request.tokenLimit();
        if (limit == Integer.MAX_VALUE || thought + usages.ofMessage(stopped, request) <= limit) {
            return new Cut(
                    stopped, Objects.equals(stopped.content(), message.content()) ? null : FinishReason.STOP, null);
        }
        TokenBudget budget = new TokenBudget(tokens, usages, request, Math.max(0, limit - thought));
        return new Cut(budget.spendOn(stopped), FinishReason.LENGTH, limit);
    }

    /**
     * Truncates a choice of a provider whose limits do not count the reasoning.
     *
     * @param thought the number of tokens that are spent on reasoning that is not shown
     */
    Cut cutAfterReasoning(CannedChoice choice, ChatRequest request, int thought) {
        CannedMessage message = choice.message();
        Cut cut = cut(
                new CannedChoice(message.withReasoning(null), choice.finishReason(), choice.logprobs()), request, 0);
        Integer limit = cut.limit();
        return new Cut(
                cut.message().withReasoning(message.reasoning()),
                cut.finishReason(),
                limit == null ? null : limit + thought + usages.ofReasoning(message, request));
    }

    private static CannedMessage beforeStop(CannedMessage message, JsonNode stop) {
        String content = message.content();
        if (content == null || stop.isMissingNode()) {
            return message;
        }
        int end = content.length();
        CharacterBreaks breaks = CharacterBreaks.of(content);
        for (JsonNode sequence : stop.isTextual() ? List.of(stop) : stop) {
            int found = indexOf(sequence.asText(""), content, breaks);
            end = found < 0 ? end : Math.min(end, found);
        }
        return end == content.length()
                ? message
                : new CannedMessage(
                        content.substring(0, end),
                        List.of(),
                        null,
                        null,
                        message.reasoning(),
                        message.annotations(),
                        null);
    }

    /** Returns where the sequence begins, ignoring matches inside a character; -1 when it is empty or absent. */
    private static int indexOf(String sequence, String content, CharacterBreaks breaks) {
        int found = sequence.isEmpty() ? -1 : content.indexOf(sequence);
        while (found >= 0 && !breaks.isBreak(found)) {
            found = content.indexOf(sequence, found + 1);
        }
        return found;
    }
}
