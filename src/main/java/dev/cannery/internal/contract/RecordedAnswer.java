package dev.cannery.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A completion as a provider sent it, in whatever dialect, to be served unchanged.
 *
 * @param whole the completion as one object, joined from its chunks if it was streamed; not to be modified
 * @param json its text if it was recorded whole, null if it was streamed
 * @param parts the recorded stream, in order; empty if it was recorded whole
 * @param response the recorded Response, which {@code whole} is the translation of; null if a chat completion was recorded
 * @param file the stub that a contract refers to when it is written; null to write the equivalent response
 */
public record RecordedAnswer(
        ObjectNode whole,
        @Nullable String json,
        List<Part> parts,
        @Nullable ObjectNode response,
        @Nullable String file) {
    /** The members of a message in which providers put its reasoning, the most frequent first. */
    public static final List<String> REASONING =
            List.of("reasoning_content", "reasoning", "reasoning_text", "thinking");

    /** The member with the code in MiniMax's report of a failure. */
    public static final String FAILURE_CODE = "status_code";

    /** The member with the message in it. */
    public static final String FAILURE_MESSAGE = "status_msg";

    public RecordedAnswer {
        parts = List.copyOf(parts);
    }

    /** Creates a recorded chat completion. */
    public RecordedAnswer(ObjectNode whole, @Nullable String json, List<Part> parts) {
        this(whole, json, parts, null, null);
    }

    /** Creates a recorded Response, or with null a recorded chat completion. */
    public RecordedAnswer(ObjectNode whole, @Nullable String json, List<Part> parts, @Nullable ObjectNode response) {
        this(whole, json, parts, response, null);
    }

    /** Creates an answer that is written as a reference to this stub. */
    public static RecordedAnswer in(ObjectNode whole, String file) {
        return new RecordedAnswer(whole, null, List.of(), null, file);
    }

    /** Whether it was recorded at this endpoint. At the other one it is rendered from what it says. */
    public boolean isOf(ChatEndpoint endpoint) {
        return (response != null) == (endpoint == ChatEndpoint.RESPONSES);
    }

    /**
     * A part of a stream that was sent at one moment: an event, or comments.
     *
     * @param text its lines as recorded, with line terminators
     * @param gap the time since the previous part
     */
    public record Part(String text, Duration gap) {}

    /** Whether the stream ended with an error. */
    public boolean isError() {
        return whole.hasNonNull("error");
    }

    /** Returns the status named in the body of an error, in any provider's format; empty when there is none. */
    public static OptionalInt statusIn(JsonNode body) {
        JsonNode error = body.path("error");
        return Stream.of(
                        body.path("status"),
                        body.path(FAILURE_CODE),
                        body.path("raw_status_code"),
                        error.path("status"),
                        error.path("status_code"),
                        error.path("code"),
                        body.path("code"))
                .mapToInt(value -> value.asInt(0))
                .filter(status -> status >= 400 && status <= 599)
                .findFirst();
    }

    /**
     * Returns the report of a failure in a body without choices that has no {@code error}: MiniMax's, which is often sent with
     * status 200, or the first of Cloudflare's list; else a missing node.
     */
    public static JsonNode failureIn(JsonNode body) {
        JsonNode outcome = body.path("base_resp");
        if (!body.path("choices").isEmpty()) {
            return MissingNode.getInstance();
        }
        if (outcome.path(FAILURE_CODE).asInt(0) != 0) {
            return outcome;
        }
        boolean isRefused =
                body.path("success").isBoolean() && !body.path("success").booleanValue();
        return isRefused ? body.path("errors").path(0) : MissingNode.getInstance();
    }
}
