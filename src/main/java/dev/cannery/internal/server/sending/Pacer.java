package dev.cannery.internal.server.sending;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The timer of a server: one thread runs all delayed tasks.
 *
 * Tasks must not block. Times are rounded up to the next millisecond, so that a thousand streams wake the thread at
 * most a thousand times a second rather than once for each frame. Nothing runs early.
 */
public final class Pacer implements AutoCloseable {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

    private final Consumer<Throwable> broken;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * Creates a timer and its thread.
     *
     * @param broken receives the error that ended a task
     */
    public Pacer(Consumer<Throwable> broken) {
        this.broken = broken;
        timer = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread thread = new Thread(task, "cannery-pacer");
                    thread.setDaemon(true);
                    return thread;
                },
                // A frame that becomes due while the server closes cannot be sent.
                new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Runs a task at a time of {@link System#nanoTime()}, or as soon as possible if that has passed. */
    public Alarm at(long nanoTime, Runnable task) {
        long tick = Math.floorDiv(nanoTime + TICK - 1, TICK) * TICK;
        Future<?> future = timer.schedule(() -> run(task), tick - System.nanoTime(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Error e) {
            broken.accept(e);
            throw e;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** A scheduled task. */
    @FunctionalInterface
    public interface Alarm {
        /** Cancels the task, unless it has run already. */
        void cancel();
    }
}
