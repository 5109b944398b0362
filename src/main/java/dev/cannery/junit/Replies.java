package dev.cannery.junit;

import dev.cannery.internal.contract.LoadedInteraction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The replies that a test adds itself. Those added while the test method runs must be used; those of its set-up need not. */
final class Replies {
    /** The name of the contract with the replies. */
    static final String CONTRACT = "replies";

    private final Supplier<String> provider;
    private final List<LoadedInteraction> required = new CopyOnWriteArrayList<>();
    private volatile boolean isRunning;

    /**
     * Creates the replies of a test.
     *
     * @param provider gives the profile that reviews requests to a reply that is made now
     */
    Replies(Supplier<String> provider) {
        this.provider = provider;
    }

    String provider() {
        return provider.get();
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
