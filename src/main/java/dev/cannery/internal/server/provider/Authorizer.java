package dev.cannery.internal.server.provider;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.MessageTemplate;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.server.limits.Admission;
import dev.cannery.internal.server.limits.RateLimiter;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request is admitted: its API key must be accepted, and the rate limits must allow it.
 *
 * @param keys the accepted keys
 * @param limiter the rate limiter; null if there is no limit
 */
public record Authorizer(ApiKeys keys, @Nullable RateLimiter limiter) {
    /**
     * Admits or rejects a request. An admitted request counts against the rate limits.
     *
     * @param provider the provider that the server plays
     */
    public Decision decide(Applicant applicant, Provider provider) {
        String key = ApiKeys.sentIn(applicant.headers());
        ApiError wrongKey = keys.refusalOf(key, provider.profile()).orElse(null);
        if (wrongKey != null || limiter == null) {
            return wrongKey == null ? Decision.ADMITTED : new Decision(wrongKey, Map.of());
        }
        Admission admission = limiter.admit(key, applicant.tokens().getAsLong());
        Admission.Refusal refusal = admission.refusal();
        Map<String, String> limits =
                admission.headers(provider.style().headers().resets());
        return new Decision(refusal == null ? null : error(refusal, applicant.model(), provider), limits);
    }

    private static ApiError error(Admission.Refusal refusal, String model, Provider provider) {
        ApiError error = provider.style()
                .errors()
                .named(refusal.error())
                .map(NamedError::error)
                .orElseGet(() -> new ApiError(
                        429, "requests", "rate_limit_exceeded", null, "Too many {unit}. Please try again in {wait}."));
        return MessageTemplate.filled(error, refusal.values(model.isEmpty() ? "all models" : model));
    }

    /**
     * The properties of a request on which the decision depends.
     *
     * @param headers the headers of the request
     * @param tokens returns the number of tokens of the request; called only if tokens are limited
     * @param model the requested model; empty if there is none
     */
    public record Applicant(SentHeaders headers, LongSupplier tokens, String model) {
        /** Returns the applicant for a chat request. */
        public static Applicant of(ChatRequest request) {
            return new Applicant(request::header, () -> RateLimiter.tokensOf(request), request.model());
        }

        /** Returns the applicant for any other request. */
        public static Applicant of(SentHeaders headers) {
            return new Applicant(headers, () -> 0, "");
        }
    }

    /**
     * The decision about a request.
     *
     * @param refusal why it is rejected; null if it is admitted
     * @param headers the rate-limit headers of the response
     */
    public record Decision(@Nullable ApiError refusal, Map<String, String> headers) {
        static final Decision ADMITTED = new Decision(null, Map.of());
    }
}
