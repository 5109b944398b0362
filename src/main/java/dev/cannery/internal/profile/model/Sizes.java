package dev.cannery.internal.profile.model;

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
