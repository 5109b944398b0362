package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.profile.answer.AnswerTable;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.Level;
import java.util.List;

/** Whether an answer says who it is: an id, a model and a time, not blanks in their place. */
final class IdentityCheck {
    /** The year 5138; a time in milliseconds has been above it since 1973. */
    private static final long TOO_LATE = 100_000_000_000L;

    private IdentityCheck() {}

    static void check(AnswerTable table, JsonNode completion, FindingList findings) {
        for (String name : List.of("id", "model")) {
            JsonNode value = completion.path(name);
            if (value.isTextual() && value.textValue().isBlank()) {
                report(table, FindingId.ANSWER_VALUE, name, "a text that is not empty", value, findings);
            }
        }
        JsonNode created = completion.path("created");
        if (created.isIntegralNumber() && (created.asLong() < 0 || created.asLong() >= TOO_LATE)) {
            report(table, FindingId.ANSWER_RANGE, "created", "seconds since 1970", created, findings);
        }
    }

    /** Where a member may be left out, nobody reads it. */
    private static void report(
            AnswerTable table, FindingId id, String name, String expected, JsonNode value, FindingList findings) {
        Level level = table.mayLack(name) ? Level.WARN : Level.FAIL;
        findings.add(level, new Mismatch(id, FieldPath.of(name), expected, value));
    }
}
