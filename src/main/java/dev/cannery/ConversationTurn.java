package dev.cannery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.format.TurnForm;
import dev.cannery.internal.wire.Json;

/**
 * One turn of a conversation:
 *
 * <pre>{@code
 * Interaction.named("weather agent").converse(
 *         ConversationTurn.when(prompt(contains("weather"))).reply(toolCall("get_weather", Map.of("city", "Paris"))),
 *         ConversationTurn.when(toolResult("get_weather", contains("18"))).reply("It is 18 °C in Paris."))
 * }</pre>
 *
 * <p>A turn matches if the request contains the responses of all earlier turns and satisfies the rules of the turn.
 */
public final class ConversationTurn {
    private final ObjectNode tree;

    private ConversationTurn(ObjectNode tree) {
        this.tree = tree;
    }

    /** Returns a turn with these rules on its request. */
    public static ConversationTurn when(RequestRule... rules) {
        return new ConversationTurn(Json.object().set(TurnForm.FORM.request.word(), RequestRule.request(rules)));
    }

    /** Returns this turn with a text as its response, or several in turn. */
    public ConversationTurn reply(String... texts) {
        return reply(Response.texts(texts));
    }

    /** Returns this turn with its response, or with successive responses; the last one repeats. */
    public ConversationTurn reply(Response... responses) {
        return new ConversationTurn(tree.deepCopy().set(TurnForm.FORM.response.word(), Response.successive(responses)));
    }

    ObjectNode tree() {
        return tree;
    }

    @Override
    public String toString() {
        return Json.compact(tree);
    }
}
