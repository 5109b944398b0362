package dev.cannery.internal.profile.model;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The traits of a group of models.
 *
 * @param capabilities how the models treat a field, by its name; {@code role} is the role of a message
 * @param unknownFields fields of the API that these models do not know
 * @param nullable fields that may be null for these models, but not for others
 * @param marks traits that rules refer to
 * @param sizes the limits
 * @param effort the default {@code reasoning_effort}, null when the models do not reason
 * @param messageName the pattern of a message's {@code name}, null for the usual one
 */
public record ModelTraits(
        Map<String, Capability> capabilities,
        Set<String> unknownFields,
        Set<String> nullable,
        Set<Mark> marks,
        Sizes sizes,
        @Nullable String effort,
        @Nullable Pattern messageName) {
    /** The traits of a model about which nothing is known. */
    public static final ModelTraits PLAIN =
            new ModelTraits(Map.of(), Set.of(), Set.of(), Set.of(), Sizes.UNKNOWN, null, null);

    /** Keeps its own copies. */
    public ModelTraits {
        capabilities = Map.copyOf(capabilities);
        unknownFields = Set.copyOf(unknownFields);
        nullable = Set.copyOf(nullable);
        marks = Set.copyOf(marks);
    }

    /** Whether the models have the trait. */
    public boolean has(Mark mark) {
        return marks.contains(mark);
    }

    /**
     * The limits of a group of models; {@link Integer#MAX_VALUE} where one is not known.
     *
     * @param context the maximum number of tokens of a request and its response together
     * @param output the maximum number of tokens of a response
     * @param topLogprobs the maximum {@code top_logprobs}
     */
    public record Sizes(int context, int output, int topLogprobs) {
        /** No size is known. */
        public static final Sizes UNKNOWN = new Sizes(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
