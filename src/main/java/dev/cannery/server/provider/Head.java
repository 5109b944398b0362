package dev.cannery.server.provider;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an answer that do not come from the answer itself.
 *
 * @param fields those that are known
 * @param knowsAccount whether the answer tells of the account, as of what is left of its limits
 * @param processing the header that tells for how many milliseconds the provider worked, null when none does
 */
public record Head(
        HttpFields fields, boolean knowsAccount, @Nullable String processing) {
    /** No headers. */
    public static final Head NONE = new Head(HttpFields.EMPTY, false, null);

    /** The same head with these headers more. */
    public Head with(Map<String, String> more) {
        HttpFields.Mutable all = HttpFields.build(fields);
        more.forEach(all::put);
        return new Head(all.asImmutable(), knowsAccount, processing);
    }

    /**
     * Adds the headers to those of an answer.
     *
     * @param nanos the time from the request to the first byte of the answer
     */
    public void addTo(HttpFields.Mutable headers, long nanos) {
        headers.add(fields);
        if (processing != null) {
            headers.put(processing, Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        }
    }
}
