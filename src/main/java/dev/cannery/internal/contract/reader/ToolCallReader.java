package dev.cannery.internal.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedToolCall.Kind;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads tool calls, written {@code {get_weather: {city: Paris}}} or {@code {id, name, arguments}}; a custom tool is called with
 * {@code input} instead.
 */
final class ToolCallReader {
    static final List<Key<Draft>> KEYS = List.of(
            new Key<>("id", ValueForm.NAME, (draft, value, scope) -> draft.id = Values.nonEmptyText(value, scope)),
            new Key<>("name", ValueForm.NAME, (draft, value, scope) -> draft.name = Values.nonEmptyText(value, scope)),
            new Key<>(
                    "arguments",
                    ValueForm.ANYTHING,
                    (draft, value, scope) -> draft.arguments(Kind.FUNCTION, value, scope)),
            new Key<>("input", ValueForm.TEXT, (draft, value, scope) -> draft.arguments(Kind.CUSTOM, value, scope)));

    private ToolCallReader() {}

    static List<CannedToolCall> read(SourceNode node, Scope scope) {
        List<CannedToolCall> calls = new ArrayList<>();
        if (node instanceof SourceNode.Sequence sequence && sequence.items().isEmpty()) {
            scope.complain(node, "tool_calls needs at least one call");
        }
        if (node instanceof SourceNode.Mapping call) {
            scope.complain(node, "a list of calls is expected, was a map. Did you mean [" + exampleOf(call) + "]?");
            return calls;
        }
        Values.forEach(node, scope, (item, itemScope) -> call(item, itemScope).ifPresent(calls::add));
        return calls;
    }

    private static String exampleOf(SourceNode.Mapping call) {
        return call.entries().isEmpty()
                ? "{name: {arguments}}"
                : "{" + OneLine.value(call.entries().get(0).key()) + ": …}";
    }

    /** The call of a function in the legacy form. */
    static @Nullable CannedToolCall readLegacy(SourceNode node, Scope scope) {
        CannedToolCall call = call(node, scope).orElse(null);
        if (call != null && (call.id() != null || call.kind() == Kind.CUSTOM)) {
            scope.complain(node, "a function_call has a name and arguments only");
        }
        return call;
    }

    private static Optional<CannedToolCall> call(SourceNode node, Scope scope) {
        boolean isOfTheApi = isOfTheApi(node);
        if (node instanceof SourceNode.Mapping single
                && single.entries().size() == 1
                && single.member("name") == null
                && !isOfTheApi) {
            SourceNode.Entry entry = single.entries().get(0);
            return Optional.of(new CannedToolCall(null, entry.key(), arguments(entry.value())));
        }
        if (!(node instanceof SourceNode.Mapping mapping) || mapping.member("name") == null) {
            scope.complain(
                    node,
                    "a tool call is written {name: {arguments}} or {id, name, arguments}, was "
                            + (isOfTheApi ? "the API's own form" : node.phrase())
                            + (node.toJson().isTextual()
                                    ? ". Did you mean {"
                                            + OneLine.value(node.toJson().asText()) + ": {}}?"
                                    : ""));
            return Optional.empty();
        }
        Draft draft = new Draft();
        Key.readAll("a tool call", KEYS, node, scope, draft);
        return Optional.ofNullable(draft.name)
                .map(name -> new CannedToolCall(draft.kind, draft.id, name, draft.arguments));
    }

    /** Whether this is a call as answers of the API have it, or its {@code function} alone, with a name of its own. */
    private static boolean isOfTheApi(SourceNode node) {
        return node instanceof SourceNode.Mapping call
                && call.member("name") == null
                && call.member("function") instanceof SourceNode.Mapping function
                && (call.entries().size() > 1
                        || (function.member("name") != null && function.member("arguments") != null));
    }

    private static String arguments(SourceNode node) {
        JsonNode value = node.toJson();
        if (value.isNull()) {
            return "{}";
        }
        return value.isTextual() ? value.textValue() : Json.compact(value);
    }

    static final class Draft {
        private @Nullable String id;
        private @Nullable String name;
        private Kind kind = Kind.FUNCTION;
        private boolean given;
        private String arguments = "{}";

        void arguments(Kind kind, SourceNode value, Scope scope) {
            if (given) {
                scope.complain(value, "a tool call has either 'arguments' or 'input', not both");
            }
            boolean empty = kind == Kind.CUSTOM && value.toJson().isNull();
            given = true;
            arguments = empty ? "" : ToolCallReader.arguments(value);
            this.kind = kind;
        }
    }
}
