package dev.cannery.internal.chat.tokens;

import com.fasterxml.jackson.databind.JsonNode;

/** Counts tokens as one model does. */
@FunctionalInterface
public interface Tokenizer {
    /** The tokens of a text, or of an array of messages; 0 for anything else. */
    int count(JsonNode textOrMessages);
}
