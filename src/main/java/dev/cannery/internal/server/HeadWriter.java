package dev.cannery.internal.server;

import dev.cannery.internal.server.provider.Head;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** Writes the provider's own headers to an answer; the constant ones are encoded once. */
final class HeadWriter {
    /** As many as all profiles have, and some more: a user's own profile may hold any. */
    private static final int MOST = 1_000;

    private static final Map<Map.Entry<String, String>, HttpField> ENCODED = new ConcurrentHashMap<>();

    private HeadWriter() {}

    /**
     * Adds a head to the headers of an answer.
     *
     * @param nanos the time from the request to the first byte of the answer
     */
    static void write(Head head, HttpFields.Mutable headers, long nanos) {
        HttpFields.Mutable fields = HttpFields.build();
        head.constant().entrySet().forEach(header -> fields.add(encoded(header)));
        head.more().forEach(fields::put);
        headers.add(fields);
        if (head.processing() != null) {
            headers.put(head.processing(), Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        }
    }

    private static HttpField encoded(Map.Entry<String, String> header) {
        HttpField known = ENCODED.get(header);
        if (known != null) {
            return known;
        }
        HttpField made = new PreEncodedHttpField(header.getKey(), header.getValue());
        if (ENCODED.size() < MOST) {
            ENCODED.put(Map.entry(header.getKey(), header.getValue()), made);
        }
        return made;
    }
}
