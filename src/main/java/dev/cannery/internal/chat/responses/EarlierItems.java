package dev.cannery.internal.chat.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What a server stored of earlier responses, to which a request may refer by id. */
public interface EarlierItems {
    /** Nothing was stored. */
    EarlierItems NONE = new EarlierItems() {
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
    };

    /** Returns all input and output items up to and including a response, or those of a conversation; empty if the id is unknown. */
    Optional<List<JsonNode>> conversation(String id);

    /** Returns the item with that id; empty if it is unknown. */
    Optional<JsonNode> item(String id);

    /** Returns the id of the response that made a tool call; empty if none is known. */
    Optional<String> responseOfCall(String callId);
}
