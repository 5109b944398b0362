package dev.cannery.internal.chat.tokens;

import com.fasterxml.jackson.databind.JsonNode;

/** Counts tokens for one model. */
@FunctionalInterface
public interface Tokenizer {
    /** Returns the tokens of a text or of an array of messages; 0 for anything else. */
    int count(JsonNode textOrMessages);
}
