package dev.cannery.internal.server.transport;

import java.time.Duration;

/** Counts the requests in progress, and waits for them before the server stops. */
public final class Traffic {
    private int underWay;
    private boolean isClosing;

    /** Counts a request, unless the server is stopping; returns whether it was counted. */
    public synchronized boolean begin() {
        if (!isClosing) {
            underWay++;
        }
        return !isClosing;
    }

    /** Counts the end of a request. */
    public synchronized void end() {
        underWay--;
        notifyAll();
    }

    /** Admits no more requests, waits for those in progress at most this long, and returns how many have not ended. */
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
