package dev.cannery.internal.chat.style;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which members the answers of some models have.
 *
 * @param hasLogprobs whether a choice has {@code logprobs} also when nobody asked for them
 * @param namesBackend whether the fingerprint is a name; otherwise it is null
 * @param tier which responses state {@code service_tier}
 * @param forcedCallReason which responses give {@code tool_calls} as the reason to end after a call that the request
 *     forced; the others give {@code stop}
 * @param promptDetails the members of {@code prompt_tokens_details}, in order
 * @param completionDetails the members of {@code completion_tokens_details}, in order
 */
public record AnswerForm(
        boolean hasLogprobs,
        boolean namesBackend,
        When tier,
        When forcedCallReason,
        List<String> promptDetails,
        List<String> completionDetails) {
    /** As most models of OpenAI answer. */
    public static final AnswerForm USUAL = new AnswerForm(
            true,
            true,
            When.ALWAYS,
            When.NEVER,
            List.of("cached_tokens", "audio_tokens"),
            List.of("reasoning_tokens", "audio_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens"));

    public AnswerForm {
        promptDetails = List.copyOf(promptDetails);
        completionDetails = List.copyOf(completionDetails);
    }

    /** Which responses have something. */
    public enum When {
        /** Whole and streamed ones. */
        ALWAYS,
        /** Only streamed ones. */
        STREAMED,
        /** Only whole ones. */
        WHOLE,
        /** None. */
        NEVER;

        /** Whether a response has it. */
        public boolean holds(boolean isStreamed) {
            return this == ALWAYS || this == (isStreamed ? STREAMED : WHOLE);
        }
    }

    /**
     * The models that answer in one form.
     *
     * @param models what their names match
     * @param form the form
     */
    public record Family(Pattern models, AnswerForm form) {}
}
