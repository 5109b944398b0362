package dev.cannery.internal.response;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.OutputForm.Added;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Determines the token counts that a response reports: as given in the contract, otherwise counted. */
final class UsageCounter {
    private static final int PER_REFUSAL = 1;
    /** Recorded from Azure deployments for 54 of 58 texts of gpt-4o and gpt-4.1, and likewise for calls and other models. */
    private static final int PER_ANSWER_OF_AZURE = 1;

    private final TokenCounter tokens;
    private final Map<Added, Integer> added;
    private final boolean reasons;

    /** Creates the counter of chat completions. */
    UsageCounter(TokenCounter tokens) {
        this(tokens, Map.of(), false);
    }

    /**
     * Creates the counter of a Response.
     *
     * @param added how many tokens the model adds to those of the words; empty to count as in a chat completion
     * @param reasons whether it reasons before it answers
     */
    UsageCounter(TokenCounter tokens, Map<Added, Integer> added, boolean reasons) {
        this.tokens = tokens;
        this.added = added;
        this.reasons = reasons;
    }

    /** Returns the counter of the tokens of texts. */
    TokenCounter tokens() {
        return tokens;
    }

    private int added(Added what) {
        return added.getOrDefault(what, 0);
    }

    /** Returns the tokens that the end of a text or of calls takes, which are not spent if a limit ends it. */
    int end() {
        return added(Added.END);
    }

    CannedUsage usage(CannedCompletion completion, List<RenderedChoice> choices, ChatRequest request) {
        CannedUsage given = completion.usage();
        boolean isCut = choices.stream().anyMatch(choice -> choice.thought() > 0 && choice.cutAt() != null);
        if (given != null && !given.isOnlyReasoning() && !isCut) {
            return given;
        }
        int answered = 0;
        int reasoned = 0;
        for (RenderedChoice choice : choices) {
            Integer cutAt = choice.cutAt();
            answered += cutAt == null ? choice.thought() + ofMessage(choice.message(), request) : cutAt;
            reasoned += choice.thought() + ofReasoning(choice.message(), request);
        }
        return given == null
                ? new CannedUsage(tokens.promptTokens(request), answered, reasoned, 0)
                : of(given, answered, reasoned, request);
    }

    /** Returns the given counts with those of an answer that reasoning left no room for, or of which only the reasoning is given. */
    private CannedUsage of(CannedUsage given, int answered, int reasoned, ChatRequest request) {
        int prompt = given.isOnlyReasoning() ? tokens.promptTokens(request) : given.promptTokens();
        return new CannedUsage(prompt, answered, reasoned, given.cachedTokens());
    }

    /** Returns the tokens of a message, including those that a model adds around it. */
    int ofMessage(CannedMessage message, ChatRequest request) {
        int count = ofText(message.content(), request) + ofText(message.refusal(), request) + ofCalls(message, request);
        if (message.refusal() != null) {
            count += added.isEmpty() ? PER_REFUSAL : added(Added.REFUSAL);
        }
        if (reasons || message.reasoning() != null) {
            count += added(Added.REASONING);
        }
        if (message.audio() != null) {
            count += tokens.tokens(request.model(), message.audio().transcript());
        }
        return count + ofReasoning(message, request) + (request.isToDeployment() ? PER_ANSWER_OF_AZURE : 0);
    }

    /** Returns the tokens of a text in this response; 0 when it is null or empty. */
    int ofText(@Nullable String text, ChatRequest request) {
        if (!added.isEmpty()) {
            return text == null || text.isEmpty()
                    ? 0
                    : tokens.tokens(request.model(), text) + added(aroundText(request)) + end();
        }
        int count = tokens.textTokens(request.model(), text);
        return count > 0 && offersTools(request)
                ? count + tokens.besideTools(request.model(), wantsSchema(request))
                : count;
    }

    private static boolean offersTools(ChatRequest request) {
        return !(request.field("tools").isEmpty() && request.field("functions").isEmpty());
    }

    private static boolean wantsSchema(ChatRequest request) {
        return request.field("response_format").path("type").asText("").equals("json_schema");
    }

    private static Added aroundText(ChatRequest request) {
        boolean wantsSchema = wantsSchema(request);
        if (offersTools(request)) {
            return wantsSchema ? Added.BY_SCHEMA_BESIDE_TOOLS : Added.BESIDE_TOOLS;
        }
        return wantsSchema ? Added.BY_SCHEMA : Added.TEXT;
    }

    /** Returns the tokens of the reasoning that a message shows. */
    int ofReasoning(CannedMessage message, ChatRequest request) {
        return message.reasoning() == null ? 0 : tokens.tokens(request.model(), message.reasoning());
    }

    /** Returns the tokens of a message's calls. */
    int ofCalls(CannedMessage message, ChatRequest request) {
        List<CannedToolCall> made = callsOf(message);
        if (made.isEmpty()) {
            return 0;
        }
        List<TokenCounter.Call> calls = made.stream()
                .map(call -> new TokenCounter.Call(call.name(), call.arguments()))
                .toList();
        boolean isForced = RenderedChoice.isCallForced(request);
        return added.isEmpty()
                ? tokens.callTokens(request.model(), calls, isForced)
                : inResponse(calls, isForced || isOnlyTool(request), request.model()) + end();
    }

    /** Whether a call is required and one tool offered: its name is then not written either (24 of 24 recorded). */
    private static boolean isOnlyTool(ChatRequest request) {
        return request.field("tools").size() == 1
                && request.field("tool_choice").asText("").equals("required");
    }

    private int inResponse(List<TokenCounter.Call> calls, boolean isForced, String model) {
        if (calls.size() > 1) {
            return added(Added.PARALLEL_CALLS) + tokens.wrappedTokens(model, calls);
        }
        TokenCounter.Call call = calls.get(0);
        int arguments = tokens.tokens(model, call.arguments());
        return isForced && added.containsKey(Added.FORCED_ARGUMENTS)
                ? added(Added.FORCED_ARGUMENTS) + arguments
                : added(isForced ? Added.FORCED_CALL : Added.CALL) + tokens.tokens(model, call.name()) + arguments;
    }

    /** Returns the tokens of each call of a message besides its arguments, rounded up. */
    int aroundCall(CannedMessage message, ChatRequest request) {
        List<CannedToolCall> made = callsOf(message);
        int arguments = 0;
        for (CannedToolCall call : made) {
            arguments += tokens.tokens(request.model(), call.arguments());
        }
        int around = Math.max(0, ofCalls(message, request) - end() - arguments);
        return made.isEmpty() ? 0 : (around + made.size() - 1) / made.size();
    }

    private static List<CannedToolCall> callsOf(CannedMessage message) {
        if (message.functionCall() == null) {
            return message.toolCalls();
        }
        List<CannedToolCall> calls = new ArrayList<>(message.toolCalls());
        calls.add(message.functionCall());
        return calls;
    }
}
