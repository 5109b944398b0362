package dev.cannery.contract.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.Json;
import dev.cannery.contract.Interaction;
import java.util.Arrays;
import java.util.List;

/**
 * An interaction that wants its answer. Every method but the last gives another draft, so that a draft may be shared by
 * interactions that begin alike.
 */
public final class InteractionDraft {
    private final ObjectNode tree;

    InteractionDraft(ObjectNode tree) {
        this.tree = tree;
    }

    private InteractionDraft with(String key, JsonNode value) {
        if (tree.has(key)) {
            throw new IllegalArgumentException("'" + key + "' must be said once in an interaction");
        }
        return new InteractionDraft(tree.deepCopy().set(key, value));
    }

    /** What the interaction is for. */
    public InteractionDraft description(String text) {
        return with("description", Trees.of(text));
    }

    /** Labels to choose interactions by. */
    public InteractionDraft tags(String... tags) {
        return with("tags", Trees.of(List.of(tags)));
    }

    /** Capabilities; a provider that lacks one is skipped. */
    public InteractionDraft needs(String... capabilities) {
        return with("needs", Trees.of(List.of(capabilities)));
    }

    /** States of the environment; a provider for which one is not declared is skipped. */
    public InteractionDraft given(String... states) {
        return with("given", Trees.of(List.of(states)));
    }

    /** A field of the request that no rule mentions is a mismatch. */
    public InteractionDraft strict() {
        return with("strict", BooleanNode.TRUE);
    }

    /** Failures of verification are shown and fail nothing. */
    public InteractionDraft pending() {
        return with("pending", BooleanNode.TRUE);
    }

    /** Considered only when no other interaction matches. */
    public InteractionDraft fallback() {
        return with("fallback", BooleanNode.TRUE);
    }

    /** The rules on the request; of a conversation, those that all its turns share. */
    public InteractionDraft when(RequestRule... rules) {
        return with("request", RequestRule.request(rules));
    }

    /** What a real provider must satisfy. */
    public InteractionDraft verify(Expectation expectation) {
        return with("verify", expectation.tree());
    }

    /** The interaction is never put to a real provider. */
    public InteractionDraft neverVerify() {
        return with("verify", BooleanNode.FALSE);
    }

    /**
     * The interaction with its answer, or with successive answers of which the last repeats; each is a text, an
     * {@link Answer} or a map.
     *
     * @throws IllegalArgumentException when a contract file that said the same would be refused, with the same sentence
     */
    public Interaction reply(Object... answers) {
        return DraftReader.read(with("response", TurnDraft.response(answers)).tree);
    }

    /**
     * The interaction as a conversation of these turns.
     *
     * @throws IllegalArgumentException when a contract file that said the same would be refused, with the same sentence
     */
    public Interaction converse(ConversationTurn... turns) {
        List<JsonNode> trees = Arrays.stream(turns).map(ConversationTurn::tree).toList();
        return DraftReader.read(with("turns", Trees.of(trees)).tree);
    }

    @Override
    public String toString() {
        return Json.compact(tree);
    }
}
