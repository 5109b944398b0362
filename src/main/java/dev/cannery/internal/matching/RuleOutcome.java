package dev.cannery.internal.matching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.wire.Secrets;
import java.util.List;

/**
 * The outcome of one rule for a request.
 *
 * @param label the part of the request, as in the contract
 * @param actual the value that was checked; a missing node when there was none
 * @param mismatches the mismatches; empty when the rule held
 */
public record RuleOutcome(String label, JsonNode actual, List<Mismatch> mismatches) {
    public RuleOutcome {
        mismatches = List.copyOf(mismatches);
    }

    /** Whether the rule held. */
    public boolean isOk() {
        return mismatches.isEmpty();
    }

    /** Whether the rule held only because the value is missing, which is not informative. */
    public boolean holdsOfNothing() {
        return isOk() && isNothing(actual);
    }

    static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /** Returns the same outcome without values, which are secret; it remains visible whether there was one. */
    RuleOutcome redacted() {
        List<Mismatch> redacted = mismatches.stream()
                .map(mismatch ->
                        new Mismatch(mismatch.id(), mismatch.path(), Secrets.REDACTED, redacted(mismatch.actual())))
                .toList();
        return new RuleOutcome(label, redacted(actual), redacted);
    }

    private static JsonNode redacted(JsonNode value) {
        return value.isMissingNode() ? value : TextNode.valueOf(Secrets.REDACTED);
    }
}
