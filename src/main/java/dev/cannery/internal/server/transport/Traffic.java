package dev.cannery.internal.server.transport;

import java.time.Duration;

/** Counts the requests of a server that are under way, and lets them end before it stops. */
public final class Traffic {
    private int underWay;
    private boolean isClosing;

    /** Counts one more, unless the server is about to stop; returns whether it was counted. */
    public synchronized boolean begin() {
        if (!isClosing) {
            underWay++;
        }
        return !isClosing;
    }

    /** Counts one less. */
    public synchronized void end() {
        underWay--;
        notifyAll();
    }

    /** Lets no more begin, and waits until those under way have ended, but no longer than this; returns how many have not. */
    public synchronized int drain(Duration patience) {
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
