package dev.cannery.internal.verify.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What Open Responses (openresponses.org), the standard of the Responses API, asks of every server. */
public final class OpenResponses {
    private static final JsonNode TABLE = ProbeData.read("open-responses.json");

    private OpenResponses() {}

    /** Returns the requests that every server answers, in the order of the standard's own tests. */
    public static List<Point> points() {
        return TABLE.path("points").properties().stream()
                .map(point -> new Point(point.getKey(), (ObjectNode) point.getValue()))
                .toList();
    }

    /** Returns the paths of the members that a Response lacks, in the order of the standard. */
    public static List<String> missingIn(JsonNode response) {
        List<String> missing = new ArrayList<>(missing(response, "", "required"));
        for (int i = 0; i < response.path("tools").size(); i++) {
            missing.addAll(missing(response.path("tools").get(i), "tools[" + i + "].", "required_of_tools"));
        }
        return missing;
    }

    private static List<String> missing(JsonNode object, String at, String list) {
        return StreamSupport.stream(TABLE.path(list).spliterator(), false)
                .map(JsonNode::asText)
                .filter(name -> !object.has(name))
                .map(name -> at + name)
                .toList();
    }

    /**
     * A request that every server answers.
     *
     * @param name what is special about it, such as {@code an image}
     * @param body its body without the model; do not modify
     */
    public record Point(String name, ObjectNode body) {}
}
