package dev.cannery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.List;

/** A rule on one part of a request, as {@code prompt(contains("weather"))}. {@link Rules} makes them. */
public final class RequestRule {
    private final List<String> place;
    private final JsonNode rule;

    private RequestRule(List<String> place, JsonNode rule) {
        this.place = place;
        this.rule = rule;
    }

    /** The rule at these keys of {@code request}: one, or two for what stands in a map of its own. */
    static RequestRule at(Object rule, String... place) {
        return new RequestRule(List.of(place), Keys.tree(rule));
    }

    /** The rules as the request of a contract file. */
    static ObjectNode request(RequestRule... rules) {
        ObjectNode request = Json.object();
        for (RequestRule rule : rules) {
            rule.putInto(request);
        }
        return request;
    }

    private void putInto(ObjectNode request) {
        ObjectNode parent = place.size() == 1 ? request : Json.objectIn(request, place.get(0));
        String key = place.get(place.size() - 1);
        if (parent.has(key)) {
            throw new IllegalArgumentException("a request must have one rule on " + String.join(".", place)
                    + ", had two. Join them by allOf(…, …)");
        }
        parent.set(key, rule);
    }

    @Override
    public String toString() {
        return String.join(".", place) + ": " + Json.compact(rule);
    }
}
