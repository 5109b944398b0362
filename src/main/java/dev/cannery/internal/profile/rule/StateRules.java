package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.shape.Inspection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules of the Responses API on what a request refers to by id. */
final class StateRules {
    static final List<NamedRule> ALL = List.of(
            new NamedRule(
                    "one-conversation",
                    "measured",
                    "`conversation` and `previous_response_id` are not both sent",
                    StateRules::oneConversation),
            new NamedRule("conversation-known", "measured", "the `conversation` exists", StateRules::conversationKnown),
            new NamedRule("prompt-known", "measured", "the `prompt` template exists", StateRules::promptKnown),
            new NamedRule(
                    "previous-response-known",
                    "recorded",
                    "the response of `previous_response_id` exists",
                    StateRules::previousResponseKnown),
            new NamedRule(
                    "items-known",
                    "measured",
                    "items that the input names by their ids, and reasoning without its content, exist",
                    StateRules::itemsKnown),
            new NamedRule(
                    "input-given",
                    "measured",
                    "`input` is not empty, unless something else is continued",
                    StateRules::inputGiven));

    static final String PREVIOUS = "previous_response_id";
    static final String CONVERSATION = "conversation";

    private static final String NOT_PERSISTED =
            " Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item"
                    + " from your input.";

    private StateRules() {}

    private static void oneConversation(ReviewedRequest subject, Inspection inspection) {
        if (!idOf(subject, CONVERSATION).isEmpty() && !idOf(subject, PREVIOUS).isEmpty()) {
            inspection.report(ApiError.invalidRequest(
                    "mutually_exclusive_parameters",
                    null,
                    "Mutually exclusive parameters: ''. Ensure you are only providing one of: 'pre..._id' or"
                            + " 'conversation'."));
        }
    }

    private static void conversationKnown(ReviewedRequest subject, Inspection inspection) {
        String id = idOf(subject, CONVERSATION);
        if (isUnknown(subject, id)) {
            inspection.report(notFound(null, "Conversation with id '" + id + "' not found."));
        }
    }

    private static void promptKnown(ReviewedRequest subject, Inspection inspection) {
        String id = idOf(subject, "prompt");
        if (isUnknown(subject, id)) {
            inspection.report(notFound(null, "Prompt with id '" + id + "' not found."));
        }
    }

    private static void previousResponseKnown(ReviewedRequest subject, Inspection inspection) {
        String id = idOf(subject, PREVIOUS);
        if (isUnknown(subject, id)) {
            inspection.report(ApiError.invalidRequest(
                    "previous_response_not_found", PREVIOUS, "Previous response with id '" + id + "' not found."));
        }
    }

    private static void itemsKnown(ReviewedRequest subject, Inspection inspection) {
        boolean isStored = subject.sent("store").asBoolean(true);
        for (JsonNode item : subject.conversation()) {
            String id = item.path("id").asText("");
            if (!inspection.isOver() && isByReference(item) && isUnknownItem(subject, id)) {
                inspection.report(
                        notFound("input", "Item with id '" + id + "' not found." + (isStored ? "" : NOT_PERSISTED)));
            }
        }
    }

    private static void inputGiven(ReviewedRequest subject, Inspection inspection) {
        JsonNode input = subject.conversation();
        boolean isEmpty = input.isTextual() ? input.textValue().isEmpty() : input.isEmpty();
        boolean isContinued = List.of(PREVIOUS, CONVERSATION, "prompt").stream()
                .anyMatch(field -> !idOf(subject, field).isEmpty());
        if (isEmpty && !isContinued) {
            inspection.report(ApiError.invalidRequest(
                    "missing_required_parameter",
                    null,
                    "One of \"input\" or \"previous_response_id\" or 'prompt' or 'conversation' must be provided."));
        }
    }

    /** Returns the id that a field holds, or the object that it holds; empty when there is none. */
    static String idOf(ReviewedRequest subject, String field) {
        JsonNode value = subject.sent(field);
        JsonNode id = value.isObject() ? value.path("id") : value;
        return id.isTextual() ? id.textValue() : "";
    }

    private static boolean isUnknown(ReviewedRequest subject, String id) {
        return !id.isEmpty()
                && subject.request().earlier().conversation(id).isEmpty()
                && !subject.request().earlier().mayHold(id);
    }

    private static boolean isUnknownItem(ReviewedRequest subject, String id) {
        return subject.request().earlier().item(id).isEmpty()
                && !subject.request().earlier().mayHold(id);
    }

    private static boolean isByReference(JsonNode item) {
        String type = item.path("type").asText("");
        boolean isReasoning =
                type.equals("reasoning") && item.hasNonNull("id") && !item.hasNonNull("encrypted_content");
        return isReasoning || type.equals("item_reference");
    }

    private static ApiError notFound(@Nullable String param, String message) {
        return new ApiError(404, "invalid_request_error", null, param, message);
    }
}
