package dev.cannery.internal.server.admin;

import dev.cannery.internal.server.host.BlockingThreads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A time limit for searches of the journal. A search runs on a separate thread that can be abandoned: Java's regular
 * expressions cannot be interrupted and may never end, and comparing two long texts takes minutes.
 */
public final class SearchTime implements AutoCloseable {
    private static final int THREADS = 2;

    private final BlockingThreads threads = new BlockingThreads("cannery-search", THREADS);
    private final Duration most;

    public SearchTime(Duration most) {
        this.most = most;
    }

    /**
     * Returns the result of a search.
     *
     * @throws TooLongException if it takes too long, or waits too long for other searches
     */
    public <T> T within(Callable<T> search) throws TooLongException {
        FutureTask<T> task = new FutureTask<>(search);
        threads.execute(task);
        try {
            return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new TooLongException("The search took longer than " + most.toSeconds()
                    + " s. Use a pattern that is faster to match, or keep fewer requests.");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new TooLongException("The server is closing.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends the search of the current thread if it has been abandoned; to be called for each candidate. */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the search took too long");
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    /** Reports that a search took too long. The message can be shown to users. */
    public static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1L;

        private TooLongException(String message) {
            super(message);
        }
    }
}
