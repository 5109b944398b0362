package dev.cannery;

import dev.cannery.internal.chat.ChatRequest;
import java.util.Map;

/**
 * A request as the server received it, without secrets.
 *
 * @param method the HTTP method
 * @param url the path and the query
 * @param headers the headers by their names as sent; several values of one name are joined by a comma
 * @param body the body as text
 */
public record RecordedRequest(String method, String url, Map<String, String> headers, String body) {
    /** The path without the query. */
    public String path() {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /** The requested model; empty if the body names none. */
    public String model() {
        return ChatRequest.of(this).map(ChatRequest::model).orElse("");
    }

    /** The text of the last user message; empty if there is none. */
    public String prompt() {
        return ChatRequest.of(this).map(chat -> chat.prompt().asText()).orElse("");
    }

    /** Whether the request asks for a stream. */
    public boolean isStreamed() {
        return ChatRequest.of(this).filter(ChatRequest::wantsStream).isPresent();
    }
}
