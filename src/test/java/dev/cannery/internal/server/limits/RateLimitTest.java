package dev.cannery.internal.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.internal.server.limits.Quota.Kind;
import dev.cannery.internal.server.limits.Quota.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {
    @Test
    void everyUnitIsRead() {
        assertThat(RateLimit.parse("1rps, 2rpm,3 RPD,4tps,5_000tpm,6tpd").quotas())
                .containsExactly(
                        new Quota(Kind.REQUESTS, 1, Period.SECOND),
                        new Quota(Kind.REQUESTS, 2, Period.MINUTE),
                        new Quota(Kind.REQUESTS, 3, Period.DAY),
                        new Quota(Kind.TOKENS, 4, Period.SECOND),
                        new Quota(Kind.TOKENS, 5_000, Period.MINUTE),
                        new Quota(Kind.TOKENS, 6, Period.DAY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60rmp | unknown unit 'rmp' of a rate limit. Did you mean 'rpm'?",
                "60xyz | unknown unit 'xyz' of a rate limit. Units are rps, rpm, rpd, tps, tpm, tpd",
                "0rpm | a rate limit must be 1 or more, was 0",
                "1rpm,2rpm | a rate limit may have each unit only once",
                "99999999999999999999rpm | the number in a rate limit is too large: 99999999999999999999",
                "60 | invalid rate limit '60'. Expected a number and a unit, such as 60rpm or 60rpm,10000tpm."
                        + " Units are rps, rpm, rpd, tps, tpm, tpd",
                "60rpm, | invalid rate limit '60rpm,'. Expected a number and a unit, such as 60rpm or 60rpm,10000tpm."
                        + " Units are rps, rpm, rpd, tps, tpm, tpd"
            })
    void whatIsNoLimitIsToldInASentence(String text, String sentence) {
        assertThatThrownBy(() -> RateLimit.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
