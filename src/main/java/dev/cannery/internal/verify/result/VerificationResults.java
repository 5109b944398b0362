package dev.cannery.internal.verify.result;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.verify.trait.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The results of a verification.
 *
 * @param target the verified target
 * @param results the result of each interaction, in the order of the contracts
 * @param startedAt the time of the start
 * @param took the duration
 * @param requests the number of requests sent
 * @param ending why the verification ended early, or null if it did not
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

    /** Returns these results with each one changed. */
    public VerificationResults with(UnaryOperator<InteractionResult> change) {
        return new VerificationResults(
                target, results.stream().map(change).toList(), startedAt, took, requests, ending);
    }

    /** Returns the number of results with this status. */
    public long count(Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    /** Returns the overall outcome. */
    public Outcome outcome() {
        return Outcome.of(results);
    }

    /** Returns the outcome as text, with the reason if it needs one. */
    public String summary() {
        return Outcome.words(results, ending);
    }

    /** Returns a sentence on the cases that were not tried, with the reason; empty if all were tried. */
    public Optional<String> incomplete() {
        long untried = results.stream().filter(InteractionResult::isCutOff).count();
        return ending == null || untried == 0
                ? Optional.empty()
                : Optional.of(
                        "incomplete: " + untried + " of " + results.size() + " were not tried: " + ending.reason());
    }

    /**
     * The target of a verification, as reports show it.
     *
     * @param name the name
     * @param addresses the URL of each endpoint to which requests are sent, without secrets
     * @param profile the name of its profile
     * @param model the model that was requested instead of the contracts'; empty for none
     * @param keyName the environment variable with the API key; empty for none
     * @param keyHeader the header that carries the key
     * @param looksLike which provider its responses look like, and why; empty if that is unknown
     * @param traits the form of its responses, compared with that of the provider's profile
     */
    public record TargetFacts(
            String name,
            SortedMap<ChatEndpoint, String> addresses,
            String profile,
            String model,
            String keyName,
            String keyHeader,
            String looksLike,
            Traits traits) {
        public TargetFacts {
            addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
        }

        /** Whether the key is sent as a bearer token. */
        public boolean isBearer() {
            return keyHeader.equalsIgnoreCase("authorization");
        }
    }
}
