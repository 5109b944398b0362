package dev.cannery.internal.verify.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.responses.ResponsesBody;
import java.util.List;
import java.util.Map;

/**
 * A request of an interaction, ready to be sent as a consumer would.
 *
 * @param turn the index of its turn, from 0
 * @param endpoint the endpoint to which it is sent
 * @param body the body of the chat request, not to be changed
 * @param headers the headers that the contract's rules require, none of them secret
 * @param query the query parameters that the contract's rules require, not encoded, none of them secret
 * @param origin where it comes from, such as {@code the contract's examples}
 */
public record PlannedRequest(
        int turn,
        ChatEndpoint endpoint,
        ObjectNode body,
        Map<String, String> headers,
        Map<String, String> query,
        String origin) {
    /** Returns a request of the first turn with only a body. */
    public static PlannedRequest of(ObjectNode body, String origin) {
        return new PlannedRequest(0, ChatEndpoint.CHAT_COMPLETIONS, body, Map.of(), Map.of(), origin);
    }

    /** Returns this request with another body. */
    public PlannedRequest with(ObjectNode other) {
        return new PlannedRequest(turn, endpoint, other, headers, query, origin);
    }

    /** Returns this request to another endpoint. */
    public PlannedRequest at(ChatEndpoint other) {
        return new PlannedRequest(turn, other, body, headers, query, origin);
    }

    /** Returns the body that is sent, in the form of the endpoint. */
    public ObjectNode sentBody() {
        return endpoint == ChatEndpoint.RESPONSES ? ResponsesBody.of(body).body() : body;
    }

    /** Returns the fields of the chat request that the endpoint does not have. */
    public List<String> lost() {
        return endpoint == ChatEndpoint.RESPONSES ? ResponsesBody.of(body).lost() : List.of();
    }

    /** Returns the request in the form that rules are checked on. */
    public ChatRequest toChatRequest() {
        return ChatRequest.of("/v1" + endpoint.path(), headers, sentBody()).withQuery(query);
    }
}
