package dev.cannery.chat.style;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's completions hold beside the published members.
 *
 * @param completion members of a whole answer
 * @param choice members of each choice, whole or streamed
 * @param isObfuscated whether the chunks of a stream hide how long their texts are, unless a request does not want it
 * @param opening the chunk that comes ahead of all others in a stream, null when there is none
 */
public record AnswerExtras(
        ObjectNode completion,
        ObjectNode choice,
        boolean isObfuscated,
        @Nullable ObjectNode opening) {
    /** Nothing more. */
    public static AnswerExtras none() {
        return new AnswerExtras(Json.object(), Json.object(), false, null);
    }
}
