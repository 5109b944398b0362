package dev.cannery.internal.contract.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.Arrays;

/** The rules of one turn of a conversation, which wants its answer. */
public final class TurnDraft {
    private final ObjectNode request;

    TurnDraft(ObjectNode request) {
        this.request = request;
    }

    /** The turn with its answer, or with successive answers; each is a text, an {@link Answer} or a map. */
    public ConversationTurn reply(Object... answers) {
        ObjectNode tree = Json.object();
        tree.set("request", request);
        return new ConversationTurn(tree.set("response", response(answers)));
    }

    static JsonNode response(Object... answers) {
        if (answers.length == 1) {
            return Answer.tree(answers[0]);
        }
        return Trees.list(Arrays.stream(answers).map(Answer::tree).toList());
    }
}
