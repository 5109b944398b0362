package dev.cannery.internal.record.formats.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.record.RecordedCall;
import dev.cannery.internal.record.RecordedCall.Arrival;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response as a file holds them.
 *
 * @param at where it is in the file
 * @param method the HTTP method
 * @param url the URL
 * @param requestHeaders the headers of the request
 * @param request the body of the request
 * @param status the status; 0 if the file has none
 * @param responseHeaders the headers of the response
 * @param body the body of the response, which may be compressed
 * @param first the time to the first byte; zero if it is not known
 * @param receive the time from the first byte to the last one; zero if it is not known
 */
public record FileExchange(
        FileValue at,
        String method,
        String url,
        Map<String, String> requestHeaders,
        Body request,
        int status,
        Map<String, String> responseHeaders,
        Body body,
        Duration first,
        Duration receive) {
    /** Creates an exchange of which no times are known. */
    public FileExchange(
            FileValue at,
            String method,
            String url,
            Map<String, String> requestHeaders,
            Body request,
            int status,
            Map<String, String> responseHeaders,
            Body body) {
        this(at, method, url, requestHeaders, request, status, responseHeaders, body, Duration.ZERO, Duration.ZERO);
    }

    /**
     * A body.
     *
     * @param at where it is in the file
     * @param bytes its bytes; none if they cannot be read
     * @param problem why they cannot be read; null if they can
     */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    public record Body(FileValue at, byte[] bytes, @Nullable String problem) {
        /** Creates a body that can be read. */
        public Body(FileValue at, byte[] bytes) {
            this(at, bytes, null);
        }

        /** Creates the body in a text or a binary value. */
        public static Body of(FileValue value) {
            return new Body(value, value.bytes());
        }

        /** Creates the body that a text has in Base64, in one line or in many. */
        public static Body ofBase64(FileValue value) {
            try {
                return new Body(value, Base64.getMimeDecoder().decode(value.text()));
            } catch (IllegalArgumentException e) {
                return new Body(value, new byte[0], "the body is not Base64");
            }
        }

        BodyText text(String encoding) {
            return problem == null ? BodyText.of(bytes, encoding) : new BodyText("", problem);
        }
    }

    public String requestHeader(String name) {
        return header(requestHeaders, name);
    }

    public String responseHeader(String name) {
        return header(responseHeaders, name);
    }

    private static String header(Map<String, String> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** Returns the headers in a map of texts or of lists of texts. */
    public static Map<String, String> headers(FileValue map) {
        Map<String, String> headers = new LinkedHashMap<>();
        map.members().forEach((name, value) -> {
            List<String> values =
                    value.isList() ? value.items().stream().map(FileValue::text).toList() : List.of(value.text());
            headers.put(name, String.join(", ", values));
        });
        return headers;
    }

    /** Returns the call. The time that the body took is spread evenly over the events of a stream. */
    public RecordedCall call(ObjectNode json, BodyText text) {
        return new RecordedCall(
                at.at(), method, url, requestHeaders, json, status, responseHeaders, arrivals(text), true);
    }

    private List<Arrival> arrivals(BodyText text) {
        if (!text.isStream() || receive.isZero()) {
            return List.of(new Arrival(first.plus(receive), Reading.utf8(text.text())));
        }
        List<SseEvent> events = SseReader.readAll(text.text());
        List<Arrival> arrivals = new ArrayList<>();
        for (SseEvent event : events) {
            Duration after = receive.multipliedBy(arrivals.size()).dividedBy(Math.max(1, events.size() - 1));
            arrivals.add(new Arrival(first.plus(after), Reading.utf8(event.text())));
        }
        return arrivals;
    }
}
