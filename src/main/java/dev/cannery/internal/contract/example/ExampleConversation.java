package dev.cannery.internal.contract.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The requests of an interaction, built from its literals and examples. The request of a later turn contains the contract's
 * responses to the earlier turns, so that each turn can be sent alone.
 */
public final class ExampleConversation {
    private final List<Sent> requests = new ArrayList<>();
    private final ArrayNode history = Json.array();

    private ExampleConversation() {}

    /**
     * The request of one turn.
     *
     * @param turn the turn, counted from 0
     * @param body the body
     * @param headers the headers that rules require
     * @param query the query parameters that rules require
     */
    public record Sent(int turn, ObjectNode body, Map<String, String> headers, Map<String, String> query) {}

    /** Returns a request for each turn; rules that lack an example are left out. */
    public static List<Sent> of(LoadedInteraction interaction) {
        ExampleConversation conversation = new ExampleConversation();
        for (int i = 0; i < interaction.turns().size(); i++) {
            conversation.add(i, interaction.turns().get(i));
        }
        return conversation.requests;
    }

    private void add(int index, Turn turn) {
        ExampleRequest example = ExampleRequest.of(turn);
        ObjectNode body = example.body();
        ArrayNode messages = Json.array();
        messages.addAll(history);
        addResults(example.toolResults(), messages);
        boolean speaks = turn.request().rules().stream().anyMatch(rule -> asksForMore(rule, messages));
        for (JsonNode message : body.path("messages")) {
            boolean isSystem = message.path("role").asText().equals("system");
            if (index == 0 || (speaks && !isSystem)) {
                messages.add(message);
            }
        }
        body.set("messages", messages);
        requests.add(new Sent(index, body, example.headers(), example.query()));
        history.removeAll();
        history.addAll(messages.deepCopy());
        history.add(assistant(turn, index));
    }

    /** Whether the rule is on a message that still has to be added: that of the turn, or one that the conversation lacks. */
    private static boolean asksForMore(FieldRule rule, ArrayNode messages) {
        if (rule.part() instanceof RequestPart.Prompt) {
            Findings findings = Findings.testing(null);
            rule.check(ChatRequest.of(Json.object().set("messages", messages)), findings);
            return !findings.isEmpty();
        }
        return rule.part() instanceof RequestPart.NextPrompt
                || rule.part().label().equals("messages");
    }

    /** Adds a result for each call of the last message, taken from the example of this turn's rule on the tool's result. */
    private void addResults(Map<String, String> results, ArrayNode messages) {
        JsonNode last = history.isEmpty() ? Json.object() : history.get(history.size() - 1);
        for (JsonNode call : last.path("tool_calls")) {
            String tool = call.path(call.path("type").asText()).path("name").asText();
            messages.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", call.path("id").asText())
                    .put("content", results.getOrDefault(tool, "ok"));
        }
    }

    private static ObjectNode assistant(Turn turn, int index) {
        CannedResponse last = turn.responses().get(turn.responses().size() - 1);
        return last instanceof CannedCompletion completion
                ? AssistantMessage.of(completion.choices().get(0), index)
                : Json.object().put("role", "assistant").put("content", "");
    }
}
