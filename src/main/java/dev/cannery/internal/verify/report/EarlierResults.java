package dev.cannery.internal.verify.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Outcome;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.Subject;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The results of an earlier verification, read from its JSON report. */
public final class EarlierResults {
    private static final Set<String> PASSED = Set.of("pass", "warn");
    private static final Set<String> FAILED = Set.of("fail", "pending");

    private final Map<List<String>, Earlier> results = new HashMap<>();
    private final Path file;

    private EarlierResults(Path file) {
        this.file = file;
    }

    /**
     * Reads a file that {@link JsonReport} wrote.
     *
     * @throws IllegalArgumentException if it is not such a file, or cannot be read
     */
    public static EarlierResults read(Path file) {
        JsonNode root;
        try {
            root = Json.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read the report '" + file + "': it must be a file that 'verify --json' wrote", e);
        }
        if (root.path("format").asInt() != JsonReport.FORMAT
                || !root.path("results").isArray()) {
            throw new IllegalArgumentException("'" + file + "' is not a report that 'verify --json' wrote");
        }
        EarlierResults earlier = new EarlierResults(file);
        for (JsonNode result : root.path("results")) {
            List<String> key = List.of(
                    result.path("contract").asText(),
                    result.path("interaction").asText(),
                    result.path("form").asText());
            earlier.results.put(key, Earlier.of(result));
        }
        return earlier;
    }

    /**
     * Returns these results as a baseline for later ones.
     *
     * @throws IllegalArgumentException if they contain no checked interaction, since such a baseline would excuse every failure
     */
    public EarlierResults asBaseline() {
        boolean isJudged = results.entrySet().stream()
                .anyMatch(entry -> !entry.getKey().get(0).equals(Subject.TARGET)
                        && entry.getValue().isJudged());
        if (!isJudged) {
            throw new IllegalArgumentException("no interaction was checked in '" + file
                    + "', so it cannot be a baseline. Create one with 'verify --json' against a working target");
        }
        return this;
    }

    /** Whether the subject failed in these results. */
    public boolean hasFailed(Subject subject) {
        return FAILED.contains(earlier(subject).status);
    }

    /** Whether these results contain the subject. */
    public boolean has(Subject subject) {
        return results.containsKey(key(subject));
    }

    /** Returns the result, with a failure changed to pending if the subject failed in these results too. */
    public InteractionResult judged(InteractionResult result) {
        Earlier earlier = earlier(result.subject());
        boolean isOnlyWarned = result.attempts().stream().allMatch(Attempt::hasPassed);
        boolean isKnown = earlier.isFailed() || (isOnlyWarned && earlier.status.equals("warn"));
        return result.status() == Status.FAIL && isKnown
                ? result.as(Status.PENDING, "known: its status in the baseline is " + earlier.status)
                : result;
    }

    private Earlier earlier(Subject subject) {
        return results.getOrDefault(key(subject), Earlier.NONE);
    }

    private static List<String> key(Subject subject) {
        return List.of(subject.contract(), subject.interaction(), subject.form().word());
    }

    /**
     * The earlier result of one interaction.
     *
     * @param status the word of its status; empty if the results do not contain it
     * @param isAnswered whether a failure was found in a response, rather than caused by an unusable target
     */
    private record Earlier(String status, boolean isAnswered) {
        static final Earlier NONE = new Earlier("", false);

        static Earlier of(JsonNode result) {
            JsonNode attempts = result.path("attempts");
            boolean isAnswered = attempts.isEmpty()
                    || StreamSupport.stream(attempts.spliterator(), false).anyMatch(Earlier::isAnswer);
            return new Earlier(result.path("status").asText(), isAnswered);
        }

        private static boolean isAnswer(JsonNode attempt) {
            return attempt.path("status").asInt() != 0
                    && attempt.path("findings").findValuesAsText("id").stream().noneMatch(Outcome::isOfTarget);
        }

        boolean isFailed() {
            return FAILED.contains(status) && isAnswered;
        }

        boolean isJudged() {
            return PASSED.contains(status) || isFailed();
        }
    }
}
