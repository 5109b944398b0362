package dev.cannery.internal.server.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts the requests that are under way, and lets them end before a server stops. */
public final class Traffic {
    private final @Nullable Traffic whole;
    private int underWay;
    private boolean isClosing;

    /** A count of none. */
    public Traffic() {
        this(new Traffic(null));
    }

    private Traffic(@Nullable Traffic whole) {
        this.whole = whole;
    }

    /** A count beside this one: neither counts what the other does, and they end together. */
    public Traffic another() {
        return new Traffic(whole);
    }

    /** Counts one more, unless the server is about to stop; says whether it was counted. */
    public synchronized boolean begin() {
        if (isClosing || (whole != null && !whole.begin())) {
            return false;
        }
        underWay++;
        return true;
    }

    /** Counts one less. */
    public synchronized void end() {
        underWay--;
        notifyAll();
        if (whole != null) {
            whole.end();
        }
    }

    /** How many are under way. */
    public synchronized int underWay() {
        return underWay;
    }

    /**
     * Lets no more begin, here and beside, and waits until those under way have ended, but no longer than this; says how many
     * have not.
     */
    public int drain(Duration patience) {
        return whole == null ? drained(patience) : whole.drain(patience);
    }

    private synchronized int drained(Duration patience) {
        isClosing = true;
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = end - System.nanoTime(); underWay > 0 && left > 0; left = end - System.nanoTime()) {
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return underWay;
    }
}
