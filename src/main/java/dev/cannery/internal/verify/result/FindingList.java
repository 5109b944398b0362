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

/** Collects the findings of one response. Of each kind at each place only the first is kept, whatever the index of its event. */
public final class FindingList {
    private static final int MAX_FINDINGS = 50;

    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /** Adds a failure. */
    public void fail(FindingId id, FieldPath at, String expected, JsonNode actual) {
        add(Level.FAIL, new Mismatch(id, at, expected, actual));
    }

    /** Adds a warning. */
    public void warn(FindingId id, FieldPath at, String expected, JsonNode actual) {
        add(Level.WARN, new Mismatch(id, at, expected, actual));
    }

    /** Adds a mismatch at this level. */
    public void add(Level level, Mismatch mismatch) {
        String place = mismatch.path().toString().replaceAll("^(chunks)\\[\\d+]", "$1");
        if (findings.size() < MAX_FINDINGS && seen.add(mismatch.id() + " " + level + " " + place)) {
            findings.add(new Finding(level, withoutSecrets(mismatch)));
        }
    }

    /** Redacts secrets, since a response may contain keys. */
    private static Mismatch withoutSecrets(Mismatch found) {
        return new Mismatch(found.id(), found.path(), Secrets.redact(found.expected()), Secrets.redact(found.actual()));
    }

    /** Returns the findings in the order in which they were added. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Whether at least one finding is a failure. */
    public boolean hasFailure() {
        return findings.stream().anyMatch(Finding::isFailure);
    }
}
