package dev.cannery.internal.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a file that knows where it was written. */
public sealed interface SourceNode {
    /** Where the value begins. */
    SourceLocation at();

    /** The value without its places. */
    JsonNode toJson();

    /** What the value is, with its article, for a complaint. */
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

        /** The value of a key, or null when the key is not there. */
        public @Nullable SourceNode member(String key) {
            for (Entry entry : entries) {
                if (entry.key().equals(key)) {
                    return entry.value();
                }
            }
            return null;
        }

        /** This map with only these keys. */
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
