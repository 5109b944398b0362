package dev.cannery.internal.contract;

import dev.cannery.internal.chat.ApiError;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error to answer with.
 *
 * @param name its name in the provider's catalogue, by which another provider says it in its own words; null when it has none
 * @param error what the body says
 * @param retryAfter what {@code retry-after} and {@code retry-after-ms} say, null to leave them out
 * @param delay how long the answer is held back
 * @param headers headers beside the usual ones or instead of them
 * @param body the body as a provider sent it, which is served as it is; null when it is to be written
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

    /** An error whose body is to be written. */
    public CannedError(
            @Nullable String name,
            ApiError error,
            @Nullable Duration retryAfter,
            Delay delay,
            Map<String, String> headers) {
        this(name, error, retryAfter, delay, headers, null);
    }

    /** An error without a name, with the usual headers. */
    public CannedError(ApiError error, @Nullable Duration retryAfter, Duration delay) {
        this(null, error, retryAfter, Delay.of(delay), Map.of());
    }
}
