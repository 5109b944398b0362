package dev.cannery.internal.server.journal;

/** A count of the requests that arrived at a scope after it was closed, or went wrong after that. Thread-safe. */
public final class LateRequests {
    private int count;
    private String first = "";

    public LateRequests() {}

    public synchronized void count(String method, String path) {
        if (count == 0) {
            first = method + " " + path;
        }
        count++;
    }

    /** Returns the number of late requests. */
    public synchronized int count() {
        return count;
    }

    /**
     * Returns the method and path of the first late request, such as {@code POST /v1/chat/completions}; empty if there
     * was none.
     */
    public synchronized String first() {
        return first;
    }
}
