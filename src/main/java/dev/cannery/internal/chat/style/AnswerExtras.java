package dev.cannery.internal.chat.style;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's completions hold beside the published members.
 *
 * @param completion members of a whole answer
 * @param choice members of each choice, whole or streamed
 * @param isObfuscated whether the chunks of a stream hide how long their texts are, unless a request does not want it
 * @param opening the chunk that comes ahead of all others in a stream, null when there is none
 * @param silent members of each choice without a text to judge, instead of {@code choice}: of calls, of an empty text, and in
 *     the first and the last chunk of a stream
 * @param isSorted whether members stand by name, and a whole answer in one line
 * @param usual the form of the answers
 * @param families models that answer in another form; of several the first counts
 */
public record AnswerExtras(
        ObjectNode completion,
        ObjectNode choice,
        boolean isObfuscated,
        @Nullable ObjectNode opening,
        ObjectNode silent,
        boolean isSorted,
        AnswerForm usual,
        List<AnswerForm.Family> families) {
    public AnswerExtras {
        families = List.copyOf(families);
    }

    /** Nothing more. */
    public static AnswerExtras none() {
        return new AnswerExtras(
                Json.object(), Json.object(), false, null, Json.object(), false, AnswerForm.USUAL, List.of());
    }

    /** The form in which this model answers. */
    public AnswerForm formOf(String model) {
        return families.stream()
                .filter(family -> family.models().matcher(model).matches())
                .findFirst()
                .map(AnswerForm.Family::form)
                .orElse(usual);
    }
}
