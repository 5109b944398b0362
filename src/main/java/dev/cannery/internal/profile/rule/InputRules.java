package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Refusals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules of the Responses API on how the items of the input follow each other. */
final class InputRules {
    static final NamedRule CALLS_ANSWERED = new NamedRule(
            "calls-answered",
            "reported",
            "each tool call has its output, and each output its call, also across stored responses",
            InputRules::callsAnswered);

    static final List<NamedRule> ALL = List.of(
            new NamedRule(
                    "unique-items", "reported", "no two items of the input have the same id", InputRules::uniqueItems),
            CALLS_ANSWERED,
            new NamedRule(
                    "reasoning-followed",
                    "recorded",
                    "a reasoning item with an id is followed by what the model said or called",
                    InputRules::reasoningFollowed),
            new NamedRule(
                    "reasoning-sent",
                    "reported",
                    "a stored item is sent with the reasoning before it",
                    InputRules::reasoningSent));

    private static final Set<String> CALLS = Set.of(
            "function_call", "custom_tool_call", "computer_call", "local_shell_call", "shell_call", "apply_patch_call");
    private static final String CALL = "_call";
    private static final String OUTPUT = "_output";

    private InputRules() {}

    private static void uniqueItems(ReviewedRequest subject, Inspection inspection) {
        Set<String> ids = new HashSet<>();
        for (JsonNode item : subject.conversation()) {
            JsonNode id = item.path("id");
            if (id.isTextual() && !ids.add(id.textValue())) {
                refuse(
                        "Duplicate item found with id " + id.textValue()
                                + ". Remove duplicate items from your input and try again.",
                        inspection);
            }
        }
    }

    private static void callsAnswered(ReviewedRequest subject, Inspection inspection) {
        EarlierItems earlier = subject.request().earlier();
        List<JsonNode> items = itemsOf(subject);
        boolean isComplete = items.stream().noneMatch(InputRules::isReference)
                && continued(subject).stream()
                        .noneMatch(id -> earlier.conversation(id).isEmpty());
        Map<String, String> open = new LinkedHashMap<>();
        Set<String> called = new HashSet<>();
        for (JsonNode item : items) {
            String type = item.path("type").asText("");
            String id = item.path("call_id").asText("");
            if (type.endsWith(CALL)) {
                called.add(id);
            }
            if (CALLS.contains(type)) {
                open.put(id, type);
            } else if (type.endsWith(OUTPUT) && CALLS.contains(withoutOutput(type))) {
                open.remove(id);
                if (isComplete && !id.isEmpty() && !called.contains(id)) {
                    refuse(
                            "No tool call found for " + spoken(withoutOutput(type)) + " output with call_id " + id
                                    + ".",
                            inspection);
                }
            }
        }
        open.forEach((id, type) -> refuse("No tool output found for " + spoken(type) + " " + id + ".", inspection));
    }

    private static void reasoningFollowed(ReviewedRequest subject, Inspection inspection) {
        JsonNode items = subject.conversation();
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            if (isReasoning(item) && item.path("id").isTextual() && !isFollowed(items, i)) {
                refuse(
                        "Item '" + item.path("id").textValue()
                                + "' of type 'reasoning' was provided without its required following item.",
                        inspection);
            }
        }
    }

    private static void reasoningSent(ReviewedRequest subject, Inspection inspection) {
        if (!continued(subject).isEmpty()) {
            return;
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode item : subject.conversation()) {
            String id = item.path("id").asText("");
            ids.add(id);
            subject.request()
                    .earlier()
                    .reasoningBefore(id)
                    .filter(reasoning -> !ids.contains(reasoning))
                    .ifPresent(reasoning -> refuse(
                            "Item '" + id + "' of type '" + typeOf(item, subject)
                                    + "' was provided without its required 'reasoning' item: '" + reasoning + "'.",
                            inspection));
        }
    }

    private static void refuse(String sentence, Inspection inspection) {
        inspection.report(Refusals.plain("input", sentence));
    }

    /** Returns the ids of what the request continues. */
    private static List<String> continued(ReviewedRequest subject) {
        return List.of(StateRules.CONVERSATION, StateRules.PREVIOUS).stream()
                .map(field -> StateRules.idOf(subject, field))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** Returns the items that the request continues, and its own; stored ones in the place of their ids. */
    private static List<JsonNode> itemsOf(ReviewedRequest subject) {
        EarlierItems earlier = subject.request().earlier();
        List<JsonNode> items = new ArrayList<>();
        continued(subject).forEach(id -> earlier.conversation(id).ifPresent(items::addAll));
        if (subject.conversation().isArray()) {
            subject.conversation()
                    .forEach(item -> items.add(
                            isReference(item)
                                    ? earlier.item(item.path("id").asText("")).orElse(item)
                                    : item));
        }
        return items;
    }

    private static boolean isReference(JsonNode item) {
        return item.path("type").asText("").equals("item_reference");
    }

    private static boolean isReasoning(JsonNode item) {
        return item.path("type").asText("").equals("reasoning");
    }

    private static boolean isFollowed(JsonNode items, int index) {
        JsonNode next = items.path(index + 1);
        String type = next.path("type").asText("message");
        return !next.isMissingNode()
                && (type.equals("message") ? next.path("role").asText("").equals("assistant") : !type.endsWith(OUTPUT));
    }

    private static String typeOf(JsonNode item, ReviewedRequest subject) {
        JsonNode whole = isReference(item)
                ? subject.request().earlier().item(item.path("id").asText("")).orElse(item)
                : item;
        return whole.path("type").asText("message");
    }

    private static String withoutOutput(String type) {
        return type.substring(0, type.length() - OUTPUT.length());
    }

    private static String spoken(String type) {
        return type.replace('_', ' ');
    }
}
