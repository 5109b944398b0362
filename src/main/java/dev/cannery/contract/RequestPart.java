package dev.cannery.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.ChatRequest;

/** A part of a request that a rule can judge. */
public sealed interface RequestPart {
    /** The value in the request; a missing node when there is none. */
    JsonNode select(ChatRequest request);

    /** The name as a contract writes it, as {@code temperature} or {@code prompt}. */
    String label();

    /**
     * A top-level field of the body.
     *
     * @param label the API's own name of the field
     */
    record BodyField(String label) implements RequestPart {
        @Override
        public JsonNode select(ChatRequest request) {
            return request.field(label);
        }
    }

    /** The text of the last user message. */
    record Prompt() implements RequestPart {
        @Override
        public JsonNode select(ChatRequest request) {
            return request.prompt();
        }

        @Override
        public String label() {
            return "prompt";
        }
    }

    /** The text of the system and developer messages. */
    record SystemText() implements RequestPart {
        @Override
        public JsonNode select(ChatRequest request) {
            return request.system();
        }

        @Override
        public String label() {
            return "system";
        }
    }
}
