package dev.cannery.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Findings;

/**
 * One rule of an interaction: a part of the request, and what must hold of it.
 *
 * @param part which part of the request
 * @param constraint what must hold
 */
public record FieldRule(RequestPart part, Constraint constraint) {
    /** The rule that a top-level field of the body satisfies a constraint. */
    public static FieldRule ofField(String name, Constraint constraint) {
        return new FieldRule(new RequestPart.BodyField(name), constraint);
    }

    /** Reports every way in which the request fails this rule. */
    public void check(ChatRequest request, Findings findings) {
        constraint.check(valueIn(request), FieldPath.of(part.label()), findings);
    }

    /** The value that this rule judges; a missing node when the request has none. */
    public JsonNode valueIn(ChatRequest request) {
        return part.select(request);
    }
}
