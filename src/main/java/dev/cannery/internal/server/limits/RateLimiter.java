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
 * Counts requests and tokens against a limit.
 *
 * <p>A request that is let in takes from every quota, also when it is refused for another reason later. One that is not let in
 * takes from none, so that a client that waits for the reported time is admitted.
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
     * Creates a limiter whose quotas are full.
     *
     * @param nanoTime the clock, as {@link System#nanoTime()}
     * @param mostKeys how many keys have quotas of their own; beyond that, the least recently used one starts again
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
     * How many tokens a request counts for before anybody has answered it: a quarter of the letters of its messages and three
     * more, as recordings of the live API show it; what it allows the answer does not count.
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
