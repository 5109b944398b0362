package dev.cannery.internal.server.transport;

import java.time.Duration;
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
    private static final int PERCENT = 23;

    /** A body is parsed by way of buffers, which take four times as much beside it as it has bytes. */
    private static final int TIMES = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MemoryBudget memory;
    private final ThreadPoolExecutor threads;

    /** No thread yet; each goes when it has had nothing to do for a second. */
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
                // A request that comes while the server closes has nowhere to be answered.
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Does this as soon as a thread is free. */
    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** The longest body that there is memory to work on. */
    public long longestBody() {
        return memory.most() / TIMES;
    }

    /**
     * Works on a body as soon as a thread is free and there is memory for it.
     *
     * @param otherwise what is done when there is no such memory for ten seconds
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

    /** Begins nothing more. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
