package dev.cannery.internal.contract.reader;

import static dev.cannery.internal.contract.reader.ContractSchema.anyOf;
import static dev.cannery.internal.contract.reader.ContractSchema.list;
import static dev.cannery.internal.contract.reader.ContractSchema.oneOf;
import static dev.cannery.internal.contract.reader.ContractSchema.ref;
import static dev.cannery.internal.contract.reader.ContractSchema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Schemas of rules, one definition for each shape of a field: what may be written there, and which operators judge it. */
final class RuleSchemas {
    private static final String RANGE =
            "^(-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?)?\\.\\.(-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?)?$";
    private static final String ONLY_DOTS = "^\\.\\.$";

    private final ObjectNode definitions;
    private final IdentityHashMap<FieldShape, String> names = new IdentityHashMap<>();

    RuleSchemas(ObjectNode definitions) {
        this.definitions = definitions;
        definitions.set("range", anyOf(type("number"), rangeText(), bounds()));
    }

    /** The rule on a field of the shape. */
    ObjectNode on(FieldShape shape) {
        String known = names.get(shape);
        if (known != null) {
            return ref(known);
        }
        String name = "rule-on-"
                + (shape == FieldShape.ANY ? "anything" : shape.phrase().replaceAll("\\W+", "-"));
        if (definitions.has(name)) {
            name += "-" + names.size();
        }
        names.put(shape, name);
        ObjectNode definition = definitions.putObject(name);
        definition.set("anyOf", forms(shape, true));
        return ref(name);
    }

    /** The rule on a part that is a text or missing, but never null. */
    ObjectNode onText() {
        definitions.putObject("rule-on-text").set("anyOf", forms(RequestFields.shapeOf("user"), false));
        return ref("rule-on-text");
    }

    private ArrayNode forms(FieldShape shape, boolean mayBeNull) {
        List<JsonNode> forms = new ArrayList<>();
        if (mayBeNull) {
            forms.add(type("null"));
        }
        if (shape.allows(JsonKind.BOOLEAN)) {
            forms.add(type("boolean"));
        }
        if (shape.allows(JsonKind.NUMBER)) {
            forms.add(type("number"));
        }
        texts(shape, forms);
        if (shape.allows(JsonKind.ARRAY)) {
            forms.add(list(on(shape.element()), 0));
        }
        if (shape.allows(JsonKind.OBJECT)) {
            forms.add(fields(shape));
        }
        forms.add(operators(shape));
        return Json.object().arrayNode().addAll(forms);
    }

    private static void texts(FieldShape shape, List<JsonNode> forms) {
        boolean takesText = shape.allows(JsonKind.STRING) || RequestFields.isTool(shape);
        boolean takesRange = shape.allows(JsonKind.NUMBER);
        if (takesText && takesRange) {
            forms.add(type("string"));
        } else if (takesText) {
            forms.add(type("string").set("not", rangeText()));
        } else if (takesRange) {
            forms.add(rangeText());
        }
    }

    private ObjectNode fields(FieldShape shape) {
        ObjectNode schema = type("object").put("minProperties", 1);
        if (!shape.memberNames().isEmpty()) {
            ObjectNode properties = schema.putObject("properties");
            shape.memberNames().forEach(name -> properties.set(name, on(shape.member(name))));
        }
        if (!shape.isOpen()) {
            return schema.put("additionalProperties", false);
        }
        List<String> words = OperatorsReader.words().toList();
        schema.set("propertyNames", Json.object().set("not", oneOf(words)));
        return schema.set("additionalProperties", on(shape.member("any")));
    }

    private ObjectNode operators(FieldShape shape) {
        ObjectNode schema = type("object").put("minProperties", 1);
        ObjectNode properties = schema.putObject("properties");
        boolean readsLetters = false;
        for (Operator operator : Operator.values()) {
            if (operator.judges(shape)) {
                properties.set(operator.word(), operand(operator.operand(), shape));
                readsLetters |= operator.readsLetters();
            }
        }
        if (shape.allows(JsonKind.NUMBER)) {
            properties.setAll((ObjectNode) bounds().get("properties"));
        }
        if (readsLetters) {
            properties.set("ignore_case", type("boolean"));
        }
        properties.set("example", Json.object());
        return schema.put("additionalProperties", false);
    }

    private JsonNode operand(Operator.Operand operand, FieldShape shape) {
        return switch (operand) {
            case ANYTHING -> Json.object();
            case TEXT -> type("string").put("minLength", 1);
            case TRUE -> Json.object().put("const", true);
            case RANGE -> ref("range");
            case KINDS -> anyOf(oneOf(kinds(shape)), list(oneOf(kinds(shape)), 1));
            case RULE -> on(shape);
            case RULES -> list(on(shape), 1);
            case ELEMENT_RULE -> on(shape.element());
            case ELEMENT_RULES -> anyOf(on(shape.element()), list(on(shape.element()), 1));
            case JSON_RULE -> on(FieldShape.ANY);
            case SCHEMA -> Json.object().set("type", Json.treeOf(List.of("object", "boolean", "string")));
        };
    }

    private static List<String> kinds(FieldShape shape) {
        return JsonKind.words().stream()
                .filter(word -> word.equals("null")
                        || JsonKind.ofWord(word).filter(shape::allows).isPresent())
                .toList();
    }

    private static ObjectNode bounds() {
        return ContractSchema.map(Bounds.KEYS).put("minProperties", 1);
    }

    private static ObjectNode rangeText() {
        return type("string").put("pattern", RANGE).set("not", Json.object().put("pattern", ONLY_DOTS));
    }
}
