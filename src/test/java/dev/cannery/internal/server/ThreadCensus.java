package dev.cannery.internal.server;

import dev.cannery.Await;
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
        Await.until("no thread is left", () -> count() == 0);
    }

    @FunctionalInterface
    interface Test {
        void run(ThreadCensus census) throws Exception;
    }
}
