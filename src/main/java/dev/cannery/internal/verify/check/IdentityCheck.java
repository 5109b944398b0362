package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.profile.answer.AnswerTable;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.Level;
import java.util.List;

/** Checks whether a response has a valid id, model and time of creation. */
final class IdentityCheck {
    /** The year 5138 in seconds. Every time in milliseconds since 1973 is above it. */
    private static final long TOO_LATE = 100_000_000_000L;

    private IdentityCheck() {}

    static void check(AnswerTable table, JsonNode completion, FindingList findings) {
        for (String name : List.of("id", "model")) {
            JsonNode value = completion.path(name);
            if (value.isTextual() && value.textValue().isBlank()) {
                report(table, FindingId.ANSWER_VALUE, name, "a non-empty string", value, findings);
            }
        }
        JsonNode created = completion.path("created");
        if (created.isIntegralNumber() && (created.asLong() < 0 || created.asLong() >= TOO_LATE)) {
            report(table, FindingId.ANSWER_RANGE, "created", "seconds since 1970", created, findings);
        }
    }

    /** Reports a wrong value, as a warning if the schema makes the member optional. */
    private static void report(
            AnswerTable table, FindingId id, String name, String expected, JsonNode value, FindingList findings) {
        Level level = table.mayLack(name) ? Level.WARN : Level.FAIL;
        findings.add(level, new Mismatch(id, FieldPath.of(name), expected, value));
    }
}
