package dev.cannery.internal.contract;

import dev.cannery.internal.wire.Words;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool.
 *
 * @param kind the kind of tool
 * @param id the call's id, null to derive one
 * @param name the tool's name
 * @param arguments the arguments as they are sent: for a function usually compact JSON, for a custom tool
 *     any text; invalid JSON is kept unchanged
 */
public record CannedToolCall(Kind kind, @Nullable String id, String name, String arguments) {
    /** Creates a call of a function. */
    public CannedToolCall(@Nullable String id, String name, String arguments) {
        this(Kind.FUNCTION, id, name, arguments);
    }

    /** Returns the same call with this id. */
    public CannedToolCall withId(String id) {
        return new CannedToolCall(kind, id, name, arguments);
    }

    /** Returns the same call of another tool. */
    public CannedToolCall withName(String name) {
        return new CannedToolCall(kind, id, name, arguments);
    }

    /** Returns the same call with other arguments. */
    public CannedToolCall withArguments(String arguments) {
        return new CannedToolCall(kind, id, name, arguments);
    }

    /** The kind of tool. */
    public enum Kind {
        /** A function, which expects JSON. */
        FUNCTION("arguments"),
        /** A custom tool, which accepts any text. */
        CUSTOM("input");

        private final String argumentsName;

        Kind(String argumentsName) {
            this.argumentsName = argumentsName;
        }

        /** Returns the API's name of the kind, such as {@code function}. */
        public String wire() {
            return Words.of(this);
        }

        /** Returns the API's name of the arguments. */
        public String argumentsName() {
            return argumentsName;
        }
    }
}
