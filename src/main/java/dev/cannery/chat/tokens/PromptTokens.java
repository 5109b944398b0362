package dev.cannery.chat.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.MessageText;
import java.util.function.ToIntFunction;

/**
 * What a request costs: three tokens ahead of the answer, three around each message, and the texts of the messages.
 *
 * <p>The formula is the published cookbook's; that reasoning models report one token less was found in recorded answers.
 */
final class PromptTokens {
    private static final int PRIMING = 3;
    private static final int PER_MESSAGE = 3;
    /** Beside its own tokens; all that a name costs which only repeats the role. */
    private static final int PER_NAME = 1;

    private static final int PER_CALL = 7;
    /** Several calls of one message are written as one call of a wrapper. */
    private static final int PER_PARALLEL_CALL = 14;

    private final ModelFamily family;
    private final ToIntFunction<String> tokens;

    PromptTokens(ModelFamily family, ToIntFunction<String> tokens) {
        this.family = family;
        this.tokens = tokens;
    }

    int of(ChatRequest request) {
        int count = family.reasons() ? PRIMING - 1 : PRIMING;
        for (JsonNode message : request.messages()) {
            count += ofMessage(message);
        }
        return count + new ToolTokens(family, tokens).of(request);
    }

    private int ofMessage(JsonNode message) {
        int count = PER_MESSAGE + ofText(message.path("role")) + ofText(MessageText.ofContent(message.path("content")));
        JsonNode name = message.path("name");
        if (name.isTextual()) {
            count += name.equals(message.path("role")) ? PER_NAME : PER_NAME + ofText(name);
        }
        JsonNode calls = message.path("tool_calls");
        for (JsonNode call : calls) {
            count += ofCall(call.path("function"), calls.size() > 1);
        }
        JsonNode legacyCall = message.path("function_call");
        return legacyCall.isObject() ? count + ofCall(legacyCall, false) : count;
    }

    private int ofCall(JsonNode function, boolean parallel) {
        return aroundCall(parallel) + ofText(function.path("name")) + ofText(function.path("arguments"));
    }

    /** What a call costs beside its name and arguments, in a request's history as in an answer. */
    static int aroundCall(boolean parallel) {
        return parallel ? PER_PARALLEL_CALL : PER_CALL;
    }

    private int ofText(JsonNode text) {
        return text.isTextual() ? tokens.applyAsInt(text.textValue()) : 0;
    }
}
