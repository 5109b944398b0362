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

/** Collects the mismatches that checks report, or only whether there are any, which creates no text. */
public final class Findings {
    /** The maximum number of mismatches kept in full; further ones are dropped. */
    private static final int KEPT = 100;

    static final FieldPath NOWHERE = FieldPath.of("value");

    private final boolean collects;
    private final @Nullable Tokenizer tokenizer;
    private final List<Mismatch> mismatches = new ArrayList<>(0);
    private final @Nullable Map<String, String> groups;
    private boolean isEmpty = true;

    private Findings(boolean collects, @Nullable Tokenizer tokenizer, @Nullable Map<String, String> groups) {
        this.collects = collects;
        this.tokenizer = tokenizer;
        this.groups = groups;
    }

    /** Creates findings that keep each mismatch; tokens are counted by this tokenizer, or not checked when it is null. */
    public static Findings collecting(@Nullable Tokenizer tokenizer) {
        return new Findings(true, tokenizer, null);
    }

    /** Creates findings that only note whether there is a mismatch; tokens are counted by this tokenizer, or not checked when it is null. */
    public static Findings testing(@Nullable Tokenizer tokenizer) {
        return new Findings(false, tokenizer, null);
    }

    /**
     * Creates findings that only note whether there is a mismatch, and collect the matches of named groups in this map; the first
     * match of a name wins.
     */
    public static Findings capturing(@Nullable Tokenizer tokenizer, Map<String, String> groups) {
        return new Findings(false, tokenizer, groups);
    }

    /** Reports one mismatch. */
    public void report(FindingId id, FieldPath at, Constraint expected, JsonNode actual) {
        isEmpty = false;
        if (collects && mismatches.size() < KEPT) {
            mismatches.add(new Mismatch(id, at, expected.describeFor(actual), actual));
        }
    }

    /** Reports one mismatch with its own description, which is created only if it is kept. */
    void report(FindingId id, FieldPath at, Supplier<String> expected, JsonNode actual) {
        isEmpty = false;
        if (collects && mismatches.size() < KEPT) {
            mismatches.add(new Mismatch(id, at, expected.get(), actual));
        }
    }

    /** Reports a mismatch of this kind, or that the value is missing. */
    void reportOrMissing(FindingId id, FieldPath at, Constraint expected, JsonNode actual) {
        report(actual.isMissingNode() ? FindingId.MISSING : id, at, expected, actual);
    }

    /** Reports that the value is missing or has the wrong type, unless it has the right one. */
    boolean reportUnless(boolean rightType, FieldPath at, Constraint expected, JsonNode actual) {
        if (!rightType) {
            reportOrMissing(FindingId.TYPE, at, expected, actual);
        }
        return !rightType;
    }

    /** Whether the value satisfies the constraint; reports nothing. */
    boolean wouldPass(Constraint constraint, JsonNode value) {
        Map<String, String> found = groups == null ? null : new LinkedHashMap<>();
        Findings trial = new Findings(false, tokenizer, found);
        constraint.check(value, NOWHERE, trial);
        if (groups != null && found != null && trial.isEmpty()) {
            found.forEach(groups::putIfAbsent);
        }
        return trial.isEmpty();
    }

    /** Collects the matches of an expression's named groups. */
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

    /** Returns the token counter, or null when tokens cannot be counted. */
    @Nullable
    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** Whether nothing was reported. */
    public boolean isEmpty() {
        return isEmpty;
    }

    /** Returns the reported mismatches in order, at most 100; empty unless these findings keep them. */
    public List<Mismatch> mismatches() {
        return List.copyOf(mismatches);
    }
}
