package dev.cannery.internal.verify.exchange;

import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.wire.KnownSecrets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came back for one request.
 *
 * @param status the status, 0 when no answer began
 * @param headers the headers by their names in lower case
 * @param arrivals the body as it came
 * @param elapsed how long the answer took in all
 * @param failure why it is not whole, null when it is
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

    /** An answer that never began. */
    static Reply none(Duration elapsed, Failure failure) {
        return new Reply(0, Map.of(), List.of(), elapsed, failure);
    }

    /** The same where it cannot be read for this reason. */
    Reply failing(Failure other) {
        return new Reply(status, headers, arrivals, elapsed, other);
    }

    /** The same reply without these secrets; where the body repeats one, the times of its fragments are lost. */
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

    /** The whole body. */
    public byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        arrivals.forEach(arrival -> body.writeBytes(arrival.bytes()));
        return body.toByteArray();
    }

    /** A header's value, empty when it was not sent. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether the reply sends the client elsewhere. */
    public boolean isRedirect() {
        return status >= 300 && status < 400;
    }

    /** Whether the body is declared as a page of HTML. */
    public boolean isPage() {
        return header("content-type").toLowerCase(Locale.ROOT).startsWith("text/html");
    }

    /** Whether the body is declared as a stream of events. */
    public boolean isStream() {
        return header("content-type").toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    /** Bytes of a body that came together. */
    public static final class Arrival {
        private final Duration at;
        private final byte[] bytes;

        /**
         * Bytes that came so long after the request was sent.
         *
         * @param bytes the bytes, not to be changed
         */
        public Arrival(Duration at, byte[] bytes) {
            this.at = at;
            this.bytes = bytes;
        }

        /** How long after the request was sent they came. */
        public Duration at() {
            return at;
        }

        /** The bytes, not to be changed. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /**
     * Why an answer did not come, or not to its end.
     *
     * @param id what happened
     * @param words the same for people, short, as {@code no such host}
     * @param wanted what should have been, and what to mend where that can be told
     */
    public record Failure(FindingId id, String words, String wanted) {
        Failure(FindingId id, String words) {
            this(id, words, "a whole answer");
        }
    }
}
