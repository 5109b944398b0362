package dev.cannery.internal.contract.misbehaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A JSON value, with the ways in which a misbehaviour can make it wrong.
 *
 * @param valid the value as it should be
 * @param schema the schema that it conforms to; a missing node if none is known
 */
record SpoiltJson(JsonNode valid, JsonNode schema) {
    /** Returns the forms, the likeliest first: another type, another key, a key missing, a value outside an enum, another shape. */
    List<JsonNode> forms() {
        List<JsonNode> forms = new ArrayList<>();
        if (valid instanceof ObjectNode object && !object.isEmpty()) {
            forms.add(ofOtherType(object));
            forms.add(ofOtherKey(object));
            forms.add(object.deepCopy().without(keyOf(object)));
            addOutsideEnum(object, forms);
        }
        forms.add(valid.isObject() ? Json.array().add(valid) : Json.object().set("items", valid));
        return forms;
    }

    /** Returns the first form from this place on that is wrong; the form at this place if none is known to be. */
    JsonNode form(int from, Predicate<JsonNode> isWrong) {
        List<JsonNode> forms = forms();
        for (int i = 0; i < forms.size(); i++) {
            JsonNode form = forms.get((from + i) % forms.size());
            if (isWrong.test(form)) {
                return form;
            }
        }
        return forms.get(from % forms.size());
    }

    /** Returns the key to spoil: the first one that the schema requires, else the first. */
    private String keyOf(ObjectNode object) {
        for (JsonNode required : schema.path("required")) {
            if (object.has(required.asText())) {
                return required.asText();
            }
        }
        return object.fieldNames().next();
    }

    private ObjectNode ofOtherType(ObjectNode object) {
        String key = keyOf(object);
        JsonNode value = object.get(key);
        return object.deepCopy()
                .set(
                        key,
                        value.isTextual()
                                ? IntNode.valueOf(7)
                                : TextNode.valueOf(value.isContainerNode() ? Json.compact(value) : value.asText()));
    }

    /** Returns the object with one key renamed, at its place. */
    private ObjectNode ofOtherKey(ObjectNode object) {
        String key = keyOf(object);
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.properties()
                .forEach(member ->
                        members.put(member.getKey().equals(key) ? key + "_value" : member.getKey(), member.getValue()));
        return Json.object().setAll(members);
    }

    private void addOutsideEnum(ObjectNode object, List<JsonNode> forms) {
        schema.path("properties").properties().stream()
                .filter(property -> property.getValue().has("enum") && object.has(property.getKey()))
                .findFirst()
                .ifPresent(property -> forms.add(object.deepCopy().put(property.getKey(), "none of these")));
    }
}
