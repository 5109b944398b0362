package dev.cannery.internal.response.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The tools that a Response repeats: those of the list and those that the input loads.
 *
 * <p>A function that is loaded moves from the list into a namespace of its own name (recorded of models before gpt-5.6, 25 of 25).
 */
final class RepeatedTools {
    private static final String TOOLS = "tools";
    private static final String NAME = "name";
    private static final Set<String> LOADING = Set.of("additional_tools", "tool_search_output");

    private RepeatedTools() {}

    /** Returns the request with the tools that its Response repeats; the same request if its input loads none. */
    static ObjectNode in(ObjectNode sent) {
        Map<String, JsonNode> loaded = loaded(sent.path("input"));
        if (loaded.isEmpty()) {
            return sent;
        }
        ArrayNode tools = Json.array();
        for (JsonNode tool : sent.path(TOOLS)) {
            String name = tool.path(NAME).asText("");
            if (isNamespace(tool)) {
                loaded.remove(name);
            }
            if (isNamespace(tool) || !loaded.containsKey(name)) {
                tools.add(tool);
            }
        }
        loaded.values().forEach(tool -> tools.add(isNamespace(tool) ? tool : namespaceOf(tool)));
        ObjectNode repeated = Json.object();
        repeated.setAll(sent);
        return repeated.set(TOOLS, tools);
    }

    private static Map<String, JsonNode> loaded(JsonNode input) {
        Map<String, JsonNode> loaded = new LinkedHashMap<>();
        for (JsonNode item : input) {
            if (LOADING.contains(item.path("type").asText(""))) {
                Json.values(item.path(TOOLS))
                        .filter(tool -> tool.path(NAME).isTextual())
                        .forEach(tool -> loaded.put(tool.path(NAME).textValue(), tool));
            }
        }
        return loaded;
    }

    private static boolean isNamespace(JsonNode tool) {
        return tool.path("type").asText("").equals("namespace");
    }

    private static JsonNode namespaceOf(JsonNode function) {
        ObjectNode namespace = Json.object().put("type", "namespace");
        namespace.put("description", function.path("description").asText(""));
        namespace.set(NAME, function.path(NAME));
        ObjectNode ready = function.deepCopy();
        ready.remove("defer_loading");
        namespace.putArray(TOOLS).add(ready);
        return namespace;
    }
}
