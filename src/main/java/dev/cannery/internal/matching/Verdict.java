package dev.cannery.internal.matching;

import dev.cannery.internal.contract.rule.Mismatch;
import java.util.List;

/**
 * The result of checking a request or a response against rules. It passes if there are no mismatches.
 *
 * @param mismatches every mismatch, in the order of the rules
 */
public record Verdict(List<Mismatch> mismatches) {
    public Verdict {
        mismatches = List.copyOf(mismatches);
    }
}
