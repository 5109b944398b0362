package dev.cannery.verify.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.Json;
import dev.cannery.verify.result.InteractionResult;
import dev.cannery.verify.result.Status;
import dev.cannery.verify.result.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How interactions came off in an earlier verification, as its report in JSON tells. */
public final class EarlierResults {
    private final Map<List<String>, String> statuses = new HashMap<>();

    private EarlierResults() {}

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
        EarlierResults earlier = new EarlierResults();
        for (JsonNode result : root.path("results")) {
            List<String> key = List.of(
                    result.path("contract").asText(),
                    result.path("interaction").asText(),
                    result.path("form").asText());
            earlier.statuses.put(key, result.path("status").asText());
        }
        return earlier;
    }

    /** Whether it failed then. */
    public boolean hasFailed(Subject subject) {
        String status = statuses.getOrDefault(key(subject), "");
        return status.equals("fail") || status.equals("pending");
    }

    /** Whether it was kept then. */
    public boolean wasSound(Subject subject) {
        String status = statuses.getOrDefault(key(subject), "");
        return status.equals("pass") || status.equals("warn");
    }

    /** The result; a failure of what was not sound then is pending now, for it is no news. */
    public InteractionResult judged(InteractionResult result) {
        boolean isNews = result.status() != Status.FAIL || wasSound(result.subject());
        return isNews ? result : result.pending("not sound in the baseline either");
    }

    private static List<String> key(Subject subject) {
        return List.of(subject.contract(), subject.interaction(), subject.form().word());
    }
}
