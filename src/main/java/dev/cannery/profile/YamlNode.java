package dev.cannery.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.Json;
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

    private final String place;
    private final @Nullable JsonNode scalar;
    private final @Nullable List<YamlNode> items;
    private final @Nullable Map<String, YamlNode> members;
    private final Set<String> asked = new TreeSet<>();
    private final Set<String> removed = new TreeSet<>();

    private YamlNode(
            String place,
            @Nullable JsonNode scalar,
            @Nullable List<YamlNode> items,
            @Nullable Map<String, YamlNode> members) {
        this.place = place;
        this.scalar = scalar;
        this.items = items;
        this.members = members;
    }

    static YamlNode scalar(String place, JsonNode value) {
        return new YamlNode(place, value, null, null);
    }

    static YamlNode list(String place, List<YamlNode> items) {
        return new YamlNode(place, null, List.copyOf(items), null);
    }

    static YamlNode map(String place, Map<String, YamlNode> members) {
        return new YamlNode(place, null, null, new LinkedHashMap<>(members));
    }

    /** The file, line and column, and the path of keys: {@code openai.yaml:3:5 fields.n}. */
    String place() {
        return place;
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
        return scalar;
    }

    /** The members in the file's order, all of which count as asked for; none where this is no mapping. */
    Map<String, YamlNode> members() {
        if (members == null) {
            return Map.of();
        }
        asked.addAll(members.keySet());
        return members;
    }

    @Nullable
    YamlNode member(String name) {
        asked.add(name);
        return members == null ? null : members.get(name);
    }

    boolean has(String name) {
        return members != null && members.containsKey(name);
    }

    /** Whether an overriding file took that member away. */
    boolean lacks(String name) {
        return removed.contains(name);
    }

    /** Tells of members that nothing asked for. */
    void reportUnasked(Problems problems) {
        if (members != null) {
            members.forEach((name, node) -> {
                if (!asked.contains(name)) {
                    problems.addUnknown(node.place, "key", name, asked);
                }
            });
        }
    }

    /** This value laid over another: mappings are merged, null takes an entry away, anything else replaces. */
    YamlNode over(YamlNode base) {
        if (members == null || base.members == null || WHOLE.stream().anyMatch(members::containsKey)) {
            return this;
        }
        YamlNode merged = map(place, base.members);
        merged.removed.addAll(base.removed);
        members.forEach(merged::override);
        return merged;
    }

    private void override(String name, YamlNode node) {
        if (members != null && node.scalar != null && node.scalar.isNull()) {
            members.remove(name);
            removed.add(name);
        } else if (members != null) {
            YamlNode overridden = members.get(name);
            members.put(name, overridden == null ? node : node.over(overridden));
        }
    }

    /** The value without places. */
    JsonNode toJson() {
        if (members != null) {
            ObjectNode object = Json.object();
            members.forEach((name, node) -> object.set(name, node.toJson()));
            return object;
        }
        if (items != null) {
            List<JsonNode> values = new ArrayList<>();
            items.forEach(item -> values.add(item.toJson()));
            return Json.treeOf(values);
        }
        return scalar == null ? Json.object().nullNode() : scalar;
    }
}
