package dev.cannery.internal.chat.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The stored items and conversations to which a request to the Responses API may refer by id. */
public interface EarlierItems {
    /** Nothing was stored. */
    static EarlierItems none() {
        return new Unlisted(false);
    }

    /** It is not known what was stored: a request that refers to earlier responses may be valid. */
    static EarlierItems unknown() {
        return new Unlisted(true);
    }

    /** Returns all input and output items up to and including a response, or those of a conversation; empty if the id is unknown. */
    Optional<List<JsonNode>> conversation(String id);

    /** Returns the item with that id; empty if it is unknown. */
    Optional<JsonNode> item(String id);

    /** Returns the id of the response that made a tool call; empty if none is known. */
    Optional<String> responseOfCall(String callId);

    /** Returns the id of the reasoning item right before a stored item, which has to be sent with it; empty if there is none. */
    Optional<String> reasoningBefore(String id);

    /**
     * Whether an id that is not found here may exist: that of a response, an item, a conversation or a prompt template. If not, a
     * request that refers to it is refused.
     */
    default boolean mayHold(String id) {
        return false;
    }

    /** Returns the same, with an id that may exist. */
    default EarlierItems with(String known) {
        return new WithId(this, known);
    }

    /**
     * No items.
     *
     * @param isPossible whether any id may exist
     */
    record Unlisted(boolean isPossible) implements EarlierItems {
        @Override
        public Optional<List<JsonNode>> conversation(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<JsonNode> item(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<String> responseOfCall(String callId) {
            return Optional.empty();
        }

        @Override
        public Optional<String> reasoningBefore(String id) {
            return Optional.empty();
        }

        @Override
        public boolean mayHold(String id) {
            return isPossible;
        }
    }

    /**
     * Items, and an id that may exist.
     *
     * @param others the items
     * @param known the id
     */
    record WithId(EarlierItems others, String known) implements EarlierItems {
        @Override
        public Optional<List<JsonNode>> conversation(String id) {
            return others.conversation(id);
        }

        @Override
        public Optional<JsonNode> item(String id) {
            return others.item(id);
        }

        @Override
        public Optional<String> responseOfCall(String callId) {
            return others.responseOfCall(callId);
        }

        @Override
        public Optional<String> reasoningBefore(String id) {
            return others.reasoningBefore(id);
        }

        @Override
        public boolean mayHold(String id) {
            return id.equals(known) || others.mayHold(id);
        }
    }
}
