package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.wire.Json;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Builds the JSON Schema of contract files from the forms. Each form and each shape of a field is defined once. */
final class Schemas {
    private final ObjectNode definitions = Json.object();
    private final IdentityHashMap<Object, String> names = new IdentityHashMap<>();

    /** Returns the schema of contract files. */
    static ObjectNode contract() {
        Schemas schemas = new Schemas();
        ObjectNode schema = Json.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Contract for a chat completions API");
        schema.setAll((ObjectNode) ContractForm.FORM.schema(schemas));
        return schema.set("$defs", schemas.definitions);
    }

    /** Returns a reference to the definition of a form. */
    ObjectNode ofForm(Form<?> form) {
        return ref(form, form.name(), () -> form.schema(this));
    }

    /** Returns a reference to the only definition of rules on a shape. */
    ObjectNode ofRule(FieldShape shape, Supplier<JsonNode> schema) {
        return ref(shape, "rule on " + (shape == FieldShape.ANY ? "anything" : shape.phrase()), schema);
    }

    private ObjectNode ref(Object key, String words, Supplier<JsonNode> schema) {
        String known = names.get(key);
        if (known == null) {
            String plain = words.toLowerCase(Locale.ROOT).replaceAll("\\W+", "-");
            known = definitions.has(plain) ? plain + "-" + names.size() : plain;
            names.put(key, known);
            // reserve the name first, for recursive definitions
            definitions.putObject(known);
            definitions.set(known, schema.get());
        }
        return Json.object().put("$ref", "#/$defs/" + known);
    }

    /** Returns a schema of maps with only these keys, all optional. */
    ObjectNode map(List<Key<?>> keys) {
        ObjectNode schema = type("object");
        ObjectNode properties = schema.putObject("properties");
        for (Key<?> key : keys) {
            ObjectNode property = key.form().ref(this);
            properties.set(key.word(), property.put("description", key.doc()));
        }
        return schema.put("additionalProperties", false);
    }

    /** Returns the part of a map's schema that lists the required keys; empty if there are none. */
    static ObjectNode needed(List<Key<?>> keys) {
        List<String> needed =
                keys.stream().filter(Key::isRequired).map(Key::word).toList();
        return needed.isEmpty() ? Json.object() : required(needed);
    }

    static ObjectNode type(String type) {
        return Json.object().put("type", type);
    }

    static ObjectNode list(JsonNode items, int atLeast) {
        ObjectNode schema = type("array").set("items", items);
        return atLeast == 0 ? schema : schema.put("minItems", atLeast);
    }

    static ObjectNode oneOf(Collection<String> words) {
        return Json.object().set("enum", Json.treeOf(List.copyOf(words)));
    }

    static ObjectNode anyOf(JsonNode... options) {
        return Json.object().set("anyOf", Json.array().addAll(List.of(options)));
    }

    static ObjectNode required(List<String> words) {
        return Json.object().set("required", Json.treeOf(words));
    }

    static ObjectNode constant(JsonNode value) {
        return Json.object().set("const", value);
    }
}
