package dev.cannery.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.FieldPath;
import dev.cannery.chat.FindingId;
import java.util.ArrayList;
import java.util.List;

/** Takes what checks report: either every mismatch in full, or only how many there were, which builds no text. */
public final class Findings {
    static final FieldPath NOWHERE = FieldPath.of("value");

    private final boolean collects;
    private final List<Mismatch> mismatches = new ArrayList<>(0);
    private int count;

    private Findings(boolean collects) {
        this.collects = collects;
    }

    /** Findings that keep each mismatch. */
    public static Findings collecting() {
        return new Findings(true);
    }

    /** Findings that only count. */
    public static Findings counting() {
        return new Findings(false);
    }

    /** Takes one mismatch. */
    public void report(FindingId id, FieldPath at, Constraint expected, JsonNode actual) {
        count++;
        if (collects) {
            mismatches.add(new Mismatch(id, at, expected.describe(), actual));
        }
    }

    /** Takes a mismatch about presence or type where there is one, and tells whether there was. */
    boolean reportUnless(boolean rightType, FieldPath at, Constraint expected, JsonNode actual) {
        if (rightType) {
            return false;
        }
        report(actual.isMissingNode() ? FindingId.MISSING : FindingId.TYPE, at, expected, actual);
        return true;
    }

    /** Whether nothing was reported. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** How many mismatches were reported. */
    public int count() {
        return count;
    }

    /** The mismatches in the order they were reported; empty when these findings only count. */
    public List<Mismatch> mismatches() {
        return List.copyOf(mismatches);
    }
}
