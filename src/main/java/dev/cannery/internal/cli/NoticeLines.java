package dev.cannery.internal.cli;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Prints a server's messages without blocking its threads. A pipe that nobody reads is full after some dozens of misses, and
 * from then on the server would answer no request. Messages that do not fit the queue are dropped and counted.
 */
final class NoticeLines implements AutoCloseable {
    private static final int MOST = 1_000;
    private static final long MOST_CHARACTERS = 4 << 20;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final PrintWriter err;
    private final Deque<String> waiting = new ArrayDeque<>();
    private long characters;
    private long dropped;
    private boolean isPrinting;

    /** Creates the queue of a writer. A thread runs only while there are lines to print. */
    NoticeLines(PrintWriter err) {
        this.err = err;
    }

    /** Queues a text for printing, or drops it if the queue is full. */
    synchronized void add(String text) {
        if (waiting.size() >= MOST || characters + text.length() > MOST_CHARACTERS) {
            dropped++;
            return;
        }
        waiting.add(text);
        characters += text.length();
        if (!isPrinting) {
            isPrinting = true;
            Thread thread = new Thread(this::print, "cannery-notices");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void print() {
        for (String text = next(); text != null; text = next()) {
            err.println(text);
            err.flush();
        }
    }

    private synchronized @Nullable String next() {
        if (dropped > 0 && waiting.size() < MOST / 2) {
            String sentence = dropped + (dropped == 1 ? " notice was" : " notices were")
                    + " dropped, because the output was not read fast enough";
            dropped = 0;
            return sentence;
        }
        String text = waiting.poll();
        characters -= text == null ? 0 : text.length();
        isPrinting = text != null;
        notifyAll();
        return text;
    }

    /** Waits a short time for pending lines to be printed. */
    @Override
    public synchronized void close() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        try {
            for (long left = PATIENCE_NANOS; isPrinting && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
