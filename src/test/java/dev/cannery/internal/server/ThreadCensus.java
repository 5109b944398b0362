package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.FutureTask;

/** Counts the threads that a test's own code starts, whatever runs beside it in the same JVM. */
final class ThreadCensus {
    private final ThreadGroup group = new ThreadGroup("census");

    private ThreadCensus() {}

    /** Runs the test in a thread group of its own, which every thread it starts joins. */
    static void take(Test test) throws Exception {
        ThreadCensus census = new ThreadCensus();
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            test.run(census);
            return true;
        });
        new Thread(census.group, task, "census").start();
        task.get();
    }

    /** How many threads there are beside the test's own. */
    int count() {
        return group.activeCount() - 1;
    }

    /** Waits until all of them have ended. */
    void awaitNone() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (count() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(count()).isZero();
    }

    @FunctionalInterface
    interface Test {
        void run(ThreadCensus census) throws Exception;
    }
}
