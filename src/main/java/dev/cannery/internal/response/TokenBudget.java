package dev.cannery.internal.response;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that one choice may spend. Parts are paid in order: the part that exceeds the budget is truncated, later ones are
 * dropped.
 */
final class TokenBudget {
    private final TokenCounter tokens;
    private final UsageCounter usages;
    private final ChatRequest request;
    private int left;
    private boolean spent;

    TokenBudget(TokenCounter tokens, UsageCounter usages, ChatRequest request, int limit) {
        this.tokens = tokens;
        this.usages = usages;
        this.request = request;
        this.left = limit;
    }

    /** Returns what the budget allows of the message; an empty text when that is nothing. */
    CannedMessage spendOn(CannedMessage message) {
        String reasoning = spend(message.reasoning(), 0);
        String content = spend(message.content(), around(message.content()));
        String refusal = spend(message.refusal(), around(message.refusal()));
        List<CannedToolCall> calls = new ArrayList<>();
        int opening = usages.aroundCall(message, request);
        for (CannedToolCall call : message.toolCalls()) {
            CannedToolCall begun = spend(call, opening);
            if (begun != null) {
                calls.add(begun);
            }
        }
        CannedToolCall functionCall = message.functionCall() == null ? null : spend(message.functionCall(), opening);
        CannedMessage.Audio audio = message.audio() == null ? null : spend(message.audio());
        boolean silent = content == null && refusal == null && calls.isEmpty() && functionCall == null && audio == null;
        return new CannedMessage(
                silent ? "" : content, calls, functionCall, refusal, reasoning, message.annotations(), audio);
    }

    private @Nullable String spend(@Nullable String text, int around) {
        if (text == null || spent) {
            return null;
        }
        int cost = around + tokens.tokens(request.model(), text);
        if (cost <= left) {
            left -= cost;
            return text;
        }
        spent = true;
        return tokens.beginning(request.model(), text, left - Math.max(0, around - usages.end()));
    }

    private @Nullable CannedToolCall spend(CannedToolCall call, int opening) {
        spent |= opening > left;
        String arguments = spend(call.arguments(), opening);
        return arguments == null ? null : call.withArguments(arguments);
    }

    /** Spends tokens on audio, which is kept whole or dropped because it cannot be cut by tokens. */
    private CannedMessage.@Nullable Audio spend(CannedMessage.Audio audio) {
        spend(audio.transcript(), 0);
        return spent ? null : audio;
    }

    /** Returns how many tokens the model adds around a text. */
    private int around(@Nullable String text) {
        return text == null ? 0 : usages.ofText(text, request) - tokens.tokens(request.model(), text);
    }
}
