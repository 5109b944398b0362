package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One value of a profile file and where it stands; it remembers which of its members were asked for. */
final class YamlNode {
    /** Keys that make an entry whole: it then takes the place of the entry that it overrides. */
    private static final Set<String> WHOLE = Set.of("type", "any_of", "shape");

    private final SourceNode source;
    private final String path;
    private final @Nullable List<YamlNode> items;
    private final @Nullable Map<String, Member> members;
    private final Set<String> asked = new TreeSet<>();
    private final Set<String> removed = new TreeSet<>();

    private YamlNode(
            SourceNode source, String path, @Nullable List<YamlNode> items, @Nullable Map<String, Member> members) {
        this.source = source;
        this.path = path;
        this.items = items;
        this.members = members;
    }

    /** The whole of a file. */
    static YamlNode of(SourceNode source) {
        return of(source, "");
    }

    private static YamlNode of(SourceNode source, String path) {
        if (source instanceof SourceNode.Mapping mapping) {
            Map<String, Member> members = new LinkedHashMap<>();
            for (SourceNode.Entry entry : mapping.entries()) {
                String below = path.isEmpty() ? entry.key() : path + "." + entry.key();
                members.put(entry.key(), new Member(entry.keyAt(), of(entry.value(), below)));
            }
            return new YamlNode(source, path, null, members);
        }
        if (source instanceof SourceNode.Sequence sequence) {
            List<YamlNode> items = new ArrayList<>();
            for (SourceNode item : sequence.items()) {
                items.add(of(item, path + "[" + items.size() + "]"));
            }
            return new YamlNode(source, path, items, null);
        }
        return new YamlNode(source, path, null, null);
    }

    /** Where the value begins. */
    SourceLocation at() {
        return source.at();
    }

    /** The keys that lead to it: {@code fields.n}. */
    String path() {
        return path;
    }

    /** What was written, for a complaint: {@code the text 'few'}. */
    String phrase() {
        return source.phrase();
    }

    boolean isMap() {
        return members != null;
    }

    @Nullable
    List<YamlNode> items() {
        return items;
    }

    /** A scalar's value, null where this is a list or a mapping. */
    @Nullable
    JsonNode value() {
        return source instanceof SourceNode.Scalar scalar ? scalar.value() : null;
    }

    /** The members in the file's order, all of which count as asked for; none where this is no mapping. */
    Map<String, YamlNode> members() {
        Map<String, YamlNode> nodes = new LinkedHashMap<>();
        if (members != null) {
            asked.addAll(members.keySet());
            members.forEach((name, member) -> nodes.put(name, member.node));
        }
        return nodes;
    }

    @Nullable
    YamlNode member(String name) {
        asked.add(name);
        Member member = members == null ? null : members.get(name);
        return member == null ? null : member.node;
    }

    boolean has(String name) {
        return members != null && members.containsKey(name);
    }

    /** Whether an overriding file took that member away. */
    boolean lacks(String name) {
        return removed.contains(name);
    }

    /** Tells of members that nothing asked for. */
    void reportUnasked(Faults faults) {
        if (members != null) {
            members.forEach((name, member) -> {
                if (!asked.contains(name)) {
                    faults.addUnknown(member.keyAt, member.node.path, "key", name, asked);
                }
            });
        }
    }

    /** This value laid over another: mappings are merged, null takes an entry away, anything else replaces. */
    YamlNode over(YamlNode base) {
        if (members == null || base.members == null || WHOLE.stream().anyMatch(members::containsKey)) {
            return this;
        }
        YamlNode merged = new YamlNode(source, path, null, new LinkedHashMap<>(base.members));
        merged.removed.addAll(base.removed);
        members.forEach(merged::override);
        return merged;
    }

    private void override(String name, Member member) {
        JsonNode value = member.node.value();
        if (members != null && value != null && value.isNull()) {
            members.remove(name);
            removed.add(name);
        } else if (members != null) {
            Member below = members.get(name);
            members.put(name, below == null ? member : new Member(member.keyAt, member.node.over(below.node)));
        }
    }

    /** The value without places. */
    JsonNode toJson() {
        if (members != null) {
            ObjectNode object = Json.object();
            members.forEach((name, member) -> object.set(name, member.node.toJson()));
            return object;
        }
        if (items != null) {
            ArrayNode array = Json.array();
            items.forEach(item -> array.add(item.toJson()));
            return array;
        }
        JsonNode value = value();
        return value == null ? NullNode.getInstance() : value;
    }

    private record Member(SourceLocation keyAt, YamlNode node) {}
}
