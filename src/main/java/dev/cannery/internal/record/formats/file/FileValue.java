package dev.cannery.internal.record.formats.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value in a file of another tool. A member that is absent is a value without a node, located where its parent is, so that a
 * file that lacks something is read as far as it goes.
 *
 * @param node the value; null if it is absent
 * @param at where it begins
 * @param path the keys that lead to it
 */
public record FileValue(@Nullable SourceNode node, SourceLocation at, String path) {
    public static FileValue of(SourceNode document) {
        return new FileValue(document, document.at(), "");
    }

    /** Returns the member to which these keys lead. */
    public FileValue member(String... keys) {
        FileValue value = this;
        for (String key : keys) {
            SourceNode member = value.node instanceof SourceNode.Mapping map ? map.member(key) : null;
            value = new FileValue(member, member == null ? value.at : member.at(), pathTo(value.path, key));
        }
        return value;
    }

    /** Returns the first of these members that is present; the first one, which is absent, if there is none. */
    public FileValue any(String... keys) {
        for (String key : keys) {
            if (has(key)) {
                return member(key);
            }
        }
        return member(keys[0]);
    }

    /** Whether there is a member with this key that is not null. */
    public boolean has(String key) {
        FileValue member = member(key);
        return member.isPresent() && !member.json().isNull();
    }

    public boolean hasAny(String... keys) {
        return any(keys).isPresent();
    }

    public boolean isPresent() {
        return node != null;
    }

    public boolean isMap() {
        return node instanceof SourceNode.Mapping;
    }

    public boolean isList() {
        return node instanceof SourceNode.Sequence;
    }

    public boolean isText() {
        return json().isTextual();
    }

    /** Returns the elements; none if this is not a list. */
    public List<FileValue> items() {
        List<FileValue> items = new ArrayList<>();
        if (node instanceof SourceNode.Sequence list) {
            for (SourceNode item : list.items()) {
                items.add(new FileValue(item, item.at(), path + "[" + items.size() + "]"));
            }
        }
        return items;
    }

    /** Returns the first element; an absent value if there is none. */
    public FileValue first() {
        return items().stream().findFirst().orElse(new FileValue(null, at, path + "[0]"));
    }

    /** Returns the members in the file's order; none if this is not a map. */
    public Map<String, FileValue> members() {
        Map<String, FileValue> members = new LinkedHashMap<>();
        if (node instanceof SourceNode.Mapping map) {
            map.entries()
                    .forEach(entry -> members.put(
                            entry.key(), new FileValue(entry.value(), entry.keyAt(), pathTo(path, entry.key()))));
        }
        return members;
    }

    /** Returns the value without locations; a missing node if it is absent. */
    public JsonNode json() {
        return node == null ? MissingNode.getInstance() : node.toJson();
    }

    /** Returns a text, number or boolean as text; empty for anything else. */
    public String text() {
        return asText().orElse("");
    }

    /** Returns a text, number or boolean as text. */
    public Optional<String> asText() {
        JsonNode json = json();
        return json.isBinary()
                ? Optional.of(new String(bytes(), StandardCharsets.UTF_8))
                : json.isValueNode() && !json.isNull() ? Optional.of(json.asText()) : Optional.empty();
    }

    /** Returns a number, or a text that is one. */
    public Optional<BigDecimal> number() {
        try {
            return asText().map(BigDecimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public int wholeNumber(int otherwise) {
        return number().map(BigDecimal::intValue).orElse(otherwise);
    }

    public boolean isTrue() {
        return json().asBoolean(false);
    }

    /** Returns the bytes of a text or of a binary value, or the JSON of a map or list; none if it is null or absent. */
    public byte[] bytes() {
        JsonNode json = json();
        try {
            if (json.isBinary()) {
                return json.binaryValue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (json.isContainerNode()) {
            return Json.compactBytes(json);
        }
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private static String pathTo(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
