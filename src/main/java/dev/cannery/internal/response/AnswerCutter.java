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
 * Ends what a choice says where the request ends it: ahead of a stop sequence, or when its token limit is used up. What
 * would have come behind the cut is never said.
 */
final class AnswerCutter {
    private final TokenCounter tokens;
    private final UsageCounter usages;

    AnswerCutter(TokenCounter tokens, UsageCounter usages) {
        this.tokens = tokens;
        this.usages = usages;
    }

    /**
     * What is left of a message.
     *
     * @param message what is still said
     * @param finishReason why the message ends where it does, null when nothing ended it early
     * @param limit the token limit that ended it, all of it used, null when none did
     */
    record Cut(
            CannedMessage message,
            @Nullable FinishReason finishReason,
            @Nullable Integer limit) {}

    /** What the request leaves of a choice; all of it when the choice says itself why it ends. */
    Cut cut(CannedChoice choice, ChatRequest request) {
        CannedMessage said = choice.message();
        if (choice.finishReason() != null) {
            return new Cut(said, choice.finishReason(), null);
        }
        CannedMessage stopped = beforeStop(said, request.field("stop"));
        int limit = limitOf(request);
        if (limit == Integer.MAX_VALUE || usages.ofMessage(stopped, request) <= limit) {
            return new Cut(stopped, Objects.equals(stopped.content(), said.content()) ? null : FinishReason.STOP, null);
        }
        return new Cut(new TokenBudget(tokens, usages, request, limit).spendOn(stopped), FinishReason.LENGTH, limit);
    }

    private static int limitOf(ChatRequest request) {
        for (String name : List.of("max_completion_tokens", "max_tokens")) {
            JsonNode limit = request.field(name);
            if (limit.canConvertToInt() && limit.isIntegralNumber() && limit.intValue() > 0) {
                return limit.intValue();
            }
        }
        return Integer.MAX_VALUE;
    }

    private static CannedMessage beforeStop(CannedMessage said, JsonNode stop) {
        String content = said.content();
        if (content == null || stop.isMissingNode()) {
            return said;
        }
        int end = content.length();
        CharacterBreaks breaks = CharacterBreaks.of(content);
        for (JsonNode sequence : stop.isTextual() ? List.of(stop) : stop) {
            int found = indexOf(sequence.asText(""), content, breaks);
            end = found < 0 ? end : Math.min(end, found);
        }
        return end == content.length()
                ? said
                : new CannedMessage(
                        content.substring(0, end), List.of(), null, null, said.reasoning(), said.annotations(), null);
    }

    /** Where the sequence begins, but not inside a character; -1 when it is empty or nowhere. */
    private static int indexOf(String sequence, String content, CharacterBreaks breaks) {
        int found = sequence.isEmpty() ? -1 : content.indexOf(sequence);
        while (found >= 0 && !breaks.isBreak(found)) {
            found = content.indexOf(sequence, found + 1);
        }
        return found;
    }
}
