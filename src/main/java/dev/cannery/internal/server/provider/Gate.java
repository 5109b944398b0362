package dev.cannery.internal.server.provider;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.MessageTemplate;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.server.limits.Admission;
import dev.cannery.internal.server.limits.RateLimiter;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets requests in: those with a key that opens, and no more of them than the limits allow. */
public final class Gate {
    private final ApiKeys keys;
    private final @Nullable RateLimiter limiter;

    /** A gate for these keys; without a limiter it lets any number in. */
    public Gate(ApiKeys keys, @Nullable RateLimiter limiter) {
        this.keys = keys;
        this.limiter = limiter;
    }

    /** A gate for the same keys and limits that counts for itself. */
    public Gate another() {
        return limiter == null ? this : new Gate(keys, limiter.another());
    }

    /** Whether anything is counted. */
    public boolean isLimited() {
        return limiter != null;
    }

    /**
     * Lets a request in or not.
     *
     * @param headers its headers
     * @param tokens how many tokens it counts for, asked for only when that is counted
     * @param model the model that it names
     * @param provider who is played
     */
    public Passage admit(SentHeaders headers, LongSupplier tokens, String model, Provider provider) {
        String key = ApiKeys.sentIn(headers);
        ApiError stranger = keys.refusalOf(key, provider.profile()).orElse(null);
        if (stranger != null || limiter == null) {
            return stranger == null ? Passage.FREE : new Passage(stranger, Map.of());
        }
        Admission admission = limiter.admit(key, tokens.getAsLong());
        Admission.Refusal refusal = admission.refusal();
        Map<String, String> standings =
                admission.headers(provider.style().headers().resets());
        return new Passage(refusal == null ? null : error(refusal, model, provider), standings);
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
     * What the gate says.
     *
     * @param refusal why the request is not let in, null when it is
     * @param headers what the client is told of its limits
     */
    public record Passage(@Nullable ApiError refusal, Map<String, String> headers) {
        private static final Passage FREE = new Passage(null, Map.of());
    }
}
