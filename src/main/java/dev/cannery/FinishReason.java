package dev.cannery;

import dev.cannery.internal.wire.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The reason why a choice ended: the API's {@code finish_reason}. */
public enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER,
    FUNCTION_CALL;

    /** Returns the reason's name in the API, such as {@code tool_calls}. */
    public String wire() {
        return Words.of(this);
    }

    /** Returns the reason with this name in the API, or empty if there is none. */
    public static Optional<FinishReason> ofWire(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.wire().equals(word))
                .findFirst();
    }

    /** Returns the names of all reasons in the API, in the order of its schema. */
    public static List<String> words() {
        return Arrays.stream(values()).map(FinishReason::wire).toList();
    }
}
