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
 * @param fault what was made to go wrong, as {@code stall after 3}, by chance or by the request's header; null for nothing
 * @param duration the time from then until the answer's last byte left, or until the client went away; null before
 */
public record RecordedExchange(
        RecordedRequest request,
        @Nullable String interaction,
        int status,
        @Nullable String fault,
        Instant received,
        @Nullable Duration duration) {}
