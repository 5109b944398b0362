package dev.cannery.internal.verify.result;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.wire.Words;
import java.util.Arrays;

/** The requested form of a response: its endpoint, and whether it is streamed. */
public enum RequestedForm {
    /** A whole chat completion. */
    JSON(ChatEndpoint.CHAT_COMPLETIONS, false),
    /** A streamed chat completion. */
    STREAM(ChatEndpoint.CHAT_COMPLETIONS, true),
    /** A whole Response. */
    RESPONSES_JSON(ChatEndpoint.RESPONSES, false),
    /** A streamed Response. */
    RESPONSES_STREAM(ChatEndpoint.RESPONSES, true);

    private final ChatEndpoint endpoint;
    private final boolean isStream;

    RequestedForm(ChatEndpoint endpoint, boolean isStream) {
        this.endpoint = endpoint;
        this.isStream = isStream;
    }

    /** Returns the endpoint. */
    public ChatEndpoint endpoint() {
        return endpoint;
    }

    /** Whether the response is streamed. */
    public boolean isStream() {
        return isStream;
    }

    /** Returns the other form of the same endpoint. */
    public RequestedForm other() {
        return of(endpoint, !isStream);
    }

    /** Returns the same form at another endpoint. */
    public RequestedForm at(ChatEndpoint other) {
        return of(other, isStream);
    }

    private static RequestedForm of(ChatEndpoint endpoint, boolean isStream) {
        return Arrays.stream(values())
                .filter(form -> form.endpoint == endpoint && form.isStream == isStream)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the form in lower case, such as {@code json}. */
    public String word() {
        return Words.dashed(name());
    }
}
