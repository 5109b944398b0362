package dev.cannery.internal.server.transport;

import java.time.Duration;

/**
 * How many bytes requests may take together: a share of the heap, so that a server with little memory refuses what it cannot
 * hold while it still can.
 */
public final class MemoryBudget {
    private final long most;
    private long taken;

    /** A budget of so many bytes. */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** So many hundredths of this heap. */
    public static MemoryBudget of(long heap, int percent) {
        return new MemoryBudget(heap / 100 * percent);
    }

    /** The largest number of bytes that there can be. */
    public long most() {
        return most;
    }

    /** What one request takes; nothing yet. */
    public Share share() {
        return new Share();
    }

    /** How many bytes are taken. */
    public synchronized long taken() {
        return taken;
    }

    private synchronized boolean take(long bytes) {
        if (bytes > most - taken) {
            return false;
        }
        taken += bytes;
        return true;
    }

    private synchronized boolean await(long bytes, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); bytes > most - taken; left = end - System.nanoTime()) {
            if (left <= 0 || bytes > most) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        taken += bytes;
        return true;
    }

    private synchronized void give(long bytes) {
        taken -= bytes;
        notifyAll();
    }

    /** What one request takes of a budget. */
    public final class Share {
        private long own;

        private Share() {}

        /** Takes so many bytes more; whether there are as many. */
        public synchronized boolean take(long bytes) {
            if (!MemoryBudget.this.take(bytes)) {
                return false;
            }
            own += bytes;
            return true;
        }

        /** Takes so many bytes more, once others have given back enough; whether they did in time. */
        public boolean await(long bytes, Duration patience) {
            try {
                if (!MemoryBudget.this.await(bytes, patience)) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            synchronized (this) {
                own += bytes;
            }
            return true;
        }

        /** Gives back all of it; to be called more than once does no harm. */
        public synchronized void release() {
            give(own);
            own = 0;
        }
    }
}
