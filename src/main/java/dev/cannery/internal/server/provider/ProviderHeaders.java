package dev.cannery.internal.server.provider;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/**
 * The headers that a provider adds to its responses.
 *
 * @param fields the headers
 * @param knowsAccount whether they describe the account, so that rate-limit headers belong with them
 * @param processing the name of the header with the processing time in milliseconds; null if there is none
 */
public record ProviderHeaders(
        HttpFields fields, boolean knowsAccount, @Nullable String processing) {
    /** No headers. */
    public static final ProviderHeaders NONE = new ProviderHeaders(HttpFields.EMPTY, false, null);

    /** Returns headers that are the same in many responses and are encoded only once. */
    static ProviderHeaders constant(Map<String, String> headers, boolean knowsAccount, @Nullable String processing) {
        HttpFields.Mutable fields = HttpFields.build();
        headers.forEach((name, value) -> fields.add(new PreEncodedHttpField(name, value)));
        return new ProviderHeaders(fields.asImmutable(), knowsAccount, processing);
    }

    /** Returns these headers without those whose names begin with a prefix, which describe the account's limits. */
    ProviderHeaders without(String prefix) {
        HttpFields.Mutable left = HttpFields.build();
        fields.forEach(field -> {
            if (!field.getName().startsWith(prefix)) {
                left.add(field);
            }
        });
        return new ProviderHeaders(left.asImmutable(), false, processing);
    }

    /** Returns these headers with the processing time in the header of that name; null adds none. */
    ProviderHeaders timed(@Nullable String header) {
        return new ProviderHeaders(fields, knowsAccount, header);
    }

    /** Returns these headers with others, which replace those with the same name. */
    public ProviderHeaders with(Map<String, String> added) {
        HttpFields.Mutable all = HttpFields.build(fields);
        added.forEach(all::put);
        return new ProviderHeaders(all.asImmutable(), knowsAccount, processing);
    }

    /**
     * Adds these headers to a response.
     *
     * @param nanos the time from the request to the first byte of the response
     */
    public void addTo(HttpFields.Mutable headers, long nanos) {
        headers.add(fields);
        if (processing != null) {
            headers.put(processing, Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        }
    }
}
