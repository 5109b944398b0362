package dev.cannery.internal.server;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of WireMock's own: a stub that is delayed keeps its thread until it answers, and those that accept connections and
 * read requests are only fifty. The admin API has a few for itself, so that it can be asked while stubs take all others.
 */
final class HostThreads implements AutoCloseable {
    private static final int STUBS = 128;
    private static final int ADMIN = 8;
    private static final int QUEUE = 1_024;
    private static final long IDLE_SECONDS = 1;

    private final ThreadPoolExecutor stubs = threads("cannery-stubs", STUBS);
    private final ThreadPoolExecutor admin = threads("cannery-admin", ADMIN);

    /** Threads for a path. */
    Executor at(String path) {
        return AdminGuard.isAdmin(path) ? admin : stubs;
    }

    /** None yet; each goes when it has had nothing to do for a second. Work beyond the queue is rejected. */
    private static ThreadPoolExecutor threads(String name, int most) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
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
        return threads;
    }

    @Override
    public void close() {
        stubs.shutdownNow();
        admin.shutdownNow();
    }
}
