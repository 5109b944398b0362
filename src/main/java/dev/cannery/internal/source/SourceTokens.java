package dev.cannery.internal.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import org.jspecify.annotations.Nullable;

/** The values of a file in order, with the same tokens for YAML and JSON. */
interface SourceTokens {
    /** Returns the next token; {@link Kind#END} repeatedly after the last document. */
    Token next() throws SyntaxException;

    /** The kind of a token. A key is a scalar in a map, before its value. */
    enum Kind {
        MAP,
        MAP_END,
        LIST,
        LIST_END,
        SCALAR,
        ALIAS,
        END
    }

    /**
     * A token.
     *
     * @param kind its kind
     * @param value a scalar's value; null for every other token
     * @param text a scalar as it is written, or an alias's name
     * @param anchor the value's anchor, null for none
     * @param at where it begins
     */
    record Token(
            Kind kind,
            JsonNode value,
            String text,
            @Nullable String anchor,
            SourceLocation at) {
        static Token of(Kind kind, @Nullable String anchor, SourceLocation at) {
            return new Token(kind, NullNode.getInstance(), "", anchor, at);
        }
    }
}
