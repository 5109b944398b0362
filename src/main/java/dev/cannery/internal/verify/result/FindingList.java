package dev.cannery.internal.verify.result;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.wire.Secrets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes what checks find in one answer: of each kind at each place the first, whatever the index of its event. */
public final class FindingList {
    private static final int KEPT = 50;

    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /** Takes a failure. */
    public void fail(FindingId id, FieldPath at, String expected, JsonNode actual) {
        add(Level.FAIL, new Mismatch(id, at, expected, actual));
    }

    /** Takes a warning. */
    public void warn(FindingId id, FieldPath at, String expected, JsonNode actual) {
        add(Level.WARN, new Mismatch(id, at, expected, actual));
    }

    /** Takes a mismatch at this level. */
    public void add(Level level, Mismatch mismatch) {
        String place = mismatch.path().toString().replaceAll("^(chunks)\\[\\d+]", "$1");
        if (findings.size() < KEPT && seen.add(mismatch.id() + " " + level + " " + place)) {
            findings.add(new Finding(level, withoutSecrets(mismatch)));
        }
    }

    /** A provider may tell keys of its own, or of others. */
    private static Mismatch withoutSecrets(Mismatch found) {
        return new Mismatch(found.id(), found.path(), Secrets.redact(found.expected()), Secrets.redact(found.actual()));
    }

    /** What was found, in that order. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Whether there is a failure. */
    public boolean hasFailure() {
        return findings.stream().anyMatch(Finding::isFailure);
    }
}
