package dev.cannery.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Findings;

/**
 * One rule of an interaction: a part of the request, and its constraint.
 *
 * @param part the part of the request
 * @param constraint the constraint on it
 */
public record FieldRule(RequestPart part, Constraint constraint) {
    /** Creates a rule on a top-level field of the body. */
    public static FieldRule ofField(String name, Constraint constraint) {
        return new FieldRule(new RequestPart.BodyField(name), constraint);
    }

    /** Reports every way in which the request fails this rule. */
    public void check(ChatRequest request, Findings findings) {
        constraint.check(valueIn(request), FieldPath.of(part.label()), findings);
    }

    /** Returns the value that this rule checks; a missing node when the request has none. */
    public JsonNode valueIn(ChatRequest request) {
        return part.select(request);
    }
}
