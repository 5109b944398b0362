package dev.cannery.internal.server.limits;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.server.limits.Admission.Refusal;
import dev.cannery.internal.server.limits.Admission.Standing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests and tokens against a rate limit.
 *
 * An admitted request is deducted from every quota, even if it is refused later for another reason. A rejected request
 * is not deducted, so that a client that waits for the reported time is admitted.
 */
public final class RateLimiter {
    private static final int AROUND_MESSAGES = 3;

    private final RateLimit limit;
    private final LongSupplier nanoTime;
    private final int mostKeys;
    private final Map<String, List<TokenBucket>> byKey = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<TokenBucket>> eldest) {
            return size() > mostKeys;
        }
    };

    /**
     * Creates a limiter with full quotas.
     *
     * @param nanoTime the clock, such as {@link System#nanoTime()}
     * @param mostKeys the maximum number of keys with separate quotas; beyond that, the least recently used key starts
     * again
     */
    public RateLimiter(RateLimit limit, LongSupplier nanoTime, int mostKeys) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.mostKeys = mostKeys;
    }

    /** Admits a request or rejects it. */
    public synchronized Admission admit(String key, long tokens) {
        long now = nanoTime.getAsLong();
        List<TokenBucket> buckets = byKey.computeIfAbsent(
                limit.isPerKey() ? key : "",
                any -> limit.quotas().stream()
                        .map(quota -> new TokenBucket(quota, now))
                        .toList());
        TokenBucket scarcest = null;
        for (TokenBucket bucket : buckets) {
            long wait = bucket.waitFor(wanted(bucket, tokens), now);
            if (wait > 0 && (scarcest == null || wait > scarcest.waitFor(wanted(scarcest, tokens), now))) {
                scarcest = bucket;
            }
        }
        if (scarcest == null) {
            buckets.forEach(bucket -> bucket.take(wanted(bucket, tokens), now));
        }
        return new Admission(
                buckets.stream().map(bucket -> standing(bucket, now)).toList(), refusal(scarcest, tokens, now));
    }

    /**
     * Returns the number of tokens that a request is charged in advance: a quarter of the characters of its messages
     * plus three, as in recordings of the live API. The maximum length of the response is not included.
     */
    public static long tokensOf(ChatRequest request) {
        long letters = 0;
        for (JsonNode message : request.messages()) {
            JsonNode content = message.path("content");
            letters += content.asText("").length();
            for (JsonNode part : content) {
                letters += part.path("text").asText("").length();
            }
        }
        return letters / 4 + AROUND_MESSAGES;
    }

    private static @Nullable Refusal refusal(@Nullable TokenBucket bucket, long tokens, long now) {
        if (bucket == null) {
            return null;
        }
        long wanted = wanted(bucket, tokens);
        boolean isHopeless = wanted > bucket.quota().limit();
        Duration wait = isHopeless ? null : Duration.ofNanos(bucket.waitFor(wanted, now));
        return new Refusal(standing(bucket, now), wanted, wait);
    }

    private static Standing standing(TokenBucket bucket, long now) {
        return new Standing(bucket.quota(), bucket.remaining(now), Duration.ofNanos(bucket.untilFull(now)));
    }

    private static long wanted(TokenBucket bucket, long tokens) {
        return bucket.quota().kind() == Quota.Kind.REQUESTS ? 1 : tokens;
    }
}
