package dev.cannery.junit;

import dev.cannery.internal.contract.LoadedInteraction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The replies that a test adds itself. Those added while the test method runs must be used; those of its set-up need not. */
final class Replies {
    /** The name of the contract with the replies. */
    static final String CONTRACT = "replies";

    private final String provider;
    private final List<LoadedInteraction> required = new CopyOnWriteArrayList<>();
    private volatile boolean isRunning;

    /** Creates the replies of a test whose requests this provider profile reviews. */
    Replies(String provider) {
        this.provider = provider;
    }

    String provider() {
        return provider;
    }

    /** Marks the end of the test's set-up. */
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
