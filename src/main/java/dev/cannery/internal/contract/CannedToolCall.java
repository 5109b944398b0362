package dev.cannery.internal.contract;

import dev.cannery.internal.wire.Words;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool.
 *
 * @param kind what kind of tool is called
 * @param id the call's id, null to derive one
 * @param name the tool's name
 * @param arguments what the tool is given, as it goes over the wire: for a function usually compact JSON, for a custom tool
 *     any text; broken JSON is kept as it is
 */
public record CannedToolCall(Kind kind, @Nullable String id, String name, String arguments) {
    /** A call of a function. */
    public CannedToolCall(@Nullable String id, String name, String arguments) {
        this(Kind.FUNCTION, id, name, arguments);
    }

    /** The same call with this id. */
    public CannedToolCall withId(String id) {
        return new CannedToolCall(kind, id, name, arguments);
    }

    /** The same call with other arguments. */
    public CannedToolCall withArguments(String arguments) {
        return new CannedToolCall(kind, id, name, arguments);
    }

    /** What kind of tool is called. */
    public enum Kind {
        /** A function, which takes JSON. */
        FUNCTION("arguments"),
        /** A custom tool, which takes any text. */
        CUSTOM("input");

        private final String argumentsName;

        Kind(String argumentsName) {
            this.argumentsName = argumentsName;
        }

        /** The word on the wire, as {@code function}. */
        public String wire() {
            return Words.of(this);
        }

        /** The name on the wire of what the tool is given. */
        public String argumentsName() {
            return argumentsName;
        }
    }
}
