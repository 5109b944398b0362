package dev.cannery.internal.response;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens that one choice may spend, given out part by part: the part they do not suffice for breaks off, the rest is dropped. */
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

    /** What can be said of the message; an empty text when that is nothing. */
    CannedMessage spendOn(CannedMessage said) {
        String reasoning = spend(said.reasoning(), 0);
        String content = spend(said.content(), around(said.content()));
        String refusal = spend(said.refusal(), around(said.refusal()));
        List<CannedToolCall> calls = new ArrayList<>();
        int opening = usages.aroundCall(said, request);
        for (CannedToolCall call : said.toolCalls()) {
            CannedToolCall begun = spend(call, opening);
            if (begun != null) {
                calls.add(begun);
            }
        }
        CannedToolCall functionCall = said.functionCall() == null ? null : spend(said.functionCall(), opening);
        CannedMessage.Audio audio = said.audio() == null ? null : spend(said.audio());
        boolean silent = content == null && refusal == null && calls.isEmpty() && functionCall == null && audio == null;
        return new CannedMessage(
                silent ? "" : content, calls, functionCall, refusal, reasoning, said.annotations(), audio);
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
        return tokens.beginning(request.model(), text, left - around);
    }

    private @Nullable CannedToolCall spend(CannedToolCall call, int opening) {
        spent |= opening > left;
        String arguments = spend(call.arguments(), opening);
        return arguments == null ? null : call.withArguments(arguments);
    }

    /** A sound cannot be cut by words, so it is there as a whole or not. */
    private CannedMessage.@Nullable Audio spend(CannedMessage.Audio audio) {
        spend(audio.transcript(), 0);
        return spent ? null : audio;
    }

    /** What the model adds around a text. */
    private int around(@Nullable String text) {
        return text == null ? 0 : usages.ofText(text, request) - tokens.tokens(request.model(), text);
    }
}
