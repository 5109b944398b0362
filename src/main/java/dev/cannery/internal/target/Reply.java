package dev.cannery.internal.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.KnownSecrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reply to one request.
 *
 * @param status the status; 0 if no response began
 * @param headers the headers by lower-case name
 * @param arrivals the fragments of the body with their times
 * @param elapsed the time until the end of the response
 * @param failure why the response is incomplete, or null if it is complete
 */
public record Reply(
        int status,
        Map<String, String> headers,
        List<Arrival> arrivals,
        Duration elapsed,
        @Nullable Failure failure) {
    public Reply {
        Map<String, String> byName = new TreeMap<>();
        headers.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
        headers = Collections.unmodifiableMap(byName);
        arrivals = List.copyOf(arrivals);
    }

    /** Returns a reply without a response. */
    static Reply none(Duration elapsed, Failure failure) {
        return new Reply(0, Map.of(), List.of(), elapsed, failure);
    }

    /** Returns this reply with a failure. */
    Reply failing(Failure other) {
        return new Reply(status, headers, arrivals, elapsed, other);
    }

    /** Returns this reply without these secrets. If the body contains one, the times of its fragments are lost. */
    Reply without(KnownSecrets secrets) {
        Map<String, String> clean = new TreeMap<>(headers);
        clean.replaceAll((name, value) -> secrets.redact(value));
        String text = new String(body(), StandardCharsets.UTF_8);
        String cleanText = secrets.redactBody(text);
        List<Arrival> shown = cleanText.equals(text)
                ? arrivals
                : List.of(new Arrival(elapsed, cleanText.getBytes(StandardCharsets.UTF_8)));
        return new Reply(status, clean, shown, elapsed, failure);
    }

    /** Returns the whole body. */
    public byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        arrivals.forEach(arrival -> body.writeBytes(arrival.bytes()));
        return body.toByteArray();
    }

    /** Returns the JSON object in the body; a missing node for any other body. */
    public JsonNode object() {
        try {
            JsonNode json = Json.parse(body());
            return json.isObject() ? json : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Returns a header's value; empty if it was not sent. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether the reply is a redirect. */
    public boolean isRedirect() {
        return status >= 300 && status < 400;
    }

    /** Whether the content type is HTML. */
    public boolean isPage() {
        return header("content-type").toLowerCase(Locale.ROOT).startsWith("text/html");
    }

    /** Whether the content type is an event stream. */
    public boolean isStream() {
        return header("content-type").toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    /** A fragment of a body that arrived at once. */
    public static final class Arrival {
        private final Duration at;
        private final byte[] bytes;

        /**
         * Creates a fragment.
         *
         * @param at the time since the request was sent
         */
        public Arrival(Duration at, byte[] bytes) {
            this.at = at;
            this.bytes = bytes;
        }

        /** Returns the time of arrival since the request was sent. */
        public Duration at() {
            return at;
        }

        /** Returns the bytes; do not modify them. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /**
     * The reason why a response is missing or incomplete.
     *
     * @param id the finding
     * @param actual what happened, such as {@code no such host}
     * @param expected what was expected, and how to fix it if known
     */
    public record Failure(FindingId id, String actual, String expected) {
        Failure(FindingId id, String actual) {
            this(id, actual, "a complete response");
        }
    }
}
