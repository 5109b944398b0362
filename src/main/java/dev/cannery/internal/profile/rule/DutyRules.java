package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.CallSignature;
import dev.cannery.internal.profile.shape.Inspection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules on what a client must send back in the next request of a conversation, and in which order. OpenAI has none of them: a
 * profile names them in its order, limits them to models by {@code rule_models}, and puts them in the provider's words by its
 * {@code refusals}.
 */
final class DutyRules {
    static final List<NamedRule> ALL = List.of(
            new NamedRule(
                    "reasoning-returned",
                    "reported",
                    "each assistant message with calls has `reasoning_content`, unless thinking is disabled",
                    DutyRules::reasoningReturned),
            new NamedRule(
                    "reasoning-dropped", "reported", "no message has `reasoning_content`", DutyRules::reasoningDropped),
            new NamedRule(
                    "thought-signatures",
                    "reported",
                    "the first call of each assistant message since the last user message has its thought signature",
                    DutyRules::thoughtSignatures),
            new NamedRule(
                    "short-call-ids",
                    "reported",
                    "the id of a call is nine letters and digits",
                    DutyRules::shortCallIds),
            new NamedRule(
                    "unique-call-ids",
                    "reported",
                    "no two tool messages answer the same call",
                    DutyRules::uniqueCallIds),
            new NamedRule(
                    "role-order",
                    "reported",
                    "a tool message follows an assistant's or a tool message",
                    DutyRules::roleOrder),
            new NamedRule(
                    "last-role",
                    "reported",
                    "the last message is a user or tool message, or an assistant's with `prefix: true`",
                    DutyRules::lastRole),
            new NamedRule(
                    "alternating-roles",
                    "reported",
                    "after the system messages, user or tool messages alternate with assistant messages",
                    DutyRules::alternatingRoles),
            new NamedRule(
                    "free-choice-while-thinking",
                    "recorded",
                    "`tool_choice` forces no call, unless thinking is disabled",
                    DutyRules::freeChoiceWhileThinking));

    private static final String REASONING = "reasoning_content";
    private static final String ASSISTANT = "assistant";
    private static final String TOOL = "tool";
    private static final Set<String> SYSTEM = Set.of("system", "developer");
    /** Signatures that Google accepts for calls that no Gemini model made. */
    private static final List<String> DUMMIES =
            List.of("skip_thought_signature_validator", "context_engineering_is_the_way_to_go");

    private DutyRules() {}

    private static void reasoningReturned(ReviewedRequest subject, Inspection inspection) {
        if (isThinkingDisabled(subject)) {
            return;
        }
        subject.forEachMessage(inspection, (message, index) -> {
            if (isAssistant(message)
                    && !message.path("tool_calls").isEmpty()
                    && !message.path(REASONING).isTextual()) {
                inspection.report(ApiError.invalidRequest(
                        "missing_reasoning",
                        inspection.path(REASONING),
                        "The `reasoning_content` in the thinking mode must be passed back to the API."));
            }
        });
    }

    private static void reasoningDropped(ReviewedRequest subject, Inspection inspection) {
        subject.forEachMessage(inspection, (message, index) -> {
            if (message.hasNonNull(REASONING)) {
                String place = "messages." + index + "." + message.path("role").asText() + "." + REASONING;
                inspection.report(ApiError.invalidRequest(
                        "unexpected_reasoning",
                        inspection.path(REASONING),
                        place + ": property '" + place + "' is unsupported"));
            }
        });
    }

    private static void thoughtSignatures(ReviewedRequest subject, Inspection inspection) {
        JsonNode messages = subject.request().messages();
        int turn = lastOf("user", messages);
        int[] position = {0};
        subject.forEachMessage(inspection, (message, index) -> {
            position[0] += SYSTEM.contains(message.path("role").asText()) ? 0 : 1;
            if (index > turn
                    && isAssistant(message)
                    && !message.path("tool_calls").isEmpty()) {
                checkSignature(message.path("tool_calls").path(0), position[0], inspection);
            }
        });
    }

    private static void shortCallIds(ReviewedRequest subject, Inspection inspection) {
        subject.forEachMessage(inspection, (message, index) -> {
            for (JsonNode call : message.path("tool_calls")) {
                checkLength(call.path("id"), inspection);
            }
            checkLength(message.path("tool_call_id"), inspection);
        });
    }

    private static void uniqueCallIds(ReviewedRequest subject, Inspection inspection) {
        Set<String> answered = new HashSet<>();
        subject.forEachMessage(inspection, (message, index) -> {
            JsonNode id = message.path("tool_call_id");
            if (isAssistant(message)) {
                answered.clear();
            } else if (id.isTextual() && !answered.add(id.textValue())) {
                inspection.report(ApiError.invalidRequest(
                        "duplicate_call_id",
                        inspection.path("tool_call_id"),
                        "Duplicate value for 'tool_call_id' of " + id.textValue() + " in message[" + index + "]"));
            }
        });
    }

    private static void roleOrder(ReviewedRequest subject, Inspection inspection) {
        JsonNode messages = subject.request().messages();
        subject.forEachMessage(inspection, (message, index) -> {
            String role = message.path("role").asText();
            String before = messages.path(index - 1).path("role").asText("");
            if (role.equals(TOOL) && !before.equals(ASSISTANT) && !before.equals(TOOL)) {
                inspection.report(ApiError.invalidRequest(
                        "message_order",
                        inspection.path("role"),
                        "Unexpected role '" + role + "'" + (before.isEmpty() ? "" : " after role '" + before + "'")));
            }
        });
    }

    private static void lastRole(ReviewedRequest subject, Inspection inspection) {
        JsonNode messages = subject.request().messages();
        JsonNode last = messages.path(messages.size() - 1);
        String role = last.path("role").asText("user");
        boolean isPrefix = isAssistant(last) && last.path("prefix").asBoolean(false);
        if (!isPrefix && !role.equals("user") && !role.equals(TOOL)) {
            inspection.report(ApiError.invalidRequest(
                    "last_role",
                    "messages[" + (messages.size() - 1) + "].role",
                    "Expected last role User or Tool (or Assistant with prefix True) for serving but got " + role));
        }
    }

    private static void alternatingRoles(ReviewedRequest subject, Inspection inspection) {
        boolean[] isAssistantDue = {false};
        boolean[] hasBegun = {false};
        subject.forEachMessage(inspection, (message, index) -> {
            boolean isSystem = SYSTEM.contains(message.path("role").asText());
            if (isSystem && !hasBegun[0]) {
                return;
            }
            hasBegun[0] = true;
            if (isSystem || isAssistant(message) != isAssistantDue[0]) {
                inspection.report(ApiError.invalidRequest(
                        "alternating_roles",
                        inspection.path("role"),
                        "After the (optional) system message(s), user or tool message(s) should alternate with"
                                + " assistant message(s)."));
            }
            isAssistantDue[0] = !isAssistant(message);
        });
    }

    private static void freeChoiceWhileThinking(ReviewedRequest subject, Inspection inspection) {
        JsonNode choice = subject.sent("tool_choice");
        if (!isThinkingDisabled(subject)
                && (choice.isObject() || choice.asText("").equals("required"))) {
            inspection.report(ApiError.invalidRequest(
                    "forced_choice_while_thinking", "tool_choice", "Thinking mode does not support this tool_choice"));
        }
    }

    private static boolean isAssistant(JsonNode message) {
        return message.path("role").asText("").equals(ASSISTANT);
    }

    private static boolean isThinkingDisabled(ReviewedRequest subject) {
        return subject.sent("thinking").path("type").asText("").equals("disabled");
    }

    private static int lastOf(String role, JsonNode messages) {
        int last = messages.size() - 1;
        while (last >= 0 && !messages.path(last).path("role").asText("").equals(role)) {
            last--;
        }
        return last;
    }

    private static void checkSignature(JsonNode call, int position, Inspection inspection) {
        String place = inspection.path("tool_calls[0].extra_content.google.thought_signature");
        String name = call.path("function").path("name").asText("");
        String signature = call.path("extra_content")
                .path("google")
                .path("thought_signature")
                .asText("");
        if (signature.isEmpty()) {
            inspection.report(ApiError.invalidRequest(
                    "missing_signature",
                    place,
                    "Function call is missing a thought_signature in functionCall parts. This is required for tools to"
                            + " work correctly, and missing thought_signature may lead to degraded model performance."
                            + " Additional data, function call `default_api:" + name + "` , position " + position
                            + ". Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more"
                            + " details."));
        } else if (!DUMMIES.contains(signature)
                && !CallSignature.of(call.path("id").asText(""), name).mayBe(signature)) {
            inspection.report(ApiError.invalidRequest("corrupted_signature", place, "Corrupted thought signature."));
        }
    }

    private static void checkLength(JsonNode id, Inspection inspection) {
        if (id.isTextual() && !id.textValue().matches("[A-Za-z0-9]{9}")) {
            inspection.report(ApiError.invalidRequest(
                    "call_id_form",
                    inspection.path(),
                    "Tool call id was " + id.textValue() + " but must be a-z, A-Z, 0-9, with a length of 9."));
        }
    }
}
