package dev.cannery.internal.server.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.profile.Profile;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the metadata and items that a client puts into a conversation. They have the same forms as in a request for a response, so the provider's rules for such a request apply.
 */
final class ConversationBody {
    /** OpenAI's published schema: at most this many items in one request. */
    private static final int MOST_ITEMS = 20;

    private static final String ITEMS = "items";
    private static final String INPUT = "input";

    private ConversationBody() {}

    /** Returns the error that the provider would send; empty if it accepts the body. */
    static Optional<ApiError> refusalOf(ObjectNode body, Profile provider) {
        JsonNode items = body.path(ITEMS);
        boolean hasItems = !items.isMissingNode() && !items.isNull();
        if (hasItems && items.isArray() && items.size() > MOST_ITEMS) {
            return Optional.of(ApiError.invalidRequest(
                    "array_above_max_length",
                    ITEMS,
                    "Invalid 'items': array too long. Expected an array with maximum length " + MOST_ITEMS
                            + ", but got an array with length " + items.size() + " instead."));
        }
        ObjectNode asked = body.deepCopy();
        asked.remove(ITEMS);
        if (hasItems) {
            // a text is no list of items, but would be an input
            asked.set(INPUT, items.isTextual() ? asked.objectNode() : items);
        }
        ChatRequest request = ChatRequest.of(ChatEndpoint.RESPONSES.path(), Map.of(), asked, EarlierItems.unknown());
        return provider.review(request).findings().stream()
                .filter(ConversationBody::isOnForm)
                .findFirst()
                .map(error -> items.isTextual() && INPUT.equals(error.param())
                        ? ApiError.invalidRequest(
                                error.code(),
                                ITEMS,
                                "Invalid type for 'items': expected an array of input items, but got a string instead.")
                        : inItems(error));
    }

    /** Whether an error is on the form of a field that conversations have, or on an unknown field. */
    private static boolean isOnForm(ApiError error) {
        String param = error.param();
        if (param == null || error.code() == null) {
            return false;
        }
        boolean isMissing = param.equals(INPUT) && error.code().equals("missing_required_parameter");
        return (param.startsWith("metadata")
                        || param.startsWith(INPUT)
                        || error.code().equals("unknown_parameter"))
                && !isMissing;
    }

    private static ApiError inItems(ApiError error) {
        return new ApiError(
                error.status(),
                error.type(),
                error.code(),
                renamed(error.param()),
                error.message()
                        .replace("'input'", "'items'")
                        .replace("'input[", "'items[")
                        .replace("one of a string or array of input items", "an array of input items"));
    }

    private static @Nullable String renamed(@Nullable String param) {
        return param == null || !param.startsWith(INPUT) ? param : ITEMS + param.substring(INPUT.length());
    }
}
