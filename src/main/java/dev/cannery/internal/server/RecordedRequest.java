package dev.cannery.internal.server;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.wire.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the server received it, without secrets.
 *
 * @param method the HTTP method
 * @param url the path and the query
 * @param headers the headers by their names as sent; several values of one name are joined by a comma
 * @param body the body as text
 */
public record RecordedRequest(String method, String url, Map<String, String> headers, String body) {
    /** The path alone. */
    public String path() {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /** The request as one for a chat completion; empty when its body is not one JSON object. */
    public Optional<ChatRequest> toChatRequest() {
        try {
            return Optional.of(ChatRequest.parse(path(), headers, body.getBytes(StandardCharsets.UTF_8))
                    .withQuery(QueryText.parse(url.substring(Math.min(url.length(), path().length() + 1)))));
        } catch (MalformedRequestException e) {
            return Optional.empty();
        }
    }
}
