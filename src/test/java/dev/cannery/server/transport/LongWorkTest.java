package dev.cannery.server.transport;

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
        try (LongWork work = new LongWork()) {
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
        LongWork work = new LongWork();
        work.close();
        work.execute(begun::release);
        assertThat(begun.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
