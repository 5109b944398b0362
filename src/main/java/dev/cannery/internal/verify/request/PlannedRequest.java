package dev.cannery.internal.verify.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import java.util.Map;

/**
 * A request of an interaction as a consumer would send it.
 *
 * @param turn which turn it is for, from 0
 * @param body the body, not to be changed
 * @param headers the headers that the contract asks for, none of them secret
 * @param query the parameters of the query that the contract asks for, none of them secret, not encoded
 * @param origin where it is from, as {@code the contract's examples}
 */
public record PlannedRequest(
        int turn, ObjectNode body, Map<String, String> headers, Map<String, String> query, String origin) {
    /** A request of one turn that has nothing but a body. */
    public static PlannedRequest of(ObjectNode body, String origin) {
        return new PlannedRequest(0, body, Map.of(), Map.of(), origin);
    }

    /** The same request with another body. */
    public PlannedRequest with(ObjectNode other) {
        return new PlannedRequest(turn, other, headers, query, origin);
    }

    /** The request as the contract's rules judge it. */
    public ChatRequest toChatRequest() {
        return ChatRequest.of("/v1/chat/completions", headers, body).withQuery(query);
    }
}
