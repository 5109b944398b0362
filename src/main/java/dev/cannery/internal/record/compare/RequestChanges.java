package dev.cannery.internal.record.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.rule.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes what has changed in a request since it was recorded, field by field. */
public final class RequestChanges {
    private static final int MOST_SHOWN = 60;
    /** The members of a call that are new in each run. */
    private static final Set<String> IDS = Set.of("id", "tool_call_id", "call_id");

    private final List<FieldChange> changes = new ArrayList<>();

    private RequestChanges() {}

    /**
     * A change of a field.
     *
     * @param field the field, such as {@code prompt} or {@code tools.get_weather.parameters}
     * @param what the change, such as {@code 0.2 → 0.7}
     */
    public record FieldChange(String field, String what) {}

    /** Returns the changes, the fields in the order of the recorded request and then of the new one. */
    public static List<FieldChange> between(ChatRequest recorded, ChatRequest now) {
        RequestChanges all = new RequestChanges();
        if (!recorded.path().equals(now.path())) {
            all.add("path", recorded.path() + " → " + now.path());
        }
        ObjectNode before = recorded.fieldsOnce();
        ObjectNode after = now.fieldsOnce();
        for (String field : names(before, after)) {
            if (field.equals("messages")) {
                all.messages(before.path(field), after.path(field));
            } else if (field.equals("tools")) {
                all.named("tools", byName(before.path(field)), byName(after.path(field)));
            } else {
                all.value(field, before.get(field), after.get(field));
            }
        }
        return List.copyOf(all.changes);
    }

    private static Set<String> names(JsonNode before, JsonNode after) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void add(String field, String what) {
        changes.add(new FieldChange(field, what));
    }

    private void messages(JsonNode before, JsonNode after) {
        int most = Math.max(before.size(), after.size());
        for (int i = 0; i < most; i++) {
            JsonNode one = before.path(i);
            JsonNode other = after.path(i);
            String field = label(after.has(i) ? after : before, i);
            if (one.isMissingNode() || other.isMissingNode()) {
                JsonNode only = one.isMissingNode() ? other : one;
                add(
                        field,
                        (one.isMissingNode() ? "added: " : "removed: ")
                                + only.path("role").asText() + " " + shown(only.path("content")));
            } else {
                value(field, one, other);
            }
        }
    }

    /** Returns the word of the format for a message, if there is one for it. */
    private static String label(JsonNode messages, int index) {
        String role = messages.path(index).path("role").asText("");
        if (role.equals("system") || role.equals("developer")) {
            return "system";
        }
        int last = messages.size() - 1;
        while (last >= 0 && !messages.path(last).path("role").asText("").equals("user")) {
            last--;
        }
        return index == last ? "prompt" : "messages[" + index + "]";
    }

    private static Map<String, JsonNode> byName(JsonNode tools) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        tools.forEach(tool -> byName.put(
                tool.path(tool.path("type").asText("function")).path("name").asText("" + byName.size()), tool));
        return byName;
    }

    private void named(String field, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            JsonNode one = before.get(name);
            JsonNode other = after.get(name);
            if (one == null) {
                add(field, "gained " + name);
            } else if (other == null) {
                add(field, "lost " + name);
            } else {
                String type = one.path("type").asText("function");
                value(field + "." + name, one.path(type), other.path(type));
            }
        }
    }

    private void value(String field, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || before.isMissingNode()) {
            add(field, "added: " + shown(after));
        } else if (after == null || after.isMissingNode()) {
            add(field, "removed, was " + shown(before));
        } else if (before.isObject() && after.isObject()) {
            objects(field, before, after);
        } else if (before.isTextual() && after.isTextual()) {
            if (!before.equals(after)) {
                add(field, TextChange.words(before.textValue(), after.textValue()));
            }
        } else if (before.isArray() && after.isArray()) {
            arrays(field, before, after);
        } else if (!before.equals(after)) {
            add(field, shown(before) + " → " + shown(after));
        }
    }

    private void objects(String field, JsonNode before, JsonNode after) {
        for (String name : names(before, after)) {
            JsonNode one = before.get(name);
            JsonNode other = after.get(name);
            if (IDS.contains(name)) {
                continue;
            }
            if (one == null) {
                add(field, "gained key '" + name + "'");
            } else if (other == null) {
                add(field, "lost key '" + name + "'");
            } else {
                value(name.equals("content") ? field : field + "." + name, one, other);
            }
        }
    }

    private void arrays(String field, JsonNode before, JsonNode after) {
        if (before.size() != after.size()) {
            add(field, shown(before) + " → " + shown(after));
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            value(field + "[" + i + "]", before.get(i), after.get(i));
        }
    }

    private static String shown(@Nullable JsonNode value) {
        return value == null ? "" : Excerpt.of(value, MOST_SHOWN);
    }
}
