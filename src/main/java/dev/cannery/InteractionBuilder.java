package dev.cannery;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.format.CodeReader;
import dev.cannery.internal.contract.format.InteractionForm;
import dev.cannery.internal.contract.format.Key;
import dev.cannery.internal.profile.Profile;
import java.util.Arrays;
import java.util.List;

/**
 * Builds an {@link Interaction}. A builder is immutable: each method returns another one, so several interactions can share
 * a partly configured builder.
 */
public final class InteractionBuilder {
    private static final InteractionForm FORM = InteractionForm.FORM;

    private final Keys keys;
    private final CodeReader reader;

    InteractionBuilder(String name) {
        this(Keys.of("an interaction").with(FORM.name, name), CodeReader.of(Profile.DEFAULT));
    }

    private InteractionBuilder(Keys keys, CodeReader reader) {
        this.keys = keys;
        this.reader = reader;
    }

    private InteractionBuilder with(Key<?> key, Object value) {
        return new InteractionBuilder(keys.with(key, value), reader);
    }

    /**
     * Resolves the names of errors for this provider, such as {@code azure}; by default for {@code openai}.
     *
     * @throws InvalidFilesException if there is no such provider
     */
    public InteractionBuilder errorsOf(String provider) {
        return new InteractionBuilder(keys, CodeReader.of(provider));
    }

    /** Sets the description. */
    public InteractionBuilder description(String text) {
        return with(FORM.description, text);
    }

    /** Adds labels by which interactions can be selected. */
    public InteractionBuilder tags(String... tags) {
        return with(FORM.tags, List.of(tags));
    }

    /** Requires capabilities such as {@code tools} or {@code streaming}; verification skips providers that lack one. */
    public InteractionBuilder needs(String... capabilities) {
        return with(FORM.needs, List.of(capabilities));
    }

    /** Requires states of the environment such as {@code quota is exhausted}; verification skips providers that do not declare one. */
    public InteractionBuilder given(String... states) {
        return with(FORM.given, List.of(states));
    }

    /** Rejects requests with a field that no rule mentions. */
    public InteractionBuilder strict() {
        return with(FORM.strict, true);
    }

    /** Reports failures of verification without failing the build. */
    public InteractionBuilder pending() {
        return with(FORM.pending, true);
    }

    /** Considers this interaction only if no other one matches. */
    public InteractionBuilder fallback() {
        return with(FORM.fallback, true);
    }

    /**
     * Makes the completions retrievable from the start, as if they had been stored; each response needs an id. An id that begins with
     * {@code resp_} is that of a Response.
     */
    public InteractionBuilder stored() {
        return with(FORM.stored, true);
    }

    /** Sets the rules on the request; in a conversation, they apply to all turns. */
    public InteractionBuilder when(RequestRule... rules) {
        return with(FORM.turn.request, RequestRule.request(rules));
    }

    /** Sets the rules on a real provider's response, see {@link Rules#expecting()}. */
    public InteractionBuilder verify(Expectation expectation) {
        return with(FORM.verify, expectation.tree());
    }

    /** Never sends the interaction to a real provider. */
    public InteractionBuilder neverVerify() {
        return with(FORM.verify, BooleanNode.FALSE);
    }

    /**
     * Returns the interaction with a text as its response, or with several texts in turn; the last one repeats.
     *
     * @throws IllegalArgumentException if a contract file with the same content would be invalid; the message is the same
     */
    public Interaction reply(String... texts) {
        return reply(Response.texts(texts));
    }

    /**
     * Returns the interaction with its response, or with successive responses; the last one repeats.
     *
     * @throws IllegalArgumentException if a contract file with the same content would be invalid; the message is the same
     */
    public Interaction reply(Response... responses) {
        return with(FORM.turn.response, Response.successive(responses)).read();
    }

    /**
     * Returns the interaction as a conversation of these turns.
     *
     * @throws IllegalArgumentException if a contract file with the same content would be invalid; the message is the same
     */
    public Interaction converse(ConversationTurn... turns) {
        List<ObjectNode> trees =
                Arrays.stream(turns).map(ConversationTurn::tree).toList();
        return with(FORM.turns, trees).read();
    }

    private Interaction read() {
        return reader.interaction(keys.tree());
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
