package dev.cannery.internal.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerHeaders.ResetForm;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final AtomicLong clock = new AtomicLong(-5);

    @Test
    void requestsAreCountedDownAndGivenBackAllTheTime() {
        RateLimiter limiter = limiter("60rpm");

        assertThat(headers(limiter.admit("", 0)))
                .containsExactly(
                        Map.entry("x-ratelimit-limit-requests", "60"),
                        Map.entry("x-ratelimit-remaining-requests", "59"),
                        Map.entry("x-ratelimit-reset-requests", "1s"));
        assertThat(headers(limiter.admit("", 0)))
                .containsEntry("x-ratelimit-remaining-requests", "58")
                .containsEntry("x-ratelimit-reset-requests", "2s");
        pass(Duration.ofMillis(1_500));
        assertThat(headers(limiter.admit("", 0)))
                .containsEntry("x-ratelimit-remaining-requests", "58")
                .containsEntry("x-ratelimit-reset-requests", "1.5s");
    }

    @Test
    void aClientThatWaitsAsLongAsItIsToldGetsIn() {
        RateLimiter limiter = limiter("3rpm");
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.admit("", 0).refusal()).isNull();
        }
        pass(Duration.ofMillis(4_825));

        Admission refused = limiter.admit("", 0);

        assertThat(refusalOf(refused).error()).isEqualTo("rate_limit_exceeded");
        assertThat(refusalOf(refused).values("gpt-4o"))
                .containsEntry("wait", "15.175s")
                .containsEntry("limit", "3")
                .containsEntry("used", "3")
                .containsEntry("requested", "1")
                .containsEntry("unit", "requests per min (RPM)");
        assertThat(headers(refused))
                .containsEntry("retry-after", "16")
                .containsEntry("retry-after-ms", "15175")
                .containsEntry("x-ratelimit-remaining-requests", "0")
                .containsEntry("x-ratelimit-reset-requests", "55.175s");
        pass(Duration.ofMillis(15_174));
        assertThat(limiter.admit("", 0).refusal()).isNotNull();
        pass(Duration.ofMillis(1));
        assertThat(limiter.admit("", 0).refusal()).isNull();
    }

    @Test
    void whatIsRefusedTakesFromNoQuota() {
        RateLimiter limiter = limiter("60rpm,1000tpm");
        limiter.admit("", 900);

        Admission refused = limiter.admit("", 200);

        assertThat(refusalOf(refused).error()).isEqualTo("token_rate_limit_exceeded");
        assertThat(headers(refused))
                .containsEntry("x-ratelimit-remaining-requests", "59")
                .containsEntry("x-ratelimit-remaining-tokens", "100")
                .containsEntry("retry-after", "6");
        assertThat(limiter.admit("", 100).refusal()).isNull();
    }

    @Test
    void whatWantsMoreThanThereEverIsIsToldNoTimeToWait() {
        Admission refused = limiter("1000tpm").admit("", 1_001);

        assertThat(refusalOf(refused).error()).isEqualTo("request_exceeds_limit");
        assertThat(headers(refused)).doesNotContainKeys("retry-after", "retry-after-ms");
    }

    @Test
    void theScarcestOfSeveralQuotasIsTold() {
        assertThat(headers(limiter("10rps,5rpd").admit("", 0)))
                .containsEntry("x-ratelimit-limit-requests", "5")
                .containsEntry("x-ratelimit-remaining-requests", "4")
                .containsEntry("x-ratelimit-reset-requests", "4h48m0s");
    }

    @Test
    void keysShareALimitUnlessEachHasItForItself() {
        RateLimiter shared = limiter("1rpm");
        RateLimiter perKey = new RateLimiter(RateLimit.parse("1rpm").perKey(), clock::get, 100);

        assertThat(shared.admit("a", 0).refusal()).isNull();
        assertThat(shared.admit("b", 0).refusal()).isNotNull();
        assertThat(perKey.admit("a", 0).refusal()).isNull();
        assertThat(perKey.admit("b", 0).refusal()).isNull();
        assertThat(perKey.admit("a", 0).refusal()).isNotNull();
    }

    @Test
    void azureSaysTimesInMilliseconds() {
        assertThat(limiter("120rpm").admit("", 0).headers(ResetForm.MILLIS))
                .containsEntry("x-ratelimit-reset-requests", "500");
    }

    @Test
    void lettersOfPlainTextsAndOfPartsCountWhateverTheAnswerMayCost() throws IOException {
        ChatRequest request = ChatRequest.of((ObjectNode) Json.parse("""
                {"max_tokens": 500, "messages": [{"role": "system", "content": "12345678"}, {"role": "assistant"},
                 {"role": "user", "content": [{"type": "text", "text": "1234"}, {"type": "image_url"}]}]}
                """));

        assertThat(RateLimiter.tokensOf(request)).isEqualTo(6);
    }

    private static Admission.Refusal refusalOf(Admission admission) {
        return Objects.requireNonNull(admission.refusal(), "a refusal");
    }

    private RateLimiter limiter(String limit) {
        return new RateLimiter(RateLimit.parse(limit), clock::get, 100);
    }

    private void pass(Duration time) {
        clock.addAndGet(TimeUnit.NANOSECONDS.convert(time));
    }

    private static Map<String, String> headers(Admission admission) {
        return admission.headers(ResetForm.DURATION);
    }
}
