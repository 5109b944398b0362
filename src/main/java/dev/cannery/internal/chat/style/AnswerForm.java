package dev.cannery.internal.chat.style;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of completions: which members they have, in which order, and how a stream builds them up.
 *
 * @param whole the objects of a whole completion
 * @param stream the chunks of a stream
 * @param ids the forms of ids
 * @param traits which of the members there are
 */
public record AnswerForm(Whole whole, StreamForm stream, Ids ids, Traits traits) {
    /**
     * The objects of a whole completion.
     *
     * @param completion the completion
     * @param choice one of its choices
     * @param message the message of a choice
     * @param call one of the calls of a message
     * @param usage the token counts, in a stream too
     * @param isOneLine whether it is written without line breaks
     */
    public record Whole(
            Template completion, Template choice, Template message, Template call, Template usage, boolean isOneLine) {}

    /**
     * The forms of ids.
     *
     * @param completion of a completion
     * @param call of a tool call
     * @param fingerprint of the backend, which depends on the model alone
     */
    public record Ids(IdPattern completion, IdPattern call, IdPattern fingerprint) {}

    /**
     * Which members there are, and what they say.
     *
     * @param hasLogprobs whether a choice has {@code logprobs} also when nobody asked for them
     * @param namesBackend whether the fingerprint is a name; otherwise it is null
     * @param tier which responses state {@code service_tier}
     * @param forcedCallReason which responses give {@code tool_calls} as the reason to end after a call that the request
     *     forced; the others give {@code stop}
     * @param promptDetails the members of {@code prompt_tokens_details}, in order
     * @param completionDetails the members of {@code completion_tokens_details}, in order
     * @param reasoning how reasoning is given
     * @param finishWords the provider's own words for finish reasons, by the usual ones
     * @param isObfuscated whether the chunks of a stream hide how long their texts are, unless a request does not want it
     * @param opensWithLogprobs whether the first chunk has empty {@code logprobs} when they are asked for, not null
     */
    public record Traits(
            boolean hasLogprobs,
            boolean namesBackend,
            When tier,
            When forcedCallReason,
            List<String> promptDetails,
            List<String> completionDetails,
            Reasoning reasoning,
            Map<String, String> finishWords,
            boolean isObfuscated,
            boolean opensWithLogprobs) {
        public Traits {
            promptDetails = List.copyOf(promptDetails);
            completionDetails = List.copyOf(completionDetails);
            finishWords = Map.copyOf(finishWords);
        }
    }

    /** How reasoning is given. */
    public enum Reasoning {
        /** In members of its own. */
        APART,
        /** At the beginning of the text, in {@code <think>} tags. */
        TAGS,
        /** Not at all, though it is counted. */
        HIDDEN
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

    /**
     * The forms of all models of a provider.
     *
     * @param usual the form of those that no family holds
     * @param families models that answer in another form; of several families that hold a model the first counts
     * @param preamble the chunk that comes before all others in a stream, null for none
     */
    public record Forms(
            AnswerForm usual,
            List<Family> families,
            @Nullable ObjectNode preamble) {
        public Forms {
            families = List.copyOf(families);
        }

        /** Returns the form in which this model answers. */
        public AnswerForm of(String model) {
            for (Family family : families) {
                if (family.models().matcher(model).matches()) {
                    return family.form();
                }
            }
            return usual;
        }
    }
}
