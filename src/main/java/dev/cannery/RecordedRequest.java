package dev.cannery;

import dev.cannery.internal.chat.ChatRequest;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the server received it, without secrets.
 *
 * @param method the HTTP method
 * @param url the path and the query
 * @param headers the headers by name as sent; several values of one name are joined by a comma
 * @param body the body as text
 * @param earlier what the ids of earlier responses and their items in the body stand for, as JSON; empty for most requests
 */
public record RecordedRequest(
        String method, String url, Map<String, String> headers, String body, Map<String, String> earlier) {
    /** Creates a request that does not refer to earlier responses. */
    public RecordedRequest(String method, String url, Map<String, String> headers, String body) {
        this(method, url, headers, body, Map.of());
    }

    /** Returns the path without the query. */
    public String path() {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /** Returns the requested model; empty if the body names none. */
    public String model() {
        return chat().map(ChatRequest::model).orElse("");
    }

    /** Returns the text of the last user message; empty if there is none. */
    public String prompt() {
        return chat().map(chat -> chat.prompt().asText()).orElse("");
    }

    private Optional<ChatRequest> chat() {
        return ChatRequest.parse(url, headers, body, earlier);
    }

    /** Whether the request asks for a stream. */
    public boolean isStreamed() {
        return chat().filter(ChatRequest::wantsStream).isPresent();
    }
}
