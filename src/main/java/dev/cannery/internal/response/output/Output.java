package dev.cannery.internal.response.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.style.OutputForm;
import dev.cannery.internal.contract.CannedMessage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Response with every value resolved but for those that differ between requests with the same answer: its ids and its token counts.
 *
 * @param identity its identity
 * @param items its items
 * @param finishReason why it ended
 * @param marks the marks that stand for its ids
 * @param echo the fields of the request that it repeats
 * @param form its form
 * @param isStreamed whether it is streamed
 * @param filters what a provider with filters reports of them, in this order
 */
public record Output(
        Identity identity,
        List<OutputItem> items,
        FinishReason finishReason,
        Marks marks,
        Map<String, JsonNode> echo,
        OutputForm form,
        boolean isStreamed,
        List<OutputForm.Part> filters) {
    public Output {
        items = List.copyOf(items);
        filters = List.copyOf(filters);
    }

    /**
     * The identity of a Response, apart from its id.
     *
     * @param created when it was made, in seconds since 1970
     * @param model the model that answered
     * @param tier the tier that served it, null for none
     * @param tierAtFirst the tier that a stream states before it ends, null for none
     * @param fingerprint the backend's fingerprint, null for none
     */
    public record Identity(
            long created,
            String model,
            @Nullable String tier,
            @Nullable String tierAtFirst,
            @Nullable String fingerprint) {}

    /** Whether a stream has each text in one fragment, as those of {@code pro} models (13 of 17 recorded) and of that mode (6 of 6). */
    public boolean isAtOnce() {
        return isAtOnce(form, echo.getOrDefault("reasoning", NullNode.getInstance()));
    }

    static boolean isAtOnce(OutputForm form, JsonNode reasoning) {
        return form.has(OutputForm.Trait.AT_ONCE)
                || reasoning.path("mode").asText("").equals("pro");
    }

    /** Returns the words of an incomplete Response for why it is; null for one that is complete. */
    @Nullable
    String incompleteReason() {
        return switch (finishReason) {
            case LENGTH -> "max_output_tokens";
            case CONTENT_FILTER -> "content_filter";
            default -> null;
        };
    }

    /**
     * Returns the Response for a message.
     *
     * @param said the message of the model
     * @param asked the parts of the request on which it depends
     */
    public static Output of(Identity identity, Said said, Asked asked, OutputForm form, boolean isStreamed) {
        Map<String, JsonNode> echo = form.echo().of(asked.repeated());
        Marks marks = new Marks();
        return new Output(
                identity,
                new OutputItems(said, asked, form, marks).all(),
                said.finishReason(),
                marks,
                echo,
                form,
                isStreamed,
                filters(asked, form));
    }

    /** Azure looks at the prompt only if its end is what a user says (14 of 14 recorded), not at results of tools (9 of 9). */
    private static List<OutputForm.Part> filters(Asked asked, OutputForm form) {
        return Stream.of(OutputForm.Part.PROMPT_FILTER, OutputForm.Part.COMPLETION_FILTER)
                .filter(part -> !form.of(part).isEmpty())
                .filter(part -> part != OutputForm.Part.PROMPT_FILTER || !asked.isAfterTools())
                .toList();
    }

    /**
     * The parts of a request on which its Response depends.
     *
     * @param repeated the fields that it may repeat, in the order of its form; a missing node for one that was not sent
     * @param wantsSummary whether a summary of the reasoning is asked for
     * @param wantsEncrypted whether the encrypted reasoning is asked for
     * @param reasonsAnyway whether the model has a reasoning item even if it spends no tokens on it
     * @param isAfterTools whether the last of its input is the result of a tool
     */
    public record Asked(
            List<JsonNode> repeated,
            boolean wantsSummary,
            boolean wantsEncrypted,
            boolean reasonsAnyway,
            boolean isAfterTools) {
        private static final String ENCRYPTED = "reasoning.encrypted_content";

        public Asked {
            repeated = List.copyOf(repeated);
        }

        /** Returns the parts of a request, as it was sent, on which Responses of this form depend. */
        public static Asked of(ObjectNode sent, OutputForm form) {
            JsonNode reasoning = sent.path("reasoning");
            JsonNode input = sent.path("input");
            boolean wantsEncrypted = false;
            for (JsonNode item : sent.path("include")) {
                wantsEncrypted |= item.asText("").equals(ENCRYPTED);
            }
            boolean isAfterTools =
                    input.path(input.size() - 1).path("type").asText("").endsWith("_output");
            return new Asked(
                    form.echo().fieldsOf(RepeatedTools.in(sent)),
                    reasoning.hasNonNull("summary") || reasoning.hasNonNull("generate_summary"),
                    wantsEncrypted,
                    form.has(OutputForm.Trait.EMPTY_REASONING)
                            && !isAfterTools
                            && !form.echo()
                                    .of("reasoning", reasoning)
                                    .path("effort")
                                    .asText("none")
                                    .equals("none"),
                    isAfterTools);
        }
    }

    /**
     * The message of a model.
     *
     * @param message the message; the ids of its calls have no meaning
     * @param finishReason why it ended
     * @param logprobs the probabilities of its tokens in chat's form, null for none
     * @param thought the number of tokens of reasoning that is not shown
     */
    public record Said(
            CannedMessage message,
            FinishReason finishReason,
            @Nullable ObjectNode logprobs,
            int thought) {
        /** Whether the message ended before it was complete. */
        boolean isCut() {
            return finishReason == FinishReason.LENGTH || finishReason == FinishReason.CONTENT_FILTER;
        }
    }
}
