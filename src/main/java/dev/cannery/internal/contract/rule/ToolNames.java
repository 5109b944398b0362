package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The value lists exactly the tools with these names, in any order.
 *
 * @param names the names of functions or custom tools
 */
public record ToolNames(Set<String> names) implements Constraint {
    public ToolNames {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (findings.reportUnless(value.isArray(), at, this, value)) {
            return;
        }
        Set<String> offered = new TreeSet<>();
        value.forEach(tool -> offered.add(nameOf(tool)));
        if (offered.size() != value.size() || !offered.equals(names)) {
            findings.report(FindingId.VALUE, at, this, value);
        }
    }

    /** Returns the joined names of an array of tools; empty when the value is anything else. */
    static String listed(JsonNode value) {
        List<String> listed = new ArrayList<>();
        value.forEach(tool -> listed.add(tool.has("function") || tool.has("custom") ? nameOf(tool) : ""));
        return value.isArray() && !listed.contains("") ? String.join(", ", listed) : "";
    }

    /** Returns the name of a tool, or of a function of the legacy form, in a request; empty when it has none. */
    public static String nameOf(JsonNode tool) {
        JsonNode named = tool.path(tool.path("type").asText("function"));
        return (named.isObject() ? named : tool).path("name").asText("");
    }

    @Override
    public JsonNode example() {
        return Elements.exampleOf(names.stream().<Constraint>map(ToolNamed::new).toList());
    }

    @Override
    public String describe() {
        return "exactly the tools " + String.join(", ", names);
    }
}
