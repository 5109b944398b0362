package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.render;
import static dev.cannery.internal.response.Answers.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.contract.CannedError;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorRendererTest {
    private static final ApiError TOO_MANY = new ApiError(429, "requests", "rate_limit_exceeded", null, "Slow down");

    @ParameterizedTest
    @CsvSource({"PT0S, 0, 0", "PT0.000001S, 1, 1", "PT1S, 1, 1000", "PT45.175S, 46, 45175", "PT1M, 60, 60000"})
    void waitsAreRoundedUp(Duration wait, String seconds, String millis) {
        RenderedResponse response = render(new CannedError(TOO_MANY, wait, Duration.ofSeconds(2)), request(""));

        assertThat(response.headers()).containsEntry("retry-after", seconds).containsEntry("retry-after-ms", millis);
        assertThat(response.delay().fixed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void withoutAWaitThereIsNoRetryAfterHeader() {
        RenderedResponse response = render(new CannedError(TOO_MANY, null, Duration.ZERO), request("'stream':true"));

        assertThat(response.headers()).doesNotContainKeys("retry-after", "retry-after-ms");
        assertThat(response.headers()).containsEntry("content-type", "application/json");
    }
}
