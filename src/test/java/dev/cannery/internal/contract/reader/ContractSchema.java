package dev.cannery.internal.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The JSON Schema of contract files, made from the tables that the reader reads by: a key, an operator or a field that the
 * reader learns is in the schema as soon as it is made anew.
 */
final class ContractSchema {
    private final ObjectNode definitions = Json.object();
    private final RuleSchemas rules = new RuleSchemas(definitions);

    private ContractSchema() {}

    static ObjectNode generate() {
        return new ContractSchema().contract();
    }

    private ObjectNode contract() {
        ObjectNode schema = Json.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Contract on a chat-completions API");
        for (ValueForm form : ValueForm.values()) {
            definitions.set(nameOf(form), form(form));
        }
        schema.setAll(map(DocumentReader.KEYS, "interactions"));
        definitions.set("answer", map(ResponseDraft.KEYS));
        definitions.set("interaction", interaction());
        return schema.set("$defs", definitions);
    }

    private JsonNode form(ValueForm form) {
        return switch (form) {
            case ANYTHING -> Json.object();
            case TEXT -> type("string");
            case NAME -> type("string").put("pattern", "\\S");
            case NAMES -> list(ref(nameOf(ValueForm.NAME)), 0);
            case TRUTH -> type("boolean");
            case NUMBER -> type("number");
            case WHOLE_NUMBER -> type("integer");
            case COUNT -> type("integer").put("minimum", 0);
            case POSITIVE -> type("integer").put("minimum", 1);
            case ERROR_STATUS -> type("integer").put("minimum", 400).put("maximum", 599);
            case DURATION -> type("string").put("pattern", "^\\d+(\\.\\d+)?(us|ms|s|m|h)$");
            case DURATIONS -> list(ref(nameOf(ValueForm.DURATION)), 0);
            case LATENCY -> map(LatencyReader.KEYS, "per_concurrent");
            case LINE_ENDS -> oneOf(words(Pacing.LineEnd.values()));
            case FINISH_REASON -> oneOf(FinishReason.words());
            case CUT ->
                anyOf(
                        oneOf(PacingReader.CUTS.keySet().stream().sorted().toList()),
                        ref(nameOf(ValueForm.POSITIVE)),
                        list(type("string"), 1));
            case TOOL_CALL -> anyOf(shortToolCall(), map(ToolCallReader.KEYS, "name"));
            case AUDIO -> map(AudioReader.KEYS, "data");
            case LOGPROBS -> map(LogprobsReader.KEYS);
            case MAPS -> list(type("object"), 0);
            case HEADERS -> type("object").set("additionalProperties", type("string"));
            case FAULT -> anyOf(oneOf(FaultReader.words()), map(FaultReader.KEYS, "kind"));
            case BREAK_KIND -> oneOf(words(CannedFault.BreakKind.values()));
            case RULE, TEXT_RULE, NUMBER_RULE -> rules.on(form.judged());
            default -> structure(form);
        };
    }

    private JsonNode structure(ValueForm form) {
        return switch (form) {
            case REQUEST -> request();
            case RESPONSE -> anyOf(type("string"), ref("answer"), list(anyOf(type("string"), ref("answer")), 1));
            case CHOICES -> list(anyOf(type("string"), map(ChoiceDraft.KEYS)), 1);
            case TOOL_CALLS -> list(anyOf(shortToolCall(), map(ToolCallReader.KEYS, "name")), 1);
            case USAGE -> map(UsageReader.KEYS);
            case ERROR -> anyOf(oneOf(errorWords()), map(ErrorReader.KEYS, "message"));
            case PACING -> anyOf(map(PacingReader.KEYS), list(type("string"), 1));
            case TURNS -> list(map(InteractionDraft.TurnDraft.KEYS, "response"), 1);
            case VERIFY ->
                anyOf(
                        Json.object().put("const", "shape"),
                        Json.object().put("const", false),
                        map(VerificationReader.KEYS).put("minProperties", 1));
            case VERIFY_STREAM -> map(VerificationReader.Draft.STREAM_KEYS);
            case DEFAULTS -> defaults();
            case INTERACTIONS -> list(ref("interaction"), 1);
            default -> throw new IllegalStateException("no schema for " + form);
        };
    }

    /** The names and codes of all providers' errors; which of them a contract's provider knows, no schema can say. */
    private static List<String> errorWords() {
        return ProfileReader.builtIn().stream()
                .flatMap(name -> ProfileReader.read(name).style().errors().words().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static ObjectNode interaction() {
        ObjectNode schema = map(InteractionReader.KEYS, "name");
        schema.putArray("oneOf").add(required("response")).add(required("turns"));
        return schema;
    }

    private static ObjectNode defaults() {
        ObjectNode schema = map(InteractionReader.KEYS);
        schema.withObjectProperty("properties").retain(DocumentReader.DEFAULTABLE);
        return schema;
    }

    private ObjectNode request() {
        ObjectNode schema = type("object");
        ObjectNode properties = schema.putObject("properties");
        JsonNode onText = rules.onText();
        RequestFields.names().forEach(name -> properties.set(name, rules.on(RequestFields.shapeOf(name))));
        RequestReader.SHORTCUTS.keySet().stream().sorted().forEach(name -> properties.set(name, onText));
        for (String name : RequestReader.MAPS) {
            JsonNode rule = name.equals("jsonpath") ? rules.on(FieldShape.ANY) : onText;
            properties.set(name, type("object").put("minProperties", 1).set("additionalProperties", rule));
        }
        return schema.put("additionalProperties", false);
    }

    /** {@code {get_weather: {city: Paris}}}: one key, which is not that of the long form. */
    private static ObjectNode shortToolCall() {
        return type("object").put("minProperties", 1).put("maxProperties", 1).set("not", required("name"));
    }

    /** A map of these keys and no others. */
    static ObjectNode map(List<? extends Key<?>> keys, String... required) {
        ObjectNode schema = type("object");
        ObjectNode properties = schema.putObject("properties");
        keys.forEach(key -> properties.set(key.word(), ref(nameOf(key.form()))));
        if (required.length > 0) {
            schema.set("required", required(required).get("required"));
        }
        return schema.put("additionalProperties", false);
    }

    static String nameOf(ValueForm form) {
        return form.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static ObjectNode ref(String definition) {
        return Json.object().put("$ref", "#/$defs/" + definition);
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
        return Json.object().set("anyOf", Json.object().arrayNode().addAll(List.of(options)));
    }

    static ObjectNode required(String... keys) {
        List<JsonNode> names = new ArrayList<>();
        for (String key : keys) {
            names.add(TextNode.valueOf(key));
        }
        return Json.object().set("required", Json.object().arrayNode().addAll(names));
    }

    private static List<String> words(Enum<?>... constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
