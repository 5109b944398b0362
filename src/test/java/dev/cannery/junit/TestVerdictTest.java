package dev.cannery.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.RecordedExchange;
import dev.cannery.RecordedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Decides which recorded and forgotten requests fail a test, and which were already reported. */
class TestVerdictTest {
    private static final RecordedExchange MISS = exchange(RecordedExchange.Kind.MISSED, "nothing matches");
    private static final RecordedExchange HIT = exchange(RecordedExchange.Kind.ANSWERED, "");

    @Test
    void answeredRequestsFailNothing() {
        assertThat(TestVerdict.unanswered(List.of(HIT, HIT), 0, 0)).isEmpty();
    }

    @Test
    void reportsAMissOnceEvenIfHitsWereForgotten() {
        assertThat(TestVerdict.unanswered(List.of(HIT, MISS), 0, 0))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("1 request matched no interaction")
                        .contains("request 2 of 2: nothing matches"));
        assertThat(TestVerdict.unanswered(List.of(MISS, HIT), 0, 1)).isEmpty();
    }

    @Test
    void reportsOnlyTheMissesSinceTheLastCheck() {
        RecordedExchange other = exchange(RecordedExchange.Kind.MISSED, "nothing matches either");

        assertThat(TestVerdict.unanswered(List.of(MISS, HIT, other), 0, 1))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("1 request matched no interaction")
                        .contains("request 3 of 3: nothing matches either")
                        .doesNotContain("nothing matches\n"));
    }

    @Test
    void forgottenMissesAreCounted() {
        assertThat(TestVerdict.unanswered(List.of(MISS, MISS), 3, 0))
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("5 requests ").contains("and 3 more"));
        assertThat(TestVerdict.unanswered(List.of(), 3, 0))
                .hasValueSatisfying(text -> assertThat(text).startsWith("3 requests "));
        assertThat(TestVerdict.unanswered(List.of(), 3, 3)).isEmpty();
    }

    private static RecordedExchange exchange(RecordedExchange.Kind kind, String explanation) {
        return new RecordedExchange(
                new RecordedRequest("POST", "/v1/chat/completions", Map.of(), "{}"),
                new RecordedExchange.Conclusion(kind, null, 0, explanation, explanation),
                kind == RecordedExchange.Kind.ANSWERED ? 200 : 404,
                null,
                Instant.EPOCH,
                null);
    }
}
