package dev.cannery.internal.target;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The requests and tokens that a verification may still spend. Thread-safe. */
public final class Budget {
    private final Limits limits;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong tokens = new AtomicLong();

    /** Creates an unused budget. */
    public Budget(Limits limits) {
        this.limits = limits;
    }

    /** Takes one request from the budget. Returns a message if the budget is used up. */
    public Optional<String> take() {
        if (tokens.get() >= limits.tokens()) {
            return Optional.of("the budget of " + limits.tokens() + " tokens is used up");
        }
        if (requests.incrementAndGet() > limits.requests()) {
            requests.decrementAndGet();
            return Optional.of("the budget of " + limits.requests() + " requests is used up");
        }
        return Optional.empty();
    }

    /** Subtracts the tokens that a response cost. */
    public void spend(long count) {
        tokens.addAndGet(Math.max(0, count));
    }

    /** Returns the number of requests taken so far. */
    public int requests() {
        return requests.get();
    }

    /**
     * The limits of a budget.
     *
     * @param requests the maximum number of requests
     * @param tokens the maximum number of tokens; requests in flight may exceed it
     */
    public record Limits(int requests, long tokens) {
        /** No limits. */
        public static final Limits NONE = new Limits(Integer.MAX_VALUE, Long.MAX_VALUE);

        public Limits {
            if (requests < 1 || tokens < 1) {
                throw new IllegalArgumentException("each limit of a budget must be 1 or more, was " + requests
                        + " requests and " + tokens + " tokens");
            }
        }
    }
}
