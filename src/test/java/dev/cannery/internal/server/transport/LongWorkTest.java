package dev.cannery.internal.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.Await;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LongWorkTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @Test
    void asManyAreUnderWayAsThereAreProcessorsAndTheOthersWaitForThem() throws Exception {
        Semaphore begun = new Semaphore(0);
        CountDownLatch open = new CountDownLatch(1);
        ThreadGroup threads = new ThreadGroup("as many as processors");
        in(threads, work -> {
            for (int i = 0; i < PROCESSORS + 2; i++) {
                work.execute(() -> {
                    begun.release();
                    awaitQuietly(open);
                });
            }
            assertThat(begun.tryAcquire(PROCESSORS, 20, TimeUnit.SECONDS)).isTrue();
            // all that is handed in has a thread by now, or waits for one
            assertThat(longWorkers(threads)).hasSize(PROCESSORS);
            assertThat(begun.availablePermits()).isZero();

            open.countDown();

            assertThat(begun.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
        });
    }

    @Test
    void whatComesAfterTheEndIsNotDone() throws Exception {
        AtomicBoolean isDone = new AtomicBoolean();
        ThreadGroup threads = new ThreadGroup("after the end");
        in(threads, work -> {
            work.close();

            work.execute(() -> isDone.set(true));

            Await.until("no thread could do it", () -> longWorkers(threads).isEmpty());
            assertThat(isDone).isFalse();
        });
    }

    @Test
    void aBodyWaitsForMemoryUntilAnotherIsDone() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(2);
        ThreadGroup threads = new ThreadGroup("memory for one body");
        in(threads, work -> {
            assertThat(work.longestBody()).isEqualTo(57);
            for (int i = 0; i < 2; i++) {
                work.execute(
                        50,
                        () -> {
                            order.add("begins");
                            awaitQuietly(open);
                            order.add("ends");
                            done.countDown();
                        },
                        () -> order.add("is refused"));
            }
            Await.until("one waits for memory", () -> isWaitingForMemory(threads) || PROCESSORS == 1);
            open.countDown();

            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(order).containsExactly("begins", "ends", "begins", "ends");
        });
    }

    @Test
    void aBodyThatFitsNoMemoryIsRefused() throws Exception {
        Semaphore refused = new Semaphore(0);
        try (LongWork work = new LongWork(1_000)) {
            work.execute(58, () -> {}, refused::release);
            assertThat(refused.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Runs a test whose threads belong to a group of their own. */
    private static void in(ThreadGroup group, Body test) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            try (LongWork work = new LongWork(1_000)) {
                test.run(work);
            }
            return true;
        });
        new Thread(group, task, "test").start();
        assertThat(task.get(1, TimeUnit.MINUTES)).isTrue();
    }

    private static List<Thread> longWorkers(ThreadGroup group) {
        Thread[] threads = new Thread[100];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(thread -> !thread.getName().equals("test"))
                .toList();
    }

    private static boolean isWaitingForMemory(ThreadGroup group) {
        return longWorkers(group).stream()
                .flatMap(thread -> Arrays.stream(thread.getStackTrace()))
                .anyMatch(frame -> frame.getClassName().equals(MemoryBudget.class.getName())
                        && frame.getMethodName().equals("await"));
    }

    @FunctionalInterface
    private interface Body {
        void run(LongWork work) throws Exception;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
