package dev.cannery.internal.server.transport;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A pool for requests that take long to answer, with one thread per processor. More threads would not be faster, and
 * the trees of all their requests would be in memory.
 */
public final class LongWork implements Executor, AutoCloseable {
    private static final long IDLE_SECONDS = 1;
    private static final int PERCENT = 23;

    /** Parsing takes buffers of about four times the size of the body, in addition to the body. */
    private static final int TIMES = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MemoryBudget memory;
    private final ThreadPoolExecutor threads;

    /** Creates an empty pool. A thread ends after it has been idle for a second. */
    LongWork(long heap) {
        memory = MemoryBudget.of(heap, PERCENT);
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
                // A request that arrives while the server closes cannot be answered.
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs a task as soon as a thread is free. */
    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Returns the size of the longest body that there is memory for. */
    public long longestBody() {
        return memory.most() / TIMES;
    }

    /**
     * Runs a task for a body as soon as a thread is free and there is memory for the body.
     *
     * @param otherwise called if there is not enough memory for ten seconds
     */
    public void execute(long bodyLength, Runnable work, Runnable otherwise) {
        execute(() -> {
            MemoryBudget.Share share = memory.share();
            if (!share.await(TIMES * bodyLength, PATIENCE)) {
                otherwise.run();
                return;
            }
            try {
                work.run();
            } finally {
                share.release();
            }
        });
    }

    /** Stops accepting tasks. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
