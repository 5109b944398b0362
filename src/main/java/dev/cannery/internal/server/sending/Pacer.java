package dev.cannery.internal.server.sending;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one clock of a server: everything that is to happen later waits here, and one thread makes it happen.
 *
 * <p>Tasks must not block. A moment is rounded up to the next millisecond, so that the thousand streams of a busy server
 * wake the thread a thousand times a second rather than once for each frame; nothing is ever early.
 */
public final class Pacer implements AutoCloseable {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

    private final Consumer<Throwable> broken;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * A clock with its thread.
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
                // A frame that becomes due while the server closes has nowhere to go.
                new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Runs the task at a moment of {@link System#nanoTime()}, or as soon as possible when that has passed. */
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

    /** Something that is to happen later. */
    @FunctionalInterface
    public interface Alarm {
        /** Makes it not happen, unless it has. */
        void cancel();
    }
}
