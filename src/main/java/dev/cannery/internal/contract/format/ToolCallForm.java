package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedToolCall.Kind;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Optional;

/**
 * A tool call, written {@code {get_weather: {city: Paris}}} or {@code {id, name, arguments}}; a call of a custom tool has
 * {@code input} instead of arguments.
 */
public final class ToolCallForm extends MapForm<CannedToolCall> {
    public static final ToolCallForm FORM = new ToolCallForm();

    /** A non-empty list of calls. */
    static final Form<List<CannedToolCall>> LIST = new Form<>("list of tool calls") {
        private final Form<List<CannedToolCall>> list = FORM.some(name(), "tool_calls needs at least one call");

        @Override
        Optional<List<CannedToolCall>> read(SourceValue value, Context context) {
            if (!value.isMap()) {
                return list.read(value, context);
            }
            value.problem("expected a list of calls, was a map. Did you mean [" + exampleOf(value) + "]?");
            return Optional.empty();
        }

        @Override
        JsonNode write(List<CannedToolCall> calls) {
            return list.write(calls);
        }

        @Override
        JsonNode schema(Schemas schemas) {
            return list.schema(schemas);
        }

        @Override
        List<MapForm<?>> maps() {
            return list.maps();
        }
    };

    public final Key<String> id = key("id", Form.NAME, "The call's id. Derived by default.");
    public final Key<String> name = required("name", Form.NAME, "The tool's name.");
    public final Key<JsonNode> arguments = key(
            "arguments",
            Form.JSON,
            "The arguments of a function: a map, or a text that is sent unchanged, even if it is invalid JSON.");
    public final Key<String> input = key(
            "input",
            Form.of("input", Schemas.type("string"), value -> Optional.of(text(value.toJson(), "")), TextNode::valueOf),
            "The input of a custom tool, instead of arguments.");

    private ToolCallForm() {
        super("tool call", "a tool call");
    }

    private static String exampleOf(SourceValue call) {
        return call.node() instanceof SourceNode.Mapping map && !map.entries().isEmpty()
                ? "{" + OneLine.value(map.entries().get(0).key()) + ": …}"
                : "{name: {arguments}}";
    }

    @Override
    Optional<CannedToolCall> read(SourceValue value, Context context) {
        boolean isOfTheApi = isOfTheApi(value.node());
        if (isShort(value.node()) && !isOfTheApi) {
            SourceNode.Entry entry =
                    ((SourceNode.Mapping) value.node()).entries().get(0);
            return Optional.of(
                    new CannedToolCall(null, entry.key(), text(entry.value().toJson(), "{}")));
        }
        if (!(value.node() instanceof SourceNode.Mapping mapping) || mapping.member(name.word()) == null) {
            value.problem("a tool call must be written {name: {arguments}} or {id, name, arguments}, was "
                    + (isOfTheApi ? "in the API's own form" : value.phrase())
                    + value.asText()
                            .map(text -> ". Did you mean {" + OneLine.value(text) + ": {}}?")
                            .orElse(""));
            return Optional.empty();
        }
        return super.read(value, context);
    }

    /** Whether a node is the short form, whose only key is the tool's name. */
    private boolean isShort(SourceNode node) {
        return node instanceof SourceNode.Mapping call
                && call.entries().size() == 1
                && call.member(name.word()) == null;
    }

    /** Whether this is a call in the API's own form, or only its {@code function}. */
    private boolean isOfTheApi(SourceNode node) {
        return node instanceof SourceNode.Mapping call
                && call.member(name.word()) == null
                && call.member(Kind.FUNCTION.wire()) instanceof SourceNode.Mapping function
                && (call.entries().size() > 1
                        || (function.member(name.word()) != null && function.member(arguments.word()) != null));
    }

    /** Returns the nodes of the call's arguments. */
    List<SourceNode> argumentsOf(SourceNode node) {
        if (!(node instanceof SourceNode.Mapping call)) {
            return List.of();
        }
        boolean isShort = isShort(node);
        return call.entries().stream()
                .filter(entry ->
                        isShort || List.of(arguments.word(), input.word()).contains(entry.key()))
                .map(SourceNode.Entry::value)
                .toList();
    }

    private static String text(JsonNode given, String nothing) {
        if (given.isNull()) {
            return nothing;
        }
        return given.isTextual() ? given.textValue() : Json.compact(given);
    }

    @Override
    CannedToolCall make(Given given) {
        given.requireOneOf("a tool call has either 'arguments' or 'input', not both", arguments, input);
        JsonNode structure = given.find(arguments);
        String text = given.find(input);
        return text == null
                ? new CannedToolCall(given.find(id), given.get(name), structure == null ? "{}" : text(structure, "{}"))
                : new CannedToolCall(Kind.CUSTOM, given.find(id), given.get(name), text);
    }

    @Override
    void write(CannedToolCall call, Tree tree) {
        boolean isCustom = call.kind() == Kind.CUSTOM;
        tree.put(id, call.id()).put(name, call.name());
        if (isCustom) {
            tree.put(input, call.arguments());
        } else {
            tree.put(arguments, structureOf(call));
        }
    }

    @Override
    JsonNode write(CannedToolCall call) {
        // a function called "name" would be read as the long form
        return call.kind() == Kind.FUNCTION && call.id() == null && !call.name().equals(name.word())
                ? Json.object().set(call.name(), structureOf(call))
                : writeMap(call);
    }

    private static JsonNode structureOf(CannedToolCall call) {
        return JsonTexts.structureOf(call.arguments()).orElseGet(() -> TextNode.valueOf(call.arguments()));
    }

    @Override
    JsonNode schema(Schemas schemas) {
        ObjectNode shortForm = Schemas.type("object")
                .put("minProperties", 1)
                .put("maxProperties", 1)
                .set("not", Schemas.required(List.of(name.word())));
        return Schemas.anyOf(shortForm, super.schema(schemas));
    }
}
