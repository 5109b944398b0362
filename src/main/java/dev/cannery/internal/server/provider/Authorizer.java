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
 * Decides whether a request is served: its API key must be accepted, and the rate limits must allow it.
 *
 * @param keys the keys that are accepted
 * @param limiter counts requests, null for no limits
 */
public record Authorizer(ApiKeys keys, @Nullable RateLimiter limiter) {
    /**
     * Admits a request or rejects it. One that is admitted counts.
     *
     * @param provider the provider that is played
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
     * What a request is admitted by.
     *
     * @param headers its headers
     * @param tokens how many tokens it counts for, asked for only when they are counted
     * @param model the model that it names, empty for none
     */
    public record Applicant(SentHeaders headers, LongSupplier tokens, String model) {
        /** Returns what a request for a completion is admitted by. */
        public static Applicant of(ChatRequest request) {
            return new Applicant(request::header, () -> RateLimiter.tokensOf(request), request.model());
        }

        /** Returns what another request is admitted by. */
        public static Applicant of(SentHeaders headers) {
            return new Applicant(headers, () -> 0, "");
        }
    }

    /**
     * Whether a request is admitted.
     *
     * @param refusal why it is not, null when it is
     * @param headers the rate-limit headers of the answer
     */
    public record Decision(@Nullable ApiError refusal, Map<String, String> headers) {
        static final Decision ADMITTED = new Decision(null, Map.of());
    }
}
