package dev.cannery.internal.verify.trait;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Derives the template of a profile from an object that a provider sent: its members in order, with slots for what differs. */
final class DraftTemplate {
    private static final Set<String> OF_COMPLETIONS =
            Set.of("id", "created", "model", "service_tier", "system_fingerprint", "choices", "usage");
    private static final Set<String> OF_CHOICES = Set.of("index", "message", "delta", "logprobs", "finish_reason");
    private static final Set<String> OF_MESSAGES = Set.of(
            "role",
            "content",
            "refusal",
            "reasoning",
            "reasoning_content",
            "annotations",
            "tool_calls",
            "function_call",
            "audio");
    private static final Set<String> OF_CALLS = Set.of("index", "type", "name", "arguments");
    private static final Set<String> OF_USAGE = Set.of(
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "cached_tokens",
            "prompt_tokens_details",
            "completion_tokens_details");

    private static final int LONGEST_CONSTANT = 80;

    private DraftTemplate() {}

    static ArrayNode ofCompletion(JsonNode completion) {
        return of(completion, OF_COMPLETIONS, Map.of());
    }

    static ArrayNode ofChoice(JsonNode choice) {
        return of(choice, OF_CHOICES, Map.of());
    }

    /** Returns the template of messages; what this one lacks is left out only where there is none. */
    static ArrayNode ofMessage(JsonNode message) {
        ArrayNode template = of(message, OF_MESSAGES, Map.of());
        boolean reasons = message.has("reasoning") || message.has("reasoning_content");
        if (!reasons) {
            template.add("reasoning_content?");
        }
        for (String name : List.of("content", "tool_calls")) {
            if (!message.has(name)) {
                template.add(name + "?");
            }
        }
        return template;
    }

    static ArrayNode ofUsage(JsonNode usage) {
        return of(usage, OF_USAGE, Map.of());
    }

    static ArrayNode ofChunks(List<JsonNode> chunks) {
        return joined(chunks, OF_COMPLETIONS);
    }

    static ArrayNode ofChunkChoices(List<JsonNode> choices) {
        return joined(choices, OF_CHOICES);
    }

    /** Returns the template of a call, or of its continuation. */
    static ArrayNode ofCall(JsonNode call) {
        ArrayNode template = Json.array();
        for (Map.Entry<String, JsonNode> member : call.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (name.equals("id") && !value.asText("").isEmpty() && !value.isNull()) {
                template.addObject().put(name, "{call_id}");
            } else if (name.equals("function")) {
                template.addObject().set(name, of(withSlots(value), OF_CALLS, Map.of()));
            } else if (name.equals("index") && value.asInt() < 0) {
                template.addObject().set(name, value);
            } else {
                add(name, value, OF_CALLS, "", template);
            }
        }
        return template;
    }

    /** Returns the function of a call with a text for its arguments, which may be empty in a fragment. */
    private static JsonNode withSlots(JsonNode function) {
        ObjectNode filled = Json.object();
        function.properties().forEach(member -> {
            if (member.getKey().equals("arguments")) {
                filled.put(member.getKey(), "{}");
            } else {
                filled.set(member.getKey(), member.getValue());
            }
        });
        return filled;
    }

    /** Returns a template with the values of this object. */
    static ArrayNode ofConstants(JsonNode object) {
        return of(object, Set.of(), Map.of());
    }

    /** Returns the template of all these objects, where a member that only some have is there in the chunks that have it. */
    private static ArrayNode joined(List<JsonNode> objects, Set<String> slots) {
        ObjectNode all = Json.object();
        Map<String, String> times = new LinkedHashMap<>();
        for (JsonNode object : objects) {
            object.properties().forEach(member -> {
                JsonNode known = all.path(member.getKey());
                if (known.isMissingNode() || known.isNull() || (known.isArray() && known.isEmpty())) {
                    all.set(member.getKey(), member.getValue());
                }
            });
        }
        all.fieldNames().forEachRemaining(name -> {
            if (objects.stream().anyMatch(object -> !object.has(name))) {
                times.put(name, slots.contains(name) ? "?" : time(objects, name));
            }
        });
        return of(all, slots, times);
    }

    /** Returns the condition on which a member is there that not all chunks have. */
    private static String time(List<JsonNode> objects, String name) {
        if (objects.get(0).has(name)) {
            return "[first]";
        }
        JsonNode last = objects.get(objects.size() - 1);
        boolean isAtEnd = last.has(name) && last.path("choices").isEmpty();
        return isAtEnd ? "[end]" : "[finish]";
    }

    /** Returns the template of a stream's first delta. */
    static ArrayNode ofOpening(JsonNode delta) {
        ArrayNode template = Json.array();
        for (Map.Entry<String, JsonNode> member : delta.properties()) {
            String name = member.getKey();
            boolean isSlot = name.equals("role") || name.equals("tool_calls");
            if (name.equals("role") || (isSlot && !member.getValue().isEmpty())) {
                template.add(name);
            } else {
                template.addObject().set(name, constant(member.getValue()));
            }
        }
        return template;
    }

    private static ArrayNode of(JsonNode object, Set<String> slots, Map<String, String> times) {
        ArrayNode template = Json.array();
        object.properties()
                .forEach(member -> add(
                        member.getKey(), member.getValue(), slots, times.getOrDefault(member.getKey(), ""), template));
        return template;
    }

    private static void add(String name, JsonNode value, Set<String> slots, String time, ArrayNode template) {
        if (!slots.contains(name)) {
            template.addObject().set(name + time, constant(value));
            return;
        }
        boolean isEmpty = (value.isTextual() && value.textValue().isEmpty()) || (value.isArray() && value.isEmpty());
        if (isEmpty && time.isEmpty()) {
            template.addObject().put(name, "{" + name + "|" + value + "}");
        } else {
            template.add(name + time);
        }
    }

    /** Returns a value as a template holds it: a list of members for an object. Elements of lists differ, so there are none. */
    private static JsonNode constant(JsonNode value) {
        if (value.isObject() && !value.isEmpty()) {
            return of(value, Set.of(), Map.of());
        }
        if (value.isArray()) {
            return Json.array();
        }
        boolean isLong = value.isTextual() && value.textValue().length() > LONGEST_CONSTANT;
        return isLong ? Json.treeOf(value.textValue().substring(0, LONGEST_CONSTANT)) : value;
    }
}
