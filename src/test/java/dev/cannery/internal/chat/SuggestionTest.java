package dev.cannery.internal.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {
    private static final List<String> KNOWN = List.of(
            "bad_gateway",
            "context_length_exceeded",
            "insufficient_quota",
            "model_not_found",
            "rate_limit_exceeded",
            "server_error",
            "token_rate_limit_exceeded");

    @ParameterizedTest
    @CsvSource({
        "sever_error, server_error",
        "server-error, server_error",
        "serverError, server_error",
        "baad_gatway, bad_gateway",
        "rate_limit, rate_limit_exceeded",
        "rate limited, rate_limit_exceeded",
        "RateLimitError, rate_limit_exceeded",
        "token_limit, token_rate_limit_exceeded",
        "quota, insufficient_quota",
        "internal_server_error, server_error",
    })
    void meansTheNearestByLettersOrElseByWords(String word, String meant) {
        assertThat(Suggestion.nearest(word, KNOWN)).hasValue(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "boom", "bad_request", "invalid_request_error", "😀"})
    void meansNothingWhereLittleIsShared(String word) {
        assertThat(Suggestion.nearest(word, KNOWN)).isEmpty();
    }

    @Test
    void endlessWordsCostNothing() {
        assertThat(Suggestion.nearest("rate_limit_".repeat(100_000), KNOWN)).isEmpty();
    }
}
