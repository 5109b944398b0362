package dev.cannery.internal.verify.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a verification found.
 *
 * @param target whom it asked
 * @param results how each interaction came off, in the contracts' order
 * @param startedAt when it began
 * @param took how long it took
 * @param requests how many requests were sent
 * @param ending why not everything was sent, null when everything was
 */
public record VerificationResults(
        TargetFacts target,
        List<InteractionResult> results,
        Instant startedAt,
        Duration took,
        int requests,
        @Nullable Ending ending) {
    public VerificationResults {
        results = List.copyOf(results);
    }

    /** The same with each result changed. */
    public VerificationResults with(UnaryOperator<InteractionResult> change) {
        return new VerificationResults(
                target, results.stream().map(change).toList(), startedAt, took, requests, ending);
    }

    /** How many interactions came off like this. */
    public long count(Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    /** What it all comes to. */
    public Outcome outcome() {
        return Outcome.of(results);
    }

    /** The same in words, and why where that is not plain. */
    public String words() {
        return Outcome.words(results, ending);
    }

    /** What was not tried and why, in a sentence; empty when everything was tried. */
    public Optional<String> incomplete() {
        long untried = results.stream().filter(InteractionResult::isCutOff).count();
        return ending == null || untried == 0
                ? Optional.empty()
                : Optional.of(
                        "incomplete: " + untried + " of " + results.size() + " were not tried: " + ending.words());
    }

    /**
     * Whom a verification asked.
     *
     * @param name what people call it
     * @param address where it was asked
     * @param profile the name of its profile
     * @param model the model that was asked for instead of the contracts', empty for none
     * @param keyName the name of the variable that holds the key, empty for none
     * @param keyHeader the header that carries the key
     */
    public record TargetFacts(
            String name, String address, String profile, String model, String keyName, String keyHeader) {
        /** Whether the key goes as a bearer token. */
        public boolean isBearer() {
            return keyHeader.equalsIgnoreCase("authorization");
        }
    }
}
