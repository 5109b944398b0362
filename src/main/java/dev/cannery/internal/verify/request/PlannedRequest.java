package dev.cannery.internal.verify.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import java.util.Map;

/**
 * A request of an interaction, ready to be sent as a consumer would.
 *
 * @param turn the index of its turn, from 0
 * @param body the body, not to be changed
 * @param headers the headers that the contract's rules require, none of them secret
 * @param query the query parameters that the contract's rules require, not encoded, none of them secret
 * @param origin where it comes from, such as {@code the contract's examples}
 */
public record PlannedRequest(
        int turn, ObjectNode body, Map<String, String> headers, Map<String, String> query, String origin) {
    /** Returns a request of the first turn with only a body. */
    public static PlannedRequest of(ObjectNode body, String origin) {
        return new PlannedRequest(0, body, Map.of(), Map.of(), origin);
    }

    /** Returns this request with another body. */
    public PlannedRequest with(ObjectNode other) {
        return new PlannedRequest(turn, other, headers, query, origin);
    }

    /** Returns the request in the form that rules are checked on. */
    public ChatRequest toChatRequest() {
        return ChatRequest.of("/v1/chat/completions", headers, body).withQuery(query);
    }
}
