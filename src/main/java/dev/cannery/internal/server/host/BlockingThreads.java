package dev.cannery.internal.server.host;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that may block. Jetty's threads, which accept connections and read requests, must not block: there are only
 * fifty.
 */
public final class BlockingThreads implements AutoCloseable {
    private static final int QUEUE = 1_024;
    private static final long IDLE_SECONDS = 1;

    private final ThreadPoolExecutor threads;

    /** Creates an empty pool. A thread ends after it has been idle for a second. */
    public BlockingThreads(String name, int most) {
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
                            pool.isShutdown() ? "the server is closing" : "too many requests are waiting for stubs");
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a task as soon as a thread is free.
     *
     * @throws RejectedExecutionException if too many tasks are waiting or the server is closing; the message is the
     * reason
     */
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
