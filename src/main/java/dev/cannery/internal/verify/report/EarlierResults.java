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

/** How interactions came off in an earlier verification, as its report in JSON tells. */
public final class EarlierResults {
    private static final Set<String> KEPT = Set.of("pass", "warn");
    private static final Set<String> BROKEN = Set.of("fail", "pending");

    private final Map<List<String>, Earlier> results = new HashMap<>();
    private final Path file;

    private EarlierResults(Path file) {
        this.file = file;
    }

    /**
     * The results of a file that {@link JsonReport} wrote.
     *
     * @throws IllegalArgumentException when it is none, or cannot be read
     */
    public static EarlierResults read(Path file) {
        JsonNode root;
        try {
            root = Json.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the report '" + file + "' cannot be read: it must be one that" + " 'verify --json' wrote", e);
        }
        if (root.path("format").asInt() != JsonReport.FORMAT
                || !root.path("results").isArray()) {
            throw new IllegalArgumentException("'" + file + "' is no report that 'verify --json' wrote");
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
     * These results as what later ones are compared with.
     *
     * @throws IllegalArgumentException when no interaction was judged in them, for then they would excuse everything
     */
    public EarlierResults asBaseline() {
        boolean isJudged = results.entrySet().stream()
                .anyMatch(entry -> !entry.getKey().get(0).equals(Subject.TARGET)
                        && entry.getValue().isJudged());
        if (!isJudged) {
            throw new IllegalArgumentException("no interaction was judged in '" + file
                    + "', so it cannot be a baseline: write one with 'verify --json' against a target that answers");
        }
        return this;
    }

    /** Whether it failed then. */
    public boolean hasFailed(Subject subject) {
        return BROKEN.contains(earlier(subject).status);
    }

    /** Whether it is among these results. */
    public boolean has(Subject subject) {
        return results.containsKey(key(subject));
    }

    /** The result; a failure is pending where the same failed then, for it is no news. */
    public InteractionResult judged(InteractionResult result) {
        Earlier earlier = earlier(result.subject());
        boolean isOnlyWarned = result.attempts().stream().allMatch(Attempt::isKept);
        boolean isKnown = earlier.isBroken() || (isOnlyWarned && earlier.status.equals("warn"));
        return result.status() == Status.FAIL && isKnown
                ? result.as(Status.PENDING, "known: the baseline has it as " + earlier.status)
                : result;
    }

    private Earlier earlier(Subject subject) {
        return results.getOrDefault(key(subject), Earlier.NONE);
    }

    private static List<String> key(Subject subject) {
        return List.of(subject.contract(), subject.interaction(), subject.form().word());
    }

    /**
     * How one interaction came off then.
     *
     * @param status the word of its status, empty when it is not among the results
     * @param isAnswered whether its failure, if it is one, is one of an answer and not of a target that could not be asked
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

        boolean isBroken() {
            return BROKEN.contains(status) && isAnswered;
        }

        boolean isJudged() {
            return KEPT.contains(status) || isBroken();
        }
    }
}
