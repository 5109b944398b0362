package dev.cannery.internal.chat.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tools that a request to the Responses API offers besides those of its list: the members of namespaces, and what its input items
 * load, which are the results of tool searches and additional tools.
 */
public final class LoadedTools {
    private static final String TOOLS = "tools";
    private static final String NAMESPACE = "namespace";
    private static final Set<String> LOADING = Set.of("additional_tools", "tool_search_output");

    private final Set<String> listed;
    private final Map<String, JsonNode> byPlace = new LinkedHashMap<>();

    private LoadedTools(Set<String> listed) {
        this.listed = listed;
    }

    /**
     * Returns the tools by their places in the request, such as {@code input[2].tools[0]}, each name once; none with a name that the
     * list of the request has.
     */
    public static Map<String, JsonNode> of(ObjectNode sent) {
        LoadedTools loaded = new LoadedTools(
                Json.values(sent.path(TOOLS)).map(LoadedTools::nameOf).collect(Collectors.toCollection(HashSet::new)));
        loaded.addMembers(sent.path(TOOLS), TOOLS);
        JsonNode input = sent.path("input");
        for (int i = 0; i < input.size() && input.isArray(); i++) {
            if (LOADING.contains(input.get(i).path("type").asText(""))) {
                loaded.addAll(input.get(i).path(TOOLS), "input[" + i + "]." + TOOLS);
            }
        }
        return loaded.byPlace;
    }

    private void addAll(JsonNode tools, String place) {
        for (int i = 0; i < tools.size() && tools.isArray(); i++) {
            JsonNode tool = tools.get(i);
            String name = nameOf(tool);
            if (!isNamespace(tool) && tool.isObject() && !name.isEmpty() && listed.add(name)) {
                byPlace.put(place + "[" + i + "]", tool);
            }
        }
        addMembers(tools, place);
    }

    private void addMembers(JsonNode tools, String place) {
        for (int i = 0; i < tools.size() && tools.isArray(); i++) {
            if (isNamespace(tools.get(i))) {
                addAll(tools.get(i).path(TOOLS), place + "[" + i + "]." + TOOLS);
            }
        }
    }

    private static boolean isNamespace(JsonNode tool) {
        return tool.path("type").asText("").equals(NAMESPACE);
    }

    private static String nameOf(JsonNode tool) {
        return isNamespace(tool) ? "" : tool.path("name").asText("");
    }
}
