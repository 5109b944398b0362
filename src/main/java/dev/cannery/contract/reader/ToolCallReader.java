package dev.cannery.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.Json;
import dev.cannery.contract.CannedToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads tool calls, written {@code {get_weather: {city: Paris}}} or {@code {id, name, arguments}}. */
final class ToolCallReader {
    static final List<Key<Draft>> KEYS = List.of(
            new Key<>("id", ValueForm.NAME, (draft, value, scope) -> draft.id = Values.nonEmptyText(value, scope)),
            new Key<>("name", ValueForm.NAME, (draft, value, scope) -> draft.name = Values.nonEmptyText(value, scope)),
            new Key<>("arguments", ValueForm.ANYTHING, (draft, value, scope) -> draft.arguments = arguments(value)));

    private ToolCallReader() {}

    static List<CannedToolCall> read(SourceNode node, Scope scope) {
        List<CannedToolCall> calls = new ArrayList<>();
        if (node instanceof SourceNode.Sequence sequence && sequence.items().isEmpty()) {
            scope.complain(node, "tool_calls needs at least one call");
        }
        Values.forEach(node, scope, (item, itemScope) -> call(item, itemScope).ifPresent(calls::add));
        return calls;
    }

    private static Optional<CannedToolCall> call(SourceNode node, Scope scope) {
        if (node instanceof SourceNode.Mapping single && single.entries().size() == 1 && single.get("name") == null) {
            SourceNode.Entry entry = single.entries().get(0);
            return Optional.of(new CannedToolCall(null, entry.key(), arguments(entry.value())));
        }
        if (!(node instanceof SourceNode.Mapping mapping) || mapping.get("name") == null) {
            scope.complain(
                    node, "a tool call is written {name: {arguments}} or {id, name, arguments}, was " + node.phrase());
            return Optional.empty();
        }
        Draft draft = new Draft();
        Key.readAll("a tool call", KEYS, node, scope, draft);
        return Optional.ofNullable(draft.name).map(name -> new CannedToolCall(draft.id, name, draft.arguments));
    }

    private static String arguments(SourceNode node) {
        JsonNode value = node.toJson();
        if (value.isNull()) {
            return "{}";
        }
        return value.isTextual() ? value.textValue() : Json.compact(value);
    }

    private static final class Draft {
        private @Nullable String id;
        private @Nullable String name;
        private String arguments = "{}";
    }
}
