package dev.cannery.internal.server.transport;

import java.time.Duration;

/**
 * A limit for the memory of all requests together: a share of the heap. A server with little memory thus rejects what
 * does not fit, while it still can.
 */
public final class MemoryBudget {
    private final long most;
    private long taken;

    /** Creates a budget of this many bytes. */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** Returns a budget of this percentage of a heap. */
    public static MemoryBudget of(long heap, int percent) {
        return new MemoryBudget(heap / 100 * percent);
    }

    /** Returns the size of the budget in bytes. */
    public long most() {
        return most;
    }

    /** Returns an empty share for one request. */
    public Share share() {
        return new Share();
    }

    /** Returns the number of reserved bytes. */
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

    /** The part of the budget that one request has reserved. */
    public final class Share {
        private long own;

        private Share() {}

        /** Reserves more bytes; returns whether there were enough. */
        public synchronized boolean take(long bytes) {
            if (!MemoryBudget.this.take(bytes)) {
                return false;
            }
            own += bytes;
            return true;
        }

        /** Waits until more bytes are available and reserves them; returns whether that succeeded in time. */
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

        /** Releases the whole share. May be called more than once. */
        public synchronized void release() {
            give(own);
            own = 0;
        }
    }
}
