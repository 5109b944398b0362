package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.internal.server.admin.SearchTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SearchTimeTest {
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final SearchTime time = new SearchTime(Duration.ofMillis(50));

    @AfterEach
    void stop() {
        isOver.set(true);
        time.close();
    }

    @Test
    void aSearchReturnsWhatItFindsOrThrowsWhatItThrows() throws Exception {
        try (SearchTime enough = new SearchTime(Duration.ofSeconds(10))) {
            assertThat(enough.<String>within(() -> "found")).isEqualTo("found");
            assertThatThrownBy(() -> enough.within(() -> {
                        throw new IllegalArgumentException("no pattern");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no pattern");
        }
    }

    /** As a regular expression that goes back again and again; more of them than there are threads. */
    @Test
    void aSearchThatNothingEndsIsAnsweredInTime() {
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> time.within(this::spin))
                    .isInstanceOf(SearchTime.TooLongException.class)
                    .hasMessageStartingWith("The search took longer than");
        }
    }

    @Test
    void aSearchEndsAtItsNextCandidateWhenNobodyWaitsForIt() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        assertThatThrownBy(() -> time.within(() -> {
                    try {
                        while (!isOver.get()) {
                            SearchTime.check();
                        }
                    } finally {
                        ended.countDown();
                    }
                    return "";
                }))
                .isInstanceOf(SearchTime.TooLongException.class);
        ended.await();
    }

    private String spin() {
        while (!isOver.get()) {
            Thread.onSpinWait();
        }
        return "";
    }
}
