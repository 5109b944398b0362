package dev.cannery.internal.verify.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.example.AssistantMessage;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.contract.requests.RequestRecord;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the requests of an interaction from its literals and examples. The request of a later turn contains the contract's
 * responses to the earlier turns, so that each turn can be sent alone.
 */
final class ExampleTurns {
    private static final String ORIGIN = "the contract's examples";

    private final List<PlannedRequest> requests = new ArrayList<>();
    private final ArrayNode history = Json.object().arrayNode();

    private ExampleTurns() {}

    static RequestPlan of(LoadedInteraction interaction) {
        List<String> missing = ExampleRequest.missingIn(interaction);
        if (!missing.isEmpty()) {
            String needs = missing.size() == 1 ? " needs" : " need";
            return RequestPlan.lacking(String.join(", ", missing) + needs + " an 'example'");
        }
        ExampleTurns turns = new ExampleTurns();
        for (int i = 0; i < interaction.turns().size(); i++) {
            turns.add(i, interaction.turns().get(i));
        }
        return RequestPlan.of(turns.requests);
    }

    private void add(int index, Turn turn) {
        ExampleRequest example = ExampleRequest.of(turn);
        ObjectNode body = example.body();
        ArrayNode messages = Json.object().arrayNode();
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
        requests.add(new PlannedRequest(
                index, ChatEndpoint.CHAT_COMPLETIONS, body, open(example.headers()), open(example.query()), ORIGIN));
        history.removeAll();
        history.addAll(messages.deepCopy());
        history.add(assistant(turn, index));
    }

    /** Whether the rule is on a message that still has to be added: that of the turn, or one that the conversation lacks. */
    private static boolean asksForMore(FieldRule rule, ArrayNode messages) {
        if (rule.part() instanceof RequestPart.Prompt) {
            Findings findings = Findings.counting(null);
            rule.check(ChatRequest.of(Json.object().set("messages", messages)), findings);
            return !findings.isEmpty();
        }
        return rule.part() instanceof RequestPart.NextPrompt
                || rule.part().label().equals("messages");
    }

    /** Returns a request with a recorded body, and with the headers and query that the rules of its turn require. */
    static PlannedRequest around(ObjectNode body, RequestRecord sent, LoadedInteraction interaction) {
        int index = Math.min(sent.turn(), interaction.turns().size()) - 1;
        ExampleRequest example = ExampleRequest.of(interaction.turns().get(index));
        return new PlannedRequest(
                sent.turn() - 1,
                ChatEndpoint.CHAT_COMPLETIONS,
                body,
                open(example.headers()),
                open(example.query()),
                sent.test());
    }

    /** Returns the headers or query parameters without those that carry a key, which are the target's own. */
    private static Map<String, String> open(Map<String, String> named) {
        Map<String, String> open = new TreeMap<>(named);
        open.keySet().removeIf(Secrets::isHeader);
        return open;
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
