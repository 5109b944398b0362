package dev.cannery;

import dev.cannery.internal.wire.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Why a choice ended, as the API's {@code finish_reason} says it. */
public enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER,
    FUNCTION_CALL;

    /** The word on the wire, as {@code tool_calls}. */
    public String wire() {
        return Words.of(this);
    }

    /** The reason with this word on the wire, or empty when there is none. */
    public static Optional<FinishReason> ofWire(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.wire().equals(word))
                .findFirst();
    }

    /** All words on the wire, in the schema's order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(FinishReason::wire).toList();
    }
}
