package dev.cannery.internal.chat.style;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which members the answers of some models have.
 *
 * @param hasLogprobs whether a choice has {@code logprobs} also when nobody asked for them
 * @param namesBackend whether the fingerprint is a name; otherwise it is null
 * @param tiers which answers state {@code service_tier}
 * @param promptDetails the members of {@code prompt_tokens_details}, in order
 * @param completionDetails the members of {@code completion_tokens_details}, in order
 */
public record AnswerForm(
        boolean hasLogprobs,
        boolean namesBackend,
        Tiers tiers,
        List<String> promptDetails,
        List<String> completionDetails) {
    /** As most models of OpenAI answer. */
    public static final AnswerForm USUAL = new AnswerForm(
            true,
            true,
            Tiers.ALWAYS,
            List.of("cached_tokens", "audio_tokens"),
            List.of("reasoning_tokens", "audio_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens"));

    public AnswerForm {
        promptDetails = List.copyOf(promptDetails);
        completionDetails = List.copyOf(completionDetails);
    }

    /** Which answers state {@code service_tier}. */
    public enum Tiers {
        /** In whole answers and in each chunk. */
        ALWAYS,
        /** In each chunk only. */
        STREAMED,
        /** In none. */
        NEVER
    }

    /**
     * The models that answer in one form.
     *
     * @param models what their names match
     * @param form the form
     */
    public record Family(Pattern models, AnswerForm form) {}
}
