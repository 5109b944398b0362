package dev.cannery.internal.contract.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.reader.ContractReader;
import dev.cannery.internal.source.InvalidFilesException;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.wire.Json;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An interaction that wants its answer. Every method but the last gives another draft, so that a draft may be shared by
 * interactions that begin alike.
 */
public final class InteractionDraft {
    private static final String PREFIX = "interactions[0]";

    private final Keys keys;
    private final String provider;

    InteractionDraft(Keys keys, String provider) {
        this.keys = keys;
        this.provider = provider;
    }

    private InteractionDraft with(String key, @Nullable Object value) {
        return new InteractionDraft(keys.with(key, value), provider);
    }

    /** Errors are called as this provider calls them, as {@code azure}; otherwise as OpenAI does. */
    public InteractionDraft errorsOf(String provider) {
        return new InteractionDraft(keys, provider);
    }

    /** What the interaction is for. */
    public InteractionDraft description(String text) {
        return with("description", text);
    }

    /** Labels to choose interactions by. */
    public InteractionDraft tags(String... tags) {
        return with("tags", List.of(tags));
    }

    /** Capabilities; a provider that lacks one is skipped. */
    public InteractionDraft needs(String... capabilities) {
        return with("needs", List.of(capabilities));
    }

    /** States of the environment; a provider for which one is not declared is skipped. */
    public InteractionDraft given(String... states) {
        return with("given", List.of(states));
    }

    /** A field of the request that no rule mentions is a mismatch. */
    public InteractionDraft strict() {
        return with("strict", true);
    }

    /** Failures of verification are shown and fail nothing. */
    public InteractionDraft pending() {
        return with("pending", true);
    }

    /** Considered only when no other interaction matches. */
    public InteractionDraft fallback() {
        return with("fallback", true);
    }

    /** The completions, which need ids, can be retrieved from the start, as if they had been asked for and stored. */
    public InteractionDraft stored() {
        return with("stored", true);
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
        return with("verify", false);
    }

    /**
     * The interaction with its answer, or with successive answers of which the last repeats; each is a text, an
     * {@link Answer} or a map.
     *
     * @throws IllegalArgumentException when a contract file that said the same would be refused, with the same sentence
     */
    public LoadedInteraction reply(Object... answers) {
        return with("response", TurnDraft.response(answers)).read();
    }

    /**
     * The interaction as a conversation of these turns.
     *
     * @throws IllegalArgumentException when a contract file that said the same would be refused, with the same sentence
     */
    public LoadedInteraction converse(ConversationTurn... turns) {
        List<JsonNode> trees = Arrays.stream(turns).map(ConversationTurn::tree).toList();
        return with("turns", trees).read();
    }

    /** Hands what was built to the reader of files, so that there is one judge of what an interaction may say. */
    private LoadedInteraction read() {
        ObjectNode contract = Json.object().put("provider", provider);
        contract.putArray("interactions").add(keys.tree());
        try {
            return ContractReader.parseTrusted("java.json", Json.compact(contract))
                    .get(0)
                    .interactions()
                    .get(0)
                    .withSource(SourceLocation.CODE);
        } catch (InvalidFilesException e) {
            String problems =
                    e.problems().stream().map(InteractionDraft::sentence).collect(Collectors.joining("; "));
            throw new IllegalArgumentException(
                    "interaction '" + keys.tree().path("name").asText() + "': " + problems, e);
        }
    }

    private static String sentence(SourceProblem problem) {
        String path = problem.path().startsWith(PREFIX)
                ? problem.path().substring(PREFIX.length()).replaceFirst("^\\.", "")
                : problem.path();
        return path.isEmpty() ? problem.message() : path + ": " + problem.message();
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
