package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.tokens.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes what checks report: either the mismatches in full, or only how many there were, which builds no text. */
public final class Findings {
    /** How many mismatches are kept in full; further ones are only counted. */
    private static final int KEPT = 100;

    static final FieldPath NOWHERE = FieldPath.of("value");

    private final boolean collects;
    private final @Nullable Tokenizer tokenizer;
    private final List<Mismatch> mismatches = new ArrayList<>(0);
    private final @Nullable Map<String, String> groups;
    private int count;

    private Findings(boolean collects, @Nullable Tokenizer tokenizer, @Nullable Map<String, String> groups) {
        this.collects = collects;
        this.tokenizer = tokenizer;
        this.groups = groups;
    }

    /** Findings that keep each mismatch; tokens are counted by this tokenizer, or not judged when it is null. */
    public static Findings collecting(@Nullable Tokenizer tokenizer) {
        return new Findings(true, tokenizer, null);
    }

    /** Findings that only count; tokens are counted by this tokenizer, or not judged when it is null. */
    public static Findings counting(@Nullable Tokenizer tokenizer) {
        return new Findings(false, tokenizer, null);
    }

    /** Findings that only count, and give here what named groups of regular expressions match; the first one counts. */
    public static Findings capturing(@Nullable Tokenizer tokenizer, Map<String, String> groups) {
        return new Findings(false, tokenizer, groups);
    }

    /** Takes one mismatch. */
    public void report(FindingId id, FieldPath at, Constraint expected, JsonNode actual) {
        count++;
        if (collects && mismatches.size() < KEPT) {
            mismatches.add(new Mismatch(id, at, expected.describeBeside(actual), actual));
        }
    }

    /** Takes one mismatch whose expectation has words of its own, which are asked for only when they are kept. */
    void report(FindingId id, FieldPath at, Supplier<String> expected, JsonNode actual) {
        count++;
        if (collects && mismatches.size() < KEPT) {
            mismatches.add(new Mismatch(id, at, expected.get(), actual));
        }
    }

    /** Takes a mismatch of this kind, or the mismatch that there is no value at all. */
    void reportOrMissing(FindingId id, FieldPath at, Constraint expected, JsonNode actual) {
        report(actual.isMissingNode() ? FindingId.MISSING : id, at, expected, actual);
    }

    /** Takes a mismatch that the value is missing or has the wrong type, unless it has the right one. */
    boolean reportUnless(boolean rightType, FieldPath at, Constraint expected, JsonNode actual) {
        if (!rightType) {
            reportOrMissing(FindingId.TYPE, at, expected, actual);
        }
        return !rightType;
    }

    /** Whether the value would satisfy the constraint; nothing is reported here. */
    boolean wouldPass(Constraint constraint, JsonNode value) {
        Map<String, String> found = groups == null ? null : new LinkedHashMap<>();
        Findings trial = new Findings(false, tokenizer, found);
        constraint.check(value, NOWHERE, trial);
        if (groups != null && found != null && trial.isEmpty()) {
            found.forEach(groups::putIfAbsent);
        }
        return trial.isEmpty();
    }

    /** Takes what the named groups of an expression matched. */
    void capture(Matcher matcher) {
        if (groups != null) {
            matcher.pattern().namedGroups().forEach((name, number) -> {
                String matched = matcher.group(number);
                if (matched != null) {
                    groups.putIfAbsent(name, matched);
                }
            });
        }
    }

    /** What counts tokens here, or null when nothing can. */
    @Nullable
    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** Whether nothing was reported. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** How many mismatches were reported. */
    public int count() {
        return count;
    }

    /** The mismatches in the order they were reported; empty when these findings only count, at most 100. */
    public List<Mismatch> mismatches() {
        return List.copyOf(mismatches);
    }
}
