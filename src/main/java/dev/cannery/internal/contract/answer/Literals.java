package dev.cannery.internal.contract.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Elements;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.wire.Json;

/** Extracts literal values from constraints. */
final class Literals {
    private Literals() {}

    /** Returns the only value that satisfies the constraint; a missing node when there are several. */
    static JsonNode whole(Constraint constraint) {
        if (constraint instanceof Literal literal) {
            return literal.value();
        }
        if (constraint instanceof Exemplified exemplified) {
            return whole(exemplified.constraint());
        }
        if (constraint instanceof Elements elements) {
            return list(elements);
        }
        if (constraint instanceof Members fields) {
            boolean isWhole = fields.members().values().stream()
                    .noneMatch(member -> whole(member).isMissingNode());
            return isWhole ? known(fields) : MissingNode.getInstance();
        }
        return MissingNode.getInstance();
    }

    private static JsonNode list(Elements elements) {
        ArrayNode list = Json.object().arrayNode();
        for (Constraint element : elements.elements()) {
            JsonNode value = whole(element);
            if (value.isMissingNode()) {
                return value;
            }
            list.add(value);
        }
        return list;
    }

    /** Returns the members of an object that the constraint determines; a missing node when it does not require an object. */
    static JsonNode known(Constraint constraint) {
        if (!(constraint instanceof Members fields)) {
            return whole(constraint);
        }
        ObjectNode object = Json.object();
        fields.members().forEach((name, member) -> {
            JsonNode value = known(member);
            if (!value.isMissingNode()) {
                object.set(name, value);
            }
        });
        return object;
    }
}
