package dev.cannery.internal.verify;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many requests and tokens a verification may still spend. It may be used by several threads. */
public final class Budget {
    private final Limits limits;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong tokens = new AtomicLong();

    /** A whole budget. */
    public Budget(Limits limits) {
        this.limits = limits;
    }

    /** Takes one request out of the budget; says in words what is used up when it cannot. */
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

    /** Notes the tokens that an answer cost. */
    public void spend(long count) {
        tokens.addAndGet(Math.max(0, count));
    }

    /** How many requests were taken. */
    public int requests() {
        return requests.get();
    }

    /**
     * The most that may be spent.
     *
     * @param requests how many requests
     * @param tokens how many tokens; reached by the answers that are under way, it may be passed by them
     */
    public record Limits(int requests, long tokens) {
        /** As much as it takes. */
        public static final Limits NONE = new Limits(Integer.MAX_VALUE, Long.MAX_VALUE);

        public Limits {
            if (requests < 1 || tokens < 1) {
                throw new IllegalArgumentException(
                        "a budget must be 1 or more, was " + requests + " requests and " + tokens + " tokens");
            }
        }
    }
}
