package dev.cannery.internal.server;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that may block, which those that accept connections and read requests must not: they are only fifty. */
final class BlockingThreads implements AutoCloseable {
    private static final int QUEUE = 1_024;
    private static final long IDLE_SECONDS = 1;

    private final ThreadPoolExecutor threads;

    /** Creates a pool without threads; each ends when it has had nothing to do for a second. */
    BlockingThreads(String name, int most) {
        threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                },
                (task, pool) -> {
                    throw new RejectedExecutionException(
                            pool.isShutdown() ? "the server closes" : "too many requests wait for stubs");
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a task when a thread is free.
     *
     * @throws RejectedExecutionException if too many tasks wait already, with the reason
     */
    void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
