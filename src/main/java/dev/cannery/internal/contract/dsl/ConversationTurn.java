package dev.cannery.internal.contract.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;

/** One turn of a conversation, for {@link InteractionDraft#converse}. */
public final class ConversationTurn {
    private final ObjectNode tree;

    ConversationTurn(ObjectNode tree) {
        this.tree = tree;
    }

    JsonNode tree() {
        return tree;
    }

    @Override
    public String toString() {
        return Json.compact(tree);
    }
}
