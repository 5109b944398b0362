package dev.cannery.internal.chat.style;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.LineEnd;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format of a provider's completions: their members, the order of the members, and how a stream delivers them.
 *
 * @param whole the objects of a whole completion
 * @param stream the chunks of a stream
 * @param ids the formats of ids
 * @param traits which optional members exist
 */
public record AnswerForm(Whole whole, StreamForm stream, Ids ids, Traits traits) {
    /** The form without members, over which those of a profile are laid. */
    public static final AnswerForm EMPTY = new AnswerForm(
            new Whole(Template.EMPTY, Template.EMPTY, Template.EMPTY, Template.EMPTY, Template.EMPTY, false),
            new StreamForm(
                    null,
                    Template.EMPTY,
                    Template.EMPTY,
                    Map.of(),
                    new StreamForm.Deltas(
                            Template.EMPTY,
                            null,
                            Template.EMPTY,
                            Template.EMPTY,
                            null,
                            Template.EMPTY,
                            Template.EMPTY,
                            Template.EMPTY,
                            null,
                            null),
                    new StreamForm.Calls(Template.EMPTY, Template.EMPTY, Set.of()),
                    Map.of(),
                    StreamForm.LastText.BEFORE_FINISH,
                    new StreamForm.Framing(List.of(), true, LineEnd.LF, true, "data: {error}")),
            new Ids(
                    IdPattern.of(""),
                    IdPattern.of(""),
                    IdPattern.of(""),
                    IdPattern.of(""),
                    IdPattern.of(""),
                    IdPattern.of("")),
            new Traits(
                    true,
                    true,
                    When.ALWAYS,
                    When.ALWAYS,
                    When.NEVER,
                    List.of(),
                    List.of(),
                    Reasoning.APART,
                    Map.of(),
                    Map.of(),
                    false,
                    true,
                    true,
                    true,
                    false,
                    false));

    /** Returns this form with the members of all objects sorted by name. */
    public AnswerForm sorted() {
        return new AnswerForm(whole.sorted(), stream.sorted(), ids, traits.sorted());
    }

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
            Template completion, Template choice, Template message, Template call, Template usage, boolean isOneLine) {
        private Whole sorted() {
            return new Whole(
                    completion.sorted(), choice.sorted(), message.sorted(), call.sorted(), usage.sorted(), isOneLine);
        }
    }

    /**
     * The formats of ids.
     *
     * @param completion of a completion
     * @param call of a tool call
     * @param fingerprint of the backend, which depends only on the model
     * @param request of the request
     * @param streamedCompletion of a completion in a stream
     * @param streamedCall of a tool call in a stream
     */
    public record Ids(
            IdPattern completion,
            IdPattern call,
            IdPattern fingerprint,
            IdPattern request,
            IdPattern streamedCompletion,
            IdPattern streamedCall) {
        /** Returns the form of a completion's id. */
        public IdPattern completion(boolean isStreamed) {
            return isStreamed ? streamedCompletion : completion;
        }

        /** Returns the form of a tool call's id. */
        public IdPattern call(boolean isStreamed) {
            return isStreamed ? streamedCall : call;
        }
    }

    /**
     * The optional members and their values.
     *
     * @param hasLogprobs whether a choice has {@code logprobs} even if they were not requested
     * @param namesBackend whether there is a fingerprint; otherwise it is null
     * @param tier which responses have {@code service_tier}
     * @param callReason which responses give {@code tool_calls} as the finish reason of a call; the others give {@code stop}
     * @param forcedCallReason which of these responses give {@code tool_calls} as the finish reason of a forced call; the others give
     *     {@code stop}
     * @param promptDetails the members of {@code prompt_tokens_details}, in order
     * @param completionDetails the members of {@code completion_tokens_details}, in order
     * @param reasoning how reasoning is sent
     * @param finishWords the provider's own words for finish reasons, by the usual ones
     * @param nativeFinishWords the words for finish reasons of the provider behind a gateway, by the usual ones
     * @param isObfuscated whether the chunks of a stream hide how long their texts are, unless a request does not want it
     * @param hasRefusalLogprobs whether the {@code logprobs} that are asked for have a member for a refusal
     * @param opensWithLogprobs whether the first chunk has empty {@code logprobs} when they are asked for, not null
     * @param limitsReasoning whether the token limit of a request also limits the reasoning
     * @param hidesCutCalls whether a call that the limit cut ends with {@code tool_calls}, as a complete one does
     * @param dropsParallelCalls whether a request without parallel calls gets only the first of several
     */
    public record Traits(
            boolean hasLogprobs,
            boolean namesBackend,
            When tier,
            When callReason,
            When forcedCallReason,
            List<String> promptDetails,
            List<String> completionDetails,
            Reasoning reasoning,
            Map<String, String> finishWords,
            Map<String, String> nativeFinishWords,
            boolean isObfuscated,
            boolean hasRefusalLogprobs,
            boolean opensWithLogprobs,
            boolean limitsReasoning,
            boolean hidesCutCalls,
            boolean dropsParallelCalls) {
        public Traits {
            promptDetails = List.copyOf(promptDetails);
            completionDetails = List.copyOf(completionDetails);
            finishWords = Map.copyOf(finishWords);
            nativeFinishWords = Map.copyOf(nativeFinishWords);
        }

        private Traits sorted() {
            return new Traits(
                    hasLogprobs,
                    namesBackend,
                    tier,
                    callReason,
                    forcedCallReason,
                    promptDetails.stream().sorted().toList(),
                    completionDetails.stream().sorted().toList(),
                    reasoning,
                    finishWords,
                    nativeFinishWords,
                    isObfuscated,
                    hasRefusalLogprobs,
                    opensWithLogprobs,
                    limitsReasoning,
                    hidesCutCalls,
                    dropsParallelCalls);
        }

        /** Returns the probabilities with the members that the provider's have. */
        public @Nullable ObjectNode given(@Nullable ObjectNode logprobs) {
            return logprobs == null || hasRefusalLogprobs
                    ? logprobs
                    : logprobs.deepCopy().without("refusal");
        }
    }

    /** The ways in which reasoning is sent. */
    public enum Reasoning {
        /** In separate members. */
        APART,
        /** At the beginning of the text, in {@code <think>} tags. */
        TAGS,
        /** Not at all, although it is counted. */
        HIDDEN
    }

    /** The responses that have an optional member. */
    public enum When {
        /** Whole and streamed ones. */
        ALWAYS,
        /** Only streamed ones. */
        STREAMED,
        /** Only whole ones. */
        WHOLE,
        /** None. */
        NEVER;

        /** Whether a streamed or a whole response has the member. */
        public boolean holds(boolean isStreamed) {
            return this == ALWAYS || this == (isStreamed ? STREAMED : WHOLE);
        }
    }

    /**
     * A group of models with the same format, or the format of an earlier day.
     *
     * @param models the pattern of the name of the model that answers, null for any
     * @param requested the pattern of the name in the request, null for any
     * @param before the day on which the format ended, null if it is in use
     * @param forms the formats
     */
    public record Family(
            @Nullable Pattern models,
            @Nullable Pattern requested,
            @Nullable LocalDate before,
            Forms forms) {
        private boolean holds(String answering, String asked, LocalDate day) {
            return (models == null || models.matcher(answering).matches())
                    && (requested == null || requested.matcher(asked).matches())
                    && (before == null || day.isBefore(before));
        }
    }

    /**
     * The formats of all models of a provider.
     *
     * @param usual the format of models outside all families
     * @param families the models with other formats; the first family that matches applies
     * @param day the day whose formats these are
     */
    public record Forms(AnswerForm usual, List<Family> families, LocalDate day) {
        public Forms {
            families = List.copyOf(families);
        }

        /**
         * Returns the format of a model's responses.
         *
         * @param answering the name of the model
         * @param asked the name in the request
         */
        public AnswerForm of(String answering, String asked) {
            for (Family family : families) {
                if (family.holds(answering, asked, day)) {
                    return family.forms().of(answering, asked);
                }
            }
            return usual;
        }

        /** Returns what surrounds the chunks of a stream, whatever the model. */
        public StreamForm.Framing framing() {
            return families.stream()
                    .filter(family ->
                            family.models() == null && family.requested() == null && family.holds("", "", day))
                    .findFirst()
                    .map(family -> family.forms().framing())
                    .orElse(usual.stream().framing());
        }

        /** Returns the formats of another day. */
        public Forms asOf(LocalDate other) {
            return new Forms(
                    usual,
                    families.stream()
                            .map(family -> new Family(
                                    family.models(),
                                    family.requested(),
                                    family.before(),
                                    family.forms().asOf(other)))
                            .toList(),
                    other);
        }
    }
}
