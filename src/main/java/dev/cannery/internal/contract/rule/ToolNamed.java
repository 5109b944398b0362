package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.wire.Json;

/**
 * The value is a tool or a function with this name.
 *
 * @param name the name
 */
public record ToolNamed(String name) implements Constraint {
    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (findings.reportUnless(value.isObject(), at, this, value)) {
            return;
        }
        if (!ToolNames.nameOf(value).equals(name)) {
            findings.report(FindingId.VALUE, at, this, value);
        }
    }

    @Override
    public String describe() {
        return "the tool " + name;
    }

    @Override
    public JsonNode example() {
        ObjectNode parameters = Json.object().put("type", "object");
        parameters.putObject("properties");
        return Json.object()
                .put("type", "function")
                .set("function", Json.object().put("name", name).set("parameters", parameters));
    }
}
