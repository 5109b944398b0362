package dev.cannery.internal.profile.model;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a group of models does.
 *
 * @param capabilities what the models do with a field, by its name; {@code role} is the role of a message
 * @param unknownFields fields of the API that these models do not know
 * @param nullable fields that may be null here, though other models refuse that
 * @param marks traits that rules ask for
 * @param sizes the greatest sizes
 * @param effort the {@code reasoning_effort} when none is sent, null when the models do not reason
 * @param messageName what a message's {@code name} must match, null when that is the same as for other models
 */
public record ModelTraits(
        Map<String, Capability> capabilities,
        Set<String> unknownFields,
        Set<String> nullable,
        Set<Mark> marks,
        Sizes sizes,
        @Nullable String effort,
        @Nullable Pattern messageName) {
    /** A model of which nothing is known. */
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
     * The sizes of a group of models; {@link Integer#MAX_VALUE} where one is not known.
     *
     * @param context the greatest number of tokens that a request and its answer have together
     * @param output the greatest number of tokens of an answer
     * @param topLogprobs the greatest {@code top_logprobs}
     */
    public record Sizes(int context, int output, int topLogprobs) {
        /** No size is known. */
        public static final Sizes UNKNOWN = new Sizes(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
