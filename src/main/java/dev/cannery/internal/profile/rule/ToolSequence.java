package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Refusals;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Checks the order of tool calls and responses: every call of an assistant message is answered by the tool messages right
 * after it, and each tool message answers one of those calls.
 */
final class ToolSequence {
    private static final int NOWHERE = -1;

    private final JsonNode messages;
    private final boolean hasFunctions;
    private final Inspection inspection;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> open = new LinkedHashSet<>();
    private boolean answering;

    private ToolSequence(JsonNode messages, boolean hasFunctions, Inspection inspection) {
        this.messages = messages;
        this.hasFunctions = hasFunctions;
        this.inspection = inspection;
    }

    static void check(ReviewedRequest subject, Inspection inspection) {
        JsonNode messages = subject.request().messages();
        if (messages.isArray()) {
            new ToolSequence(messages, !subject.sent("functions").isMissingNode(), inspection).check();
        }
    }

    private void check() {
        int count = messages.size();
        for (int i = 0; i < count && !inspection.isOver(); i++) {
            JsonNode message = messages.get(i);
            String role = message.path("role").asText();
            if (role.equals("tool")) {
                answer(message, i);
            } else {
                endAnswers(i);
                begin(role, message.path("tool_calls"), i);
            }
        }
        // reported: if the list ends here, the API names no message
        endAnswers(NOWHERE);
    }

    private void begin(String role, JsonNode calls, int index) {
        answering = role.equals("assistant") && !calls.isEmpty();
        if (answering && hasFunctions) {
            inspection.report(Refusals.plain(
                    "messages.[" + index + "].tool_calls",
                    "Invalid parameter: 'tool_calls' cannot be used when 'functions' are present. Please use 'tools'"
                            + " instead of 'functions'."));
        }
        if (answering) {
            for (JsonNode call : calls) {
                String id = call.path("id").asText();
                asked.add(id);
                open.add(id);
            }
        }
    }

    private void answer(JsonNode message, int index) {
        String id = message.path("tool_call_id").asText();
        if (!answering) {
            inspection.report(Refusals.plain(
                    "messages.[" + index + "].role",
                    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with"
                            + " 'tool_calls'."));
        } else if (!asked.contains(id)) {
            inspection.report(Refusals.plain(
                    "messages.[" + index + "].tool_call_id",
                    "Invalid parameter: 'tool_call_id' of '" + id
                            + "' not found in 'tool_calls' of previous message."));
        }
        open.remove(id);
    }

    private void endAnswers(int index) {
        if (!open.isEmpty()) {
            inspection.report(Refusals.plain(
                    index == NOWHERE ? "messages" : "messages.[" + index + "].role",
                    "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                            + " 'tool_call_id'. The following tool_call_ids did not have response messages: "
                            + String.join(", ", open)));
        }
        open.clear();
        asked.clear();
    }
}
