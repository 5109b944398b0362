package dev.cannery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.format.RequestForm;
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

    /** The rule on a field of the API. */
    static RequestRule at(Object rule, String field) {
        return new RequestRule(List.of(field), Keys.tree(rule));
    }

    /** The rule on a part that is no field of the API. */
    static RequestRule at(Object rule, RequestForm.Part part) {
        return at(rule, part.word());
    }

    /** The rule on what has this name in the map that the part is. */
    static RequestRule at(Object rule, RequestForm.Part part, String name) {
        return new RequestRule(List.of(part.word(), name), Keys.tree(rule));
    }

    /** The rules as the request of a contract file. */
    static ObjectNode request(RequestRule... rules) {
        ObjectNode request = Json.object();
        for (RequestRule rule : rules) {
            rule.putInto(request);
        }
        return request;
    }

    /** Returns this rule as the request of a contract file holds it, as a JSON object. */
    public ObjectNode toJson() {
        return request(this);
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
