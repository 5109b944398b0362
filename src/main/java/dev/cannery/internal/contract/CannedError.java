package dev.cannery.internal.contract;

import dev.cannery.internal.chat.ApiError;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A canned error.
 *
 * @param name its name in the provider's catalogue, which other providers render in their own wording; null for none
 * @param error the contents of the body
 * @param retryAfter the value of {@code retry-after} and {@code retry-after-ms}, null to omit them
 * @param delay how long the response is delayed
 * @param headers headers that are added or override the usual ones
 * @param body the body as a provider sent it, which is served unchanged; null to render it
 */
public record CannedError(
        @Nullable String name,
        ApiError error,
        @Nullable Duration retryAfter,
        Delay delay,
        Map<String, String> headers,
        @Nullable String body)
        implements CannedResponse {
    public CannedError {
        headers = new Head(error.status(), headers).headers();
        if (retryAfter != null) {
            Pacing.requireNotNegative(retryAfter);
        }
    }

    /** Creates an error whose body is rendered. */
    public CannedError(
            @Nullable String name,
            ApiError error,
            @Nullable Duration retryAfter,
            Delay delay,
            Map<String, String> headers) {
        this(name, error, retryAfter, delay, headers, null);
    }

    /** Creates an error without a name, with the usual headers. */
    public CannedError(ApiError error, @Nullable Duration retryAfter, Duration delay) {
        this(null, error, retryAfter, Delay.of(delay), Map.of());
    }
}
