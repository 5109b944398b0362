package dev.cannery.junit;

import dev.cannery.internal.contract.LoadedInteraction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The replies that a test makes itself: those made once it runs must be used, those of its preparations need not. */
final class Replies {
    /** The name of the contracts that hold them. */
    static final String CONTRACT = "replies";

    private final String provider;
    private final List<LoadedInteraction> required = new CopyOnWriteArrayList<>();
    private volatile boolean isRunning;

    /** The replies of a test whose requests this provider's profile judges. */
    Replies(String provider) {
        this.provider = provider;
    }

    String provider() {
        return provider;
    }

    /** The test's preparations are over. */
    void begin() {
        isRunning = true;
    }

    void made(List<LoadedInteraction> interactions) {
        if (isRunning) {
            required.addAll(interactions);
        }
    }

    List<LoadedInteraction> required() {
        return List.copyOf(required);
    }
}
