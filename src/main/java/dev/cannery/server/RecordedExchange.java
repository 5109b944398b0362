package dev.cannery.server;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request and how it was answered.
 *
 * @param request the request
 * @param interaction the name of the interaction that answered; null for a miss, a refusal or an ordinary stub
 * @param status the HTTP status of the answer
 * @param received when the request had been read
 * @param duration the time from then until the answer's last byte left, or until the client went away; null before
 */
public record RecordedExchange(
        RecordedRequest request,
        @Nullable String interaction,
        int status,
        Instant received,
        @Nullable Duration duration) {}
