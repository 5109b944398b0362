package dev.cannery.internal.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.Await;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private final MemoryBudget budget = MemoryBudget.of(1_000, 10);

    @Test
    void whatIsTakenIsMissingUntilItIsGivenBack() {
        MemoryBudget.Share one = budget.share();
        MemoryBudget.Share other = budget.share();

        assertThat(one.take(60)).isTrue();
        assertThat(other.take(41)).isFalse();
        assertThat(other.take(40)).isTrue();
        assertThat(budget.taken()).isEqualTo(100);
        one.release();
        one.release();
        assertThat(budget.taken()).isEqualTo(40);
        assertThat(one.take(60)).isTrue();
    }

    @Test
    void whoWaitsGetsWhatAnotherGivesBack() throws Exception {
        MemoryBudget.Share one = budget.share();
        one.take(80);
        FutureTask<Boolean> waiting = new FutureTask<>(() -> budget.share().await(50, Duration.ofMinutes(1)));
        Thread thread = new Thread(waiting, "waits for memory");
        thread.start();
        Await.until("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(budget.taken()).isEqualTo(80);

        one.release();

        assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(budget.taken()).isEqualTo(50);
    }

    @Test
    void whatNeverFitsIsNotWaitedFor() {
        assertThat(budget.share().await(101, Duration.ofDays(1))).isFalse();
        budget.share().take(100);
        assertThat(budget.share().await(1, Duration.ofMillis(1))).isFalse();
    }
}
