package dev.cannery.internal.server.api;

import com.fasterxml.jackson.databind.JsonNode;
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
public record Page(@Nullable String after, int limit, boolean isDescending) {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    /** Reads the part from the parameters of a query; without an order, the oldest come first. */
    static Page of(Map<String, String> query) throws ApiRefusal {
        return of(query, "asc");
    }

    /** Reads the part from the parameters of a query; without an order, the newest come first. */
    public static Page newestFirst(Map<String, String> query) throws ApiRefusal {
        return of(query, "desc");
    }

    private static Page of(Map<String, String> query, String usual) throws ApiRefusal {
        String order = query.getOrDefault("order", usual);
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

    /** Returns this part of objects with ids, in the form of chat completions' lists; empty if the id is unknown. */
    ObjectNode of(List<? extends JsonNode> all) {
        ObjectNode page = items(all);
        // the last member here, where items have them by name
        page.set("has_more", page.remove("has_more"));
        return page;
    }

    /** Returns this part of items, in the form of the lists of the Responses API; empty if the id is unknown. */
    public ObjectNode items(List<? extends JsonNode> all) {
        List<JsonNode> ordered = new ArrayList<>(all);
        if (isDescending) {
            Collections.reverse(ordered);
        }
        int start = after == null ? 0 : ids(ordered).indexOf(after) + 1;
        boolean isUnknown = after != null && start == 0;
        int from = isUnknown ? ordered.size() : start;
        int to = Math.min(ordered.size(), from + limit);
        List<JsonNode> part = ordered.subList(from, to);
        ObjectNode page = Json.object().put("object", "list");
        page.putArray("data").addAll(part);
        page.put("first_id", part.isEmpty() ? null : ids(part).get(0));
        page.put("has_more", to < ordered.size());
        return page.put("last_id", part.isEmpty() ? null : ids(part).get(part.size() - 1));
    }

    private static List<String> ids(List<JsonNode> all) {
        return all.stream().map(object -> object.path("id").asText()).toList();
    }
}
