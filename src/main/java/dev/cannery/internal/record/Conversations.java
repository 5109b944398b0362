package dev.cannery.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MessageText;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.matching.ReplayedCalls;
import dev.cannery.internal.wire.Json;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out which recorded request continues which earlier one. */
final class Conversations {
    private Conversations() {}

    /** Returns the index of the last assistant message; -1 if there is none. */
    private static int lastAnswer(JsonNode messages) {
        int at = messages.size() - 1;
        while (at >= 0 && !isOf("assistant", messages.path(at))) {
            at--;
        }
        return at;
    }

    private static boolean isOf(String role, JsonNode message) {
        return message.path("role").asText("").equals(role);
    }

    /** Returns the names of the tools that the last assistant message called. */
    static Set<String> calledBeforeLast(ChatRequest request) {
        JsonNode last = request.messages().path(lastAnswer(request.messages()));
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode call : last.path("tool_calls")) {
            names.add(
                    call.path(call.path("type").asText("function")).path("name").asText(""));
        }
        names.add(last.path("function_call").path("name").asText(""));
        names.remove("");
        return names;
    }

    /**
     * Whether a request continues an earlier one: its last assistant message is the earlier answer, and before it are the
     * messages of the earlier request.
     *
     * @param isComplete whether all messages must be there; some clients keep only the last ones
     */
    static boolean continues(Answered earlier, Answered later, boolean isComplete) {
        JsonNode messages = later.request().messages();
        int last = lastAnswer(messages);
        CannedCompletion answer = earlier.completion();
        if (last < 0 || answer == null || last == messages.size() - 1) {
            return false;
        }
        JsonNode said = messages.path(last);
        if (answer.choices().stream().noneMatch(choice -> isSame(choice, said))) {
            return false;
        }
        JsonNode before = earlier.request().messages();
        if (!isComplete) {
            return last > 0 && !before.isEmpty() && isSame(before.path(before.size() - 1), messages.path(last - 1));
        }
        if (before.size() != last) {
            return false;
        }
        for (int i = 0; i < last; i++) {
            if (!isSame(before.path(i), messages.path(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(JsonNode message, JsonNode other) {
        boolean isSystem = isOf("system", message) || isOf("developer", message);
        return message.path("role").equals(other.path("role"))
                && (isSystem
                        || message.path("content").equals(other.path("content"))
                        || MessageText.ofContent(message.path("content"))
                                .equals(MessageText.ofContent(other.path("content"))));
    }

    private static boolean isSame(CannedChoice choice, JsonNode message) {
        if (choice.message().functionCall() != null) {
            return ReplayedCalls.isSameCalled(choice.message().functionCall(), message.path("function_call"));
        }
        if (!choice.toolCalls().isEmpty()) {
            return ReplayedCalls.areIn(choice.toolCalls(), message);
        }
        @Nullable String said = choice.content() == null ? choice.refusal() : choice.content();
        return MessageText.ofContent(message.path("content")).asText("").equals(said)
                || message.path("refusal").asText("").equals(said);
    }

    /**
     * Returns what is the same in two requests that ask the same: the fields that matter, with numbers in place of the ids of
     * calls.
     *
     * @param sinceLast whether only the messages after the last answer count
     */
    static String signature(ChatRequest request, boolean sinceLast) {
        ObjectNode fields = Json.object();
        fields.put("path", request.path());
        request.fieldsOnce().properties().stream()
                .filter(field -> !RequestRules.INCIDENTAL.contains(field.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> fields.set(field.getKey(), field.getValue()));
        if (request.messages().isArray()) {
            fields.set("messages", withoutIds(request.messages(), sinceLast ? lastAnswer(request.messages()) + 1 : 0));
        }
        return Json.compact(fields);
    }

    private static ArrayNode withoutIds(JsonNode messages, int from) {
        Map<String, String> numbers = new HashMap<>();
        ArrayNode copy = Json.array();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode numbered = messages.path(i).deepCopy();
            for (JsonNode call : numbered.path("tool_calls")) {
                number(call, "id", numbers);
            }
            number(numbered, "tool_call_id", numbers);
            if (i >= from) {
                copy.add(numbered);
            }
        }
        return copy;
    }

    private static void number(JsonNode holder, String member, Map<String, String> numbers) {
        if (holder instanceof ObjectNode object && object.path(member).isTextual()) {
            object.put(
                    member, numbers.computeIfAbsent(object.path(member).textValue(), id -> "#" + (numbers.size() + 1)));
        }
    }
}
