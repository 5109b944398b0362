package dev.cannery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.format.RequestForm;
import dev.cannery.internal.wire.Json;
import java.util.List;

/** A rule on one part of a request, such as {@code prompt(contains("weather"))}. Created by {@link Rules}. */
public final class RequestRule {
    private final List<String> place;
    private final JsonNode rule;

    private RequestRule(List<String> place, JsonNode rule) {
        this.place = place;
        this.rule = rule;
    }

    /** Returns a rule on a field of the API. */
    static RequestRule at(Object rule, String field) {
        return new RequestRule(List.of(field), Keys.tree(rule));
    }

    /** Returns a rule on a part of the request that is not a field of the API. */
    static RequestRule at(Object rule, RequestForm.Part part) {
        return at(rule, part.word());
    }

    /** Returns a rule on an entry of a part that is a map, such as a header. */
    static RequestRule at(Object rule, RequestForm.Part part, String name) {
        return new RequestRule(List.of(part.word(), name), Keys.tree(rule));
    }

    /** Returns the rules in the form of {@code request} in a contract file. */
    static ObjectNode request(RequestRule... rules) {
        ObjectNode request = Json.object();
        for (RequestRule rule : rules) {
            rule.putInto(request);
        }
        return request;
    }

    /** Returns this rule as a JSON object, in the form of {@code request} in a contract file. */
    public ObjectNode toJson() {
        return request(this);
    }

    private void putInto(ObjectNode request) {
        ObjectNode parent = place.size() == 1 ? request : Json.objectIn(request, place.get(0));
        String key = place.get(place.size() - 1);
        if (parent.has(key)) {
            throw new IllegalArgumentException("a request can have only one rule on " + String.join(".", place)
                    + ", had two. Combine them with allOf(…, …)");
        }
        parent.set(key, rule);
    }

    @Override
    public String toString() {
        return String.join(".", place) + ": " + Json.compact(rule);
    }
}
