package dev.cannery.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.FieldPath;
import dev.cannery.chat.FindingId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The value offers exactly the tools of these names, in any order.
 *
 * @param names the names of functions or custom tools
 */
public record ToolNames(Set<String> names) implements Constraint {
    public ToolNames {
        names = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** The tools of these names. */
    public static ToolNames of(String... names) {
        return new ToolNames(new TreeSet<>(List.of(names)));
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

    /** The name of a tool as it is offered in a request; empty when it has none. */
    public static String nameOf(JsonNode tool) {
        return tool.path(tool.path("type").asText("function")).path("name").asText("");
    }

    @Override
    public String describe() {
        return "exactly the tools " + String.join(", ", names);
    }
}
