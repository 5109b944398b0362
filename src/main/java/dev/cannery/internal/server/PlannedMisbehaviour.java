package dev.cannery.internal.server;

import dev.cannery.Misbehaviour;
import dev.cannery.internal.response.MisbehavedResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A misbehaviour of one response: the first that it can change. Thread-safe. */
final class PlannedMisbehaviour {
    private final AtomicReference<@Nullable Misbehaviour> pending = new AtomicReference<>();

    /** Plans a misbehaviour, replacing one that has changed nothing yet. */
    void plan(Misbehaviour word) {
        pending.set(word);
    }

    /** Returns the misbehaviour that has changed nothing yet; empty if it has, or if there is none. */
    Optional<Misbehaviour> pending() {
        return Optional.ofNullable(pending.get());
    }

    /**
     * Tries the planned misbehaviour on a response. Responses that are rendered at the same time do not have it.
     *
     * @param change returns the response with this misbehaviour
     * @return the changed response; empty if it is not changed
     */
    Optional<MisbehavedResponse> tryOn(Function<Misbehaviour, MisbehavedResponse> change) {
        // without a plan, which is the usual case, nothing is written
        Misbehaviour word = pending.get() == null ? null : pending.getAndSet(null);
        if (word == null) {
            return Optional.empty();
        }
        boolean isChanged = false;
        try {
            MisbehavedResponse changed = change.apply(word);
            isChanged = changed.applied().contains(word);
            return isChanged ? Optional.of(changed) : Optional.empty();
        } finally {
            if (!isChanged) {
                pending.set(word);
            }
        }
    }
}
