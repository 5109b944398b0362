package dev.cannery.junit;

import dev.cannery.Misbehaviour;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/** Counts the tests of a class in which a misbehaviour changed a response. Thread-safe. */
final class MisbehaviourTally {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(MisbehaviourTally.class);

    private final Misbehaviour word;
    private final String testClass;
    private final AtomicInteger changed = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();

    MisbehaviourTally(Misbehaviour word, String testClass) {
        this.word = word;
        this.testClass = testClass;
    }

    /** Counts the tests below this context. */
    void enter(ExtensionContext context) {
        context.getStore(STORE).put(MisbehaviourTally.class, this);
    }

    /** Returns the tally of the class around this test; empty if only the configuration names a misbehaviour. */
    static Optional<MisbehaviourTally> find(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(STORE).get(MisbehaviourTally.class, MisbehaviourTally.class));
    }

    /**
     * Counts a test that has ended. One that failed counts only if a response was changed.
     *
     * @param isChanged whether a response was changed
     * @param isGood whether the test has not failed
     */
    void count(boolean isChanged, boolean isGood) {
        if (isChanged) {
            changed.incrementAndGet();
        } else if (isGood) {
            unchanged.incrementAndGet();
        }
    }

    /** Fails if tests ran, and the misbehaviour changed a response in none: then nothing was tested. */
    void requireChange() {
        if (changed.get() == 0 && unchanged.get() > 0) {
            throw new AssertionFailedError(Unchanged.words(word, "any test of " + testClass));
        }
    }
}
