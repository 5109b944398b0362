package dev.cannery.internal.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a client requests.
 *
 * @param after the id after which the part starts; null for the start of the list
 * @param limit the maximum number of items
 * @param isDescending whether the newest come first
 */
record Page(@Nullable String after, int limit, boolean isDescending) {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    static Page of(Map<String, String> query) throws ApiRefusal {
        String order = query.getOrDefault("order", "asc");
        if (!order.equals("asc") && !order.equals("desc")) {
            throw ApiRefusal.invalid(
                    "invalid_value",
                    "order",
                    "Invalid value: '" + order + "'. Supported values are: 'asc' and 'desc'.");
        }
        return new Page(query.get("after"), limit(query.get("limit")), order.equals("desc"));
    }

    private static int limit(@Nullable String text) throws ApiRefusal {
        if (text == null) {
            return USUAL;
        }
        int limit;
        try {
            limit = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ApiRefusal.invalid(
                    "invalid_type",
                    "limit",
                    "Invalid type for 'limit': expected an integer, but got a string instead.");
        }
        if (limit < 1) {
            throw ApiRefusal.invalid(
                    "integer_below_min_value",
                    "limit",
                    "Invalid 'limit': integer below minimum value. Expected a value >= 1, but got " + limit
                            + " instead.");
        }
        if (limit > MOST) {
            throw ApiRefusal.invalid(
                    "integer_above_max_value",
                    "limit",
                    "Invalid 'limit': integer above maximum value. Expected a value <= " + MOST + ", but got " + limit
                            + " instead.");
        }
        return limit;
    }

    /** Returns this part of objects with ids, in the form of the API's lists; empty if the id is unknown. */
    ObjectNode of(List<ObjectNode> all) {
        List<ObjectNode> ordered = all;
        if (isDescending) {
            ordered = new ArrayList<>(all);
            Collections.reverse(ordered);
        }
        int start = after == null ? 0 : ids(ordered).indexOf(after) + 1;
        boolean isUnknown = after != null && start == 0;
        int from = isUnknown ? ordered.size() : start;
        int to = Math.min(ordered.size(), from + limit);
        List<ObjectNode> part = ordered.subList(from, to);
        ObjectNode page = Json.object().put("object", "list");
        page.putArray("data").addAll(part);
        page.put("first_id", part.isEmpty() ? null : ids(part).get(0));
        page.put("last_id", part.isEmpty() ? null : ids(part).get(part.size() - 1));
        return page.put("has_more", to < ordered.size());
    }

    private static List<String> ids(List<ObjectNode> all) {
        return all.stream().map(object -> object.path("id").asText()).toList();
    }
}
