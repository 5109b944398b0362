package dev.cannery.internal.matching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.responses.ChatView;
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

    /** Returns the same outcome with the fields named as the client sent them. */
    RuleOutcome asSentIn(ChatRequest request) {
        if (isOk() || request.endpoint() == ChatEndpoint.CHAT_COMPLETIONS) {
            return this;
        }
        return new RuleOutcome(
                label,
                actual,
                mismatches.stream().map(mismatch -> asSent(mismatch, request)).toList());
    }

    private static Mismatch asSent(Mismatch mismatch, ChatRequest request) {
        String path = mismatch.path().toString();
        String field = path.split("[.\\[]", 2)[0];
        return new Mismatch(
                mismatch.id(),
                FieldPath.of(request.sentPath(path)),
                mismatch.actual().isMissingNode() && ChatView.isOnlyInChat(field)
                        ? mismatch.expected() + onlyInChat(field)
                        : mismatch.expected(),
                mismatch.actual());
    }

    /** Explains why a rule on this field never holds for a request to the Responses API. */
    private static String onlyInChat(String field) {
        return field.equals("max_tokens")
                ? " (the Responses API has no max_tokens; a rule on max_completion_tokens holds for its max_output_tokens)"
                : " (the Responses API has no " + field + "; only chat completions can match)";
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
