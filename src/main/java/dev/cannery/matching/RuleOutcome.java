package dev.cannery.matching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.contract.rule.Mismatch;
import java.util.List;

/**
 * What one rule found in a request.
 *
 * @param label the part of the request, as the contract writes it
 * @param actual the value that was judged; a missing node when there was none
 * @param mismatches how it failed; empty when the rule held
 */
public record RuleOutcome(String label, JsonNode actual, List<Mismatch> mismatches) {
    public RuleOutcome {
        mismatches = List.copyOf(mismatches);
    }

    /** Whether the rule held. */
    public boolean isOk() {
        return mismatches.isEmpty();
    }
}
