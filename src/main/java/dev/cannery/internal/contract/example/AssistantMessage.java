package dev.cannery.internal.contract.example;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.wire.Json;

/** Converts a canned choice to an assistant message in the API's format. */
public final class AssistantMessage {
    private AssistantMessage() {}

    /** Returns the message of a choice in this turn, counted from 0; calls without an id are numbered. */
    public static ObjectNode of(CannedChoice choice, int turn) {
        ObjectNode message = Json.object().put("role", "assistant").put("content", choice.content());
        for (int i = 0; i < choice.toolCalls().size(); i++) {
            CannedToolCall call = choice.toolCalls().get(i);
            String id = call.id() == null ? "call_" + (turn + 1) + "_" + (i + 1) : call.id();
            String kind = call.kind().wire();
            message.withArray("tool_calls")
                    .addObject()
                    .put("id", id)
                    .put("type", kind)
                    .putObject(kind)
                    .put("name", call.name())
                    .put(call.kind().argumentsName(), call.arguments());
        }
        CannedToolCall legacyCall = choice.message().functionCall();
        if (legacyCall != null) {
            message.putObject("function_call").put("name", legacyCall.name()).put("arguments", legacyCall.arguments());
        }
        return choice.refusal() == null ? message : message.put("refusal", choice.refusal());
    }
}
