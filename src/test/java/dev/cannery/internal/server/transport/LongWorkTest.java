package dev.cannery.internal.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LongWorkTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @Test
    void asManyAreUnderWayAsThereAreProcessorsAndTheOthersWaitForThem() throws Exception {
        Semaphore begun = new Semaphore(0);
        CountDownLatch open = new CountDownLatch(1);
        try (LongWork work = new LongWork(1_000)) {
            for (int i = 0; i < PROCESSORS + 2; i++) {
                work.execute(() -> {
                    begun.release();
                    awaitQuietly(open);
                });
            }
            assertThat(begun.tryAcquire(PROCESSORS, 20, TimeUnit.SECONDS)).isTrue();
            assertThat(begun.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();

            open.countDown();

            assertThat(begun.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatComesAfterTheEndIsNotDone() throws Exception {
        Semaphore begun = new Semaphore(0);
        LongWork work = new LongWork(1_000);
        work.close();
        work.execute(begun::release);
        assertThat(begun.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void aBodyWaitsForMemoryUntilAnotherIsDone() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        Semaphore begun = new Semaphore(0);
        try (LongWork work = new LongWork(1_000)) {
            assertThat(work.longestBody()).isEqualTo(57);
            work.execute(
                    50,
                    () -> {
                        begun.release();
                        awaitQuietly(open);
                    },
                    () -> {});
            assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            work.execute(50, begun::release, () -> {});

            assertThat(begun.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
            open.countDown();
            assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aBodyThatFitsNoMemoryIsRefused() throws Exception {
        Semaphore refused = new Semaphore(0);
        try (LongWork work = new LongWork(1_000)) {
            work.execute(58, () -> {}, refused::release);
            assertThat(refused.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
