package dev.cannery.internal.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a file with its location. */
public sealed interface SourceNode {
    /** Returns where the value begins. */
    SourceLocation at();

    /** Returns the value without locations. */
    JsonNode toJson();

    /** Returns a phrase for messages that describes the value, with an article. */
    String phrase();

    /** A text, number, boolean or null. */
    record Scalar(JsonNode value, SourceLocation at) implements SourceNode {
        @Override
        public JsonNode toJson() {
            return value;
        }

        @Override
        public String phrase() {
            return OneLine.value(value.isTextual() ? "the text '" + value.textValue() + "'" : value.toString());
        }
    }

    /** A list. */
    record Sequence(List<SourceNode> items, SourceLocation at) implements SourceNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public JsonNode toJson() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(item.toJson()));
            return array;
        }

        @Override
        public String phrase() {
            return items.isEmpty() ? "an empty list" : "a list";
        }
    }

    /** A map, in the file's order. */
    record Mapping(List<Entry> entries, SourceLocation at) implements SourceNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** Returns the value of a key, or null if the key is absent. */
        public @Nullable SourceNode member(String key) {
            for (Entry entry : entries) {
                if (entry.key().equals(key)) {
                    return entry.value();
                }
            }
            return null;
        }

        /** Returns this map with only these keys. */
        public Mapping only(List<String> keys) {
            return new Mapping(
                    entries.stream().filter(entry -> keys.contains(entry.key())).toList(), at);
        }

        @Override
        public JsonNode toJson() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            entries.forEach(entry -> object.set(entry.key(), entry.value().toJson()));
            return object;
        }

        @Override
        public String phrase() {
            return entries.isEmpty() ? "an empty map" : "a map";
        }
    }

    /** A key and its value. */
    record Entry(String key, SourceLocation keyAt, SourceNode value) {}
}
