package dev.cannery.contract;

import dev.cannery.chat.ApiError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An error to answer with.
 *
 * @param error what the body says
 * @param retryAfter what {@code retry-after} and {@code retry-after-ms} say, null to leave them out
 * @param delay how long the answer is held back
 */
public record CannedError(ApiError error, @Nullable Duration retryAfter, Duration delay) implements CannedResponse {
    public CannedError {
        Pacing.requireNotNegative("delay", delay);
        if (retryAfter != null) {
            Pacing.requireNotNegative("retry_after", retryAfter);
        }
    }
}
