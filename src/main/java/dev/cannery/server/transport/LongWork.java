package dev.cannery.server.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for requests that take long to answer, as many as there are processors: more at once would not be done sooner, and
 * the trees of all of them would be in memory meanwhile.
 */
public final class LongWork implements Executor, AutoCloseable {
    private static final long IDLE_SECONDS = 1;

    private final ThreadPoolExecutor threads;

    /** No thread yet; each goes when it has had nothing to do for a second. */
    LongWork() {
        int processors = Runtime.getRuntime().availableProcessors();
        threads = new ThreadPoolExecutor(
                processors,
                processors,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "cannery-long-work");
                    thread.setDaemon(true);
                    return thread;
                },
                // A request that comes while the server closes has nowhere to be answered.
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Does this as soon as a thread is free. */
    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Begins nothing more. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
