package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.MessageText;
import dev.cannery.internal.wire.Json;
import java.util.List;

/**
 * The value is a text that contains JSON, such as tool arguments or structured content, and that JSON satisfies a constraint.
 *
 * @param constraint the constraint on the JSON
 */
public record JsonText(Constraint constraint) implements Constraint {
    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        JsonNode content = MessageText.ofContent(value);
        if (findings.reportUnless(content.isTextual(), at, this, value)) {
            return;
        }
        JsonNode held;
        try {
            held = Json.parse(content.textValue());
        } catch (JsonProcessingException e) {
            findings.report(FindingId.VALUE, at, () -> describe() + placeOf(e), value);
            return;
        }
        if (held.isMissingNode()) {
            // an empty text is not JSON either
            findings.report(FindingId.VALUE, at, this, value);
            return;
        }
        constraint.check(held, at, findings);
    }

    private static String placeOf(JsonProcessingException fault) {
        JsonLocation place = fault.getLocation();
        return place == null
                ? ""
                : " (not valid JSON, see line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }

    @Override
    public List<Constraint> parts() {
        return List.of(constraint);
    }

    @Override
    public String describe() {
        return "JSON text of " + constraint.describe();
    }

    @Override
    public JsonNode example() {
        JsonNode held = constraint.example();
        return held.isMissingNode() ? held : TextNode.valueOf(Json.compact(held));
    }
}
