package dev.cannery.internal.matching.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.RecordedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds members of a recorded response that are most likely misspelled. Stubs may have any member, because providers add their
 * own; but one whose name is similar to a missing member of the API was hardly recorded.
 */
final class MistypedMembers {
    private static final List<String> COMPLETION =
            List.of("object", "created", "model", "choices", "usage", "service_tier", "system_fingerprint");
    private static final List<String> CHOICE = List.of("index", "message", "finish_reason", "logprobs");
    private static final List<String> MESSAGE =
            List.of("content", "refusal", "tool_calls", "function_call", "annotations");
    private static final List<String> CALL = List.of("function", "custom");
    private static final List<String> CALLED = List.of("arguments");
    private static final List<String> USAGE = List.of("prompt_tokens", "completion_tokens", "total_tokens");

    private final List<String> slips = new ArrayList<>();

    private MistypedMembers() {}

    /** Returns warnings about a recorded response, each with its path in the stub. */
    static List<String> in(RecordedAnswer recorded) {
        MistypedMembers found = new MistypedMembers();
        JsonNode whole = recorded.whole();
        found.look(whole, "", COMPLETION);
        found.look(whole.path("usage"), "usage.", USAGE);
        int index = 0;
        for (JsonNode choice : whole.path("choices")) {
            found.choice(choice, "choices[" + index++ + "].");
        }
        return found.slips;
    }

    private void choice(JsonNode choice, String place) {
        look(choice, place, CHOICE);
        JsonNode message = choice.path("message");
        look(message, place + "message.", MESSAGE);
        int index = 0;
        for (JsonNode call : message.path("tool_calls")) {
            String at = place + "message.tool_calls[" + index++ + "].";
            look(call, at, CALL);
            look(call.path("function"), at + "function.", CALLED);
        }
    }

    private void look(JsonNode object, String place, List<String> words) {
        List<String> missing = words.stream().filter(word -> !object.has(word)).toList();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            if (!words.contains(name)) {
                Suggestion.slip(name, missing)
                        .ifPresent(meant -> slips.add("its stub has '" + place + name
                                + "', which is served unchanged. Did you mean '" + meant + "'?"));
            }
        }
    }
}
