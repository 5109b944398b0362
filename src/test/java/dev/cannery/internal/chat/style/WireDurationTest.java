package dev.cannery.internal.chat.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireDurationTest {
    /** The first four are recorded. */
    @ParameterizedTest
    @CsvSource({
        "PT0.012S, 12ms",
        "PT54S, 54s",
        "PT1M30S, 1m30s",
        "PT0.000024S, 0s",
        "PT0.003975S, 3ms",
        "PT8.64S, 8.64s",
        "PT20S, 20s",
        "PT1M0.5S, 1m0.5s",
        "PT114H18M, 114h18m0s"
    })
    void isWrittenAsTheLiveApiWritesIt(Duration duration, String text) {
        assertThat(WireDuration.text(duration)).isEqualTo(text);
    }
}
