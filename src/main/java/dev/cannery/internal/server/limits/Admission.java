package dev.cannery.internal.server.limits;

import dev.cannery.internal.chat.style.AnswerHeaders.ResetForm;
import dev.cannery.internal.chat.style.WireDuration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The decision of the rate limiter on a request, with the remaining quotas.
 *
 * @param standings the quotas after the request
 * @param refusal why the request is rejected; null if it is admitted
 */
public record Admission(List<Standing> standings, @Nullable Refusal refusal) {
    public Admission {
        standings = List.copyOf(standings);
    }

    /**
     * The state of a quota.
     *
     * @param quota the quota
     * @param remaining how much of it is left
     * @param reset the time until the quota is full again
     */
    public record Standing(Quota quota, long remaining, Duration reset) {}

    /**
     * Why a request is rejected.
     *
     * @param standing the exhausted quota
     * @param requested how much of it the request needs
     * @param retryAfter the time until that is available; null if the request needs more than the limit
     */
    public record Refusal(
            Standing standing, long requested, @Nullable Duration retryAfter) {
        /** Returns the name of the error in a provider's catalogue. */
        public String error() {
            if (retryAfter == null) {
                return "request_exceeds_limit";
            }
            return standing.quota().kind() == Quota.Kind.TOKENS ? "token_rate_limit_exceeded" : "rate_limit_exceeded";
        }

        /** Returns the values for the placeholders of the error message. */
        public Map<String, String> values(String model) {
            long limit = standing.quota().limit();
            Duration wait = retryAfter == null ? Duration.ZERO : retryAfter;
            return Map.of(
                    "model",
                    model,
                    "unit",
                    standing.quota().words(),
                    "limit",
                    String.valueOf(limit),
                    "used",
                    String.valueOf(limit - standing.remaining()),
                    "requested",
                    String.valueOf(requested),
                    "wait",
                    WireDuration.text(Duration.ofMillis(ceil(wait, TimeUnit.MILLISECONDS))),
                    "seconds",
                    String.valueOf(ceil(wait, TimeUnit.SECONDS)));
        }
    }

    /** Returns the rate-limit headers. If several quotas share a kind, the tightest is reported. */
    public Map<String, String> headers(ResetForm form) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Quota.Kind kind : Quota.Kind.values()) {
            Standing scarcest = null;
            for (Standing standing : standings) {
                boolean counts = standing.quota().kind() == kind;
                if (counts && (scarcest == null || standing.remaining() < scarcest.remaining())) {
                    scarcest = standing;
                }
            }
            if (scarcest != null) {
                put(scarcest, form, headers);
            }
        }
        if (refusal != null && refusal.retryAfter() != null) {
            headers.put("retry-after", String.valueOf(ceil(refusal.retryAfter(), TimeUnit.SECONDS)));
            headers.put("retry-after-ms", String.valueOf(ceil(refusal.retryAfter(), TimeUnit.MILLISECONDS)));
        }
        return headers;
    }

    private static void put(Standing standing, ResetForm form, Map<String, String> headers) {
        String kind = standing.quota().kind().word();
        headers.put("x-ratelimit-limit-" + kind, String.valueOf(standing.quota().limit()));
        headers.put("x-ratelimit-remaining-" + kind, String.valueOf(standing.remaining()));
        headers.put(
                "x-ratelimit-reset-" + kind,
                form == ResetForm.MILLIS
                        ? String.valueOf(standing.reset().toMillis())
                        : WireDuration.text(standing.reset()));
    }

    /** Returns the duration in a unit, rounded up, so that a client that waits for it never comes too early. */
    private static long ceil(Duration duration, TimeUnit unit) {
        long one = unit.toNanos(1);
        return (duration.toNanos() + one - 1) / one;
    }
}
