package dev.cannery.internal.response.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.style.OutputForm;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.response.derived.DerivedIds;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Response with every value resolved.
 *
 * @param identity its id and the like
 * @param items its items
 * @param finishReason why it ended
 * @param usage its token counts
 * @param echo what it repeats of the request
 * @param form its form
 * @param isStreamed whether it is streamed
 */
public record Output(
        Identity identity,
        List<OutputItem> items,
        FinishReason finishReason,
        CannedUsage usage,
        Map<String, JsonNode> echo,
        OutputForm form,
        boolean isStreamed) {
    public Output {
        items = List.copyOf(items);
    }

    /**
     * What names a Response.
     *
     * @param id its id
     * @param created when it was made, in seconds since 1970
     * @param model the model that answered
     * @param tier the tier that served it, null for none
     * @param tierAtFirst the tier that a stream states before it ends, null for none
     */
    public record Identity(
            String id,
            long created,
            String model,
            @Nullable String tier,
            @Nullable String tierAtFirst) {}

    /** Whether a stream has each text in one fragment, as those of {@code pro} models (13 of 17 recorded) and of that mode (6 of 6). */
    public boolean isAtOnce() {
        String mode = echo.getOrDefault("reasoning", NullNode.getInstance())
                .path("mode")
                .asText("");
        return form.has(OutputForm.Trait.AT_ONCE) || mode.equals("pro");
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
     * Returns the Response that a message becomes.
     *
     * @param said what the model said
     * @param sent the request as it was sent
     * @param ids what derives the ids of its items
     */
    public static Output of(
            Identity identity,
            Said said,
            CannedUsage usage,
            ObjectNode sent,
            OutputForm form,
            DerivedIds ids,
            boolean isStreamed) {
        Map<String, JsonNode> echo = form.echo().of(sent);
        return new Output(
                identity,
                new OutputItems(said, sent, echo, form, ids, identity.created()).all(),
                said.finishReason(),
                usage,
                echo,
                form,
                isStreamed);
    }

    /**
     * What a model said.
     *
     * @param message the message, its calls with ids
     * @param legacyCallId the id of a call in the legacy form
     * @param finishReason why it ended
     * @param logprobs the probabilities of its tokens in chat's form, null for none
     * @param thought the number of tokens of reasoning that is not shown
     */
    public record Said(
            CannedMessage message,
            String legacyCallId,
            FinishReason finishReason,
            @Nullable ObjectNode logprobs,
            int thought) {
        /** Whether it ended before it was complete. */
        boolean isCut() {
            return finishReason == FinishReason.LENGTH || finishReason == FinishReason.CONTENT_FILTER;
        }
    }
}
