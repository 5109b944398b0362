package dev.cannery.internal.matching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.wire.Secrets;
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

    /** Whether the rule held of nothing: that a field may be missing says nothing about a request without it. */
    public boolean holdsOfNothing() {
        return isOk() && isNothing(actual);
    }

    static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /** The same without the values, which are secrets: whether there was one can still be seen. */
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
