package dev.cannery.internal.matching;

import dev.cannery.internal.contract.rule.Mismatch;
import java.util.List;

/**
 * How a request, or an answer, stands to a set of rules. No mismatches is a pass.
 *
 * @param mismatches every way in which a rule failed, in the rules' order
 */
public record Verdict(List<Mismatch> mismatches) {
    public Verdict {
        mismatches = List.copyOf(mismatches);
    }
}
