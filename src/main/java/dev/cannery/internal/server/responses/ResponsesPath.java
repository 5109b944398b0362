package dev.cannery.internal.server.responses;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path at which the state of the Responses API is read or changed.
 *
 * @param kind what it refers to
 * @param id the id of the response or conversation; empty if it refers to none
 * @param item the id of the item of a conversation; null if it refers to none
 */
record ResponsesPath(Kind kind, String id, @Nullable String item) {
    private static final Pattern OPERATION = Pattern.compile(".*/responses/(input_tokens|compact)");
    private static final Pattern RESPONSE = Pattern.compile(".*/responses/([^/]+)(?:/(input_items|cancel))?");
    private static final Pattern CONVERSATION = Pattern.compile(".*/conversations(?:/([^/]+)(/items(?:/([^/]+))?)?)?");

    /** What a path refers to. */
    enum Kind {
        /** Counts the tokens of a request. */
        INPUT_TOKENS,
        /** Compacts a conversation. */
        COMPACT,
        /** One response. */
        RESPONSE,
        /** The input items of a response. */
        INPUT_ITEMS,
        /** Cancels a response. */
        CANCEL,
        /** Creates a conversation. */
        CONVERSATIONS,
        /** One conversation. */
        CONVERSATION,
        /** The items of a conversation. */
        ITEMS,
        /** One item of a conversation. */
        ITEM
    }

    static Optional<ResponsesPath> of(String path) {
        Matcher operation = OPERATION.matcher(path);
        if (operation.matches()) {
            Kind kind = operation.group(1).equals("compact") ? Kind.COMPACT : Kind.INPUT_TOKENS;
            return Optional.of(new ResponsesPath(kind, "", null));
        }
        Matcher response = RESPONSE.matcher(path);
        if (response.matches()) {
            String rest = response.group(2);
            Kind kind = rest == null ? Kind.RESPONSE : rest.equals("cancel") ? Kind.CANCEL : Kind.INPUT_ITEMS;
            return Optional.of(new ResponsesPath(kind, response.group(1), null));
        }
        Matcher conversation = CONVERSATION.matcher(path);
        if (!conversation.matches()) {
            return Optional.empty();
        }
        String id = conversation.group(1);
        String item = conversation.group(3);
        if (id == null) {
            return Optional.of(new ResponsesPath(Kind.CONVERSATIONS, "", null));
        }
        Kind inside = item == null ? Kind.ITEMS : Kind.ITEM;
        return Optional.of(new ResponsesPath(conversation.group(2) == null ? Kind.CONVERSATION : inside, id, item));
    }
}
