package dev.cannery.internal.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.source.SourceLocation;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that was sent to a provider, and what the provider answered.
 *
 * @param place where the call was read, or the recording session
 * @param method the HTTP method
 * @param url the full URL
 * @param requestHeaders the headers of the request, case-insensitive
 * @param request the body of the request, not to be modified
 * @param status the status of the answer
 * @param responseHeaders the headers of the answer, case-insensitive
 * @param arrivals the body of the answer in the parts in which it arrived
 * @param isComplete whether the answer arrived to its end
 */
public record RecordedCall(
        SourceLocation place,
        String method,
        String url,
        Map<String, String> requestHeaders,
        ObjectNode request,
        int status,
        Map<String, String> responseHeaders,
        List<Arrival> arrivals,
        boolean isComplete) {
    public RecordedCall {
        requestHeaders = caseInsensitive(requestHeaders);
        responseHeaders = caseInsensitive(responseHeaders);
        arrivals = List.copyOf(arrivals);
    }

    private static Map<String, String> caseInsensitive(Map<String, String> headers) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        return Collections.unmodifiableMap(copy);
    }

    /** Returns the body of the answer. */
    public byte[] body() {
        int size = arrivals.stream().mapToInt(arrival -> arrival.bytes().length).sum();
        byte[] whole = new byte[size];
        int end = 0;
        for (Arrival arrival : arrivals) {
            System.arraycopy(arrival.bytes(), 0, whole, end, arrival.bytes().length);
            end += arrival.bytes().length;
        }
        return whole;
    }

    /**
     * A part of a body.
     *
     * @param at when it arrived, since the request was sent
     * @param bytes its bytes, not to be modified
     */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    public record Arrival(Duration at, byte[] bytes) {}
}
