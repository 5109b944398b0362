package dev.cannery.internal.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.wire.Json;
import java.util.List;

/** Compares the tool calls in a request with those of the canned response. */
public final class ReplayedCalls {
    private ReplayedCalls() {}

    /** Whether an assistant message has exactly these calls, in order; arguments are compared as JSON. */
    public static boolean areIn(List<CannedToolCall> given, JsonNode message) {
        JsonNode calls = message.path("tool_calls");
        if (calls.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            if (!isSame(given.get(i), calls.path(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(CannedToolCall given, JsonNode call) {
        JsonNode called = call.path(given.kind().wire());
        return isSameCalled(given, called)
                && (given.id() == null || given.id().equals(call.path("id").asText("")));
    }

    /** Whether this member has the same tool name and arguments; a legacy call has nothing else. */
    public static boolean isSameCalled(CannedToolCall given, JsonNode called) {
        String arguments = called.path(given.kind().argumentsName()).asText("");
        return given.name().equals(called.path("name").asText("")) && isSameArguments(given.arguments(), arguments);
    }

    /** Compares arguments as JSON, because clients may parse and print them again, and anything else as text. */
    private static boolean isSameArguments(String given, String sent) {
        if (given.equals(sent)) {
            return true;
        }
        try {
            // JavaScript prints 18.0 as 18, so numbers are compared by value
            return new Literal(Json.parse(given)).equals(new Literal(Json.parse(sent)));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
