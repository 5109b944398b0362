package dev.cannery.profile;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads YAML into nodes that know where they stand. */
final class YamlFile {
    private final String source;
    private final JsonParser parser;
    private final Problems problems;

    private YamlFile(String source, JsonParser parser, Problems problems) {
        this.source = source;
        this.parser = parser;
        this.problems = problems;
    }

    /** The file's one mapping, or null when there is none; the reason is then among the problems. */
    static @Nullable YamlNode parse(String source, String text, Problems problems) throws IOException {
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            YamlFile file = new YamlFile(source, parser, problems);
            YamlNode node = parser.nextToken() == null ? null : file.node("");
            if (node != null && node.isMap()) {
                return node;
            }
            problems.add(source, "a profile must be a mapping of keys to values.");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? source : source + ":" + at.getLineNr() + ":" + at.getColumnNr();
            problems.add(
                    place,
                    "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse("") + ".");
        }
        return null;
    }

    private YamlNode node(String path) throws IOException {
        String place = place(path);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return YamlNode.map(place, members(path));
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(path + "[" + items.size() + "]"));
            }
            return YamlNode.list(place, items);
        }
        return YamlNode.scalar(place, scalar(token));
    }

    private Map<String, YamlNode> members(String path) throws IOException {
        Map<String, YamlNode> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String below = path.isEmpty() ? name : path + "." + name;
            String place = place(below);
            parser.nextToken();
            if (members.put(name, node(below)) != null) {
                problems.add(place, "the key is there twice.");
            }
        }
        return members;
    }

    private JsonNode scalar(JsonToken token) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (token) {
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
            default -> nodes.textNode(parser.getText());
        };
    }

    private String place(String path) {
        JsonLocation at = parser.currentTokenLocation();
        String position = source + ":" + at.getLineNr() + ":" + at.getColumnNr();
        return path.isEmpty() ? position : position + " " + path;
    }
}
