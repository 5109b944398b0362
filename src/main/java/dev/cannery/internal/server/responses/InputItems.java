package dev.cannery.internal.server.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.style.IdPattern;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The input items of a request in the form in which the API lists them: each with an id, texts as parts. */
final class InputItems {
    private static final Map<String, String> PREFIXES = Map.of(
            "message", "msg_",
            "function_call", "fc_",
            "function_call_output", "fco_",
            "custom_tool_call", "ctc_",
            "custom_tool_call_output", "ctco_",
            "reasoning", "rs_",
            "compaction", "cmp_");

    private final DerivedIds ids;
    private final List<ObjectNode> items = new ArrayList<>();

    /**
     * Creates a list of items.
     *
     * @param owner the id of the response or conversation that has them, from which their ids derive
     */
    InputItems(String owner) {
        this.ids = DerivedIds.of(owner);
    }

    /** Returns the items of an {@code input} or of a list of items; references to other items are left out. */
    List<ObjectNode> of(JsonNode input) {
        if (input.isTextual()) {
            ObjectNode message = Json.object().put("role", "user");
            add(message.set("content", input));
        }
        if (input.isArray()) {
            input.forEach(item -> {
                if (item instanceof ObjectNode object
                        && !item.path("type").asText("").equals("item_reference")) {
                    add(object);
                }
            });
        }
        return items;
    }

    private void add(ObjectNode sent) {
        String type = sent.path("type").asText("message");
        JsonNode own = sent.path("id");
        ObjectNode item = Json.object();
        item.put("id", own.isTextual() ? own.textValue() : id(type));
        item.put("type", type);
        if (!type.equals("reasoning")) {
            item.put("status", "completed");
        }
        sent.properties().forEach(member -> {
            if (!member.getKey().equals("id") && !member.getKey().equals("type")) {
                item.set(member.getKey(), member.getValue());
            }
        });
        if (type.equals("message")) {
            asParts(item);
        }
        items.add(item);
    }

    private String id(String type) {
        IdPattern form = IdPattern.of(PREFIXES.getOrDefault(type, "item_") + "{hex:50}");
        return ids.id(form, items.size(), 0, "");
    }

    private static void asParts(ObjectNode message) {
        JsonNode content = message.path("content");
        JsonNode role = message.path("role");
        if (content.isTextual()) {
            String type = role.asText("").equals("assistant") ? "output_text" : "input_text";
            message.putArray("content").addObject().put("type", type).set("text", content);
        }
        // the role comes last
        message.remove("role");
        message.set("role", role);
    }
}
