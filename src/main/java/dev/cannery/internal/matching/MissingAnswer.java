package dev.cannery.internal.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.MessageText;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.rule.Excerpt;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The response that a conversation lacks for a turn to be next.
 *
 * @param turn the turn of the response, from 0
 * @param at the index of the message that should have been it; -1 when it should be somewhere before the last response
 */
record MissingAnswer(int turn, int at) {
    private static final FieldPath MESSAGES = FieldPath.of("messages");
    private static final String CALLS = "tool_calls";

    /** Returns the missing response as a rule's outcome: the expected and the actual message. */
    RuleOutcome judge(LoadedInteraction interaction, JsonNode messages) {
        Optional<CannedChoice> choice = onlyChoiceOf(interaction);
        if (at < 0) {
            return outcome(MESSAGES, wanted(choice) + " before the last one", messages);
        }
        JsonNode message = messages.path(at);
        boolean isReplayed = choice.map(CannedChoice::toolCalls)
                .filter(calls -> !calls.isEmpty() && ReplayedCalls.areIn(calls, message))
                .isPresent();
        return isReplayed
                ? outcome(MESSAGES.element(at).member(CALLS), "a result for the id of each", idsIn(message))
                : outcome(MESSAGES.element(at), wanted(choice), said(message));
    }

    private static RuleOutcome outcome(FieldPath path, String expected, JsonNode actual) {
        return new RuleOutcome(path.toString(), actual, List.of(new Mismatch(FindingId.VALUE, path, expected, actual)));
    }

    private Optional<CannedChoice> onlyChoiceOf(LoadedInteraction interaction) {
        List<CannedResponse> responses = interaction.turns().get(turn).responses();
        return responses.size() == 1
                        && responses.get(0) instanceof CannedCompletion completion
                        && completion.choices().size() == 1
                ? Optional.of(completion.choices().get(0))
                : Optional.empty();
    }

    private String wanted(Optional<CannedChoice> choice) {
        String answer = "the answer of turn " + (turn + 1);
        List<CannedToolCall> calls = choice.map(CannedChoice::toolCalls).orElse(List.of());
        if (!calls.isEmpty()) {
            return calls.stream().map(MissingAnswer::written).collect(Collectors.joining(", ", "", ", ")) + answer;
        }
        return choice.map(CannedChoice::content)
                .map(text -> Excerpt.of(TextNode.valueOf(text)) + ", " + answer)
                .orElse(answer);
    }

    private static JsonNode idsIn(JsonNode message) {
        ArrayNode ids = Json.array();
        message.path(CALLS).forEach(call -> ids.add(call.path("id").asText("")));
        return ids;
    }

    private static String written(CannedToolCall call) {
        return call.name() + " " + Excerpt.of(parsed(call.arguments()));
    }

    private static JsonNode said(JsonNode message) {
        JsonNode text = MessageText.ofContent(message.path("content"));
        if (!message.path(CALLS).isArray()) {
            return text.isMissingNode() ? message : text;
        }
        ArrayNode calls = Json.array();
        message.path(CALLS).forEach(call -> {
            JsonNode called = call.has("custom") ? call.path("custom") : call.path("function");
            String given = called.path("arguments").asText(called.path("input").asText());
            calls.addObject().set(called.path("name").asText(), parsed(given));
        });
        return calls;
    }

    private static JsonNode parsed(String arguments) {
        try {
            return Json.parse(arguments);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(arguments);
        }
    }
}
