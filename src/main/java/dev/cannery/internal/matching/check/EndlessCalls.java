package dev.cannery.internal.matching.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.example.AssistantMessage;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.contract.template.TemplateException;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.RuleChecker;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds interactions whose tool calls make an agent loop forever: it sends back the tools' results, and gets the same calls
 * again. The agent's loop is simulated with the contract's own examples.
 */
final class EndlessCalls {
    /** The number of responses without text after which an agent counts as endless. */
    private static final int LONGEST = 12;

    private static final int MOST_RESULTS = 8;
    private static final String ANY_RESULT = "ok";

    private final InteractionSet interactions;
    /** Examples of tool results from the rules on them, by tool name. */
    private final Map<String, Set<String>> results = new LinkedHashMap<>();

    EndlessCalls(InteractionSet interactions) {
        this.interactions = interactions;
        interactions.interactions().stream()
                .flatMap(interaction -> interaction.turns().stream())
                .flatMap(turn -> turn.request().rules().stream())
                .forEach(rule -> {
                    JsonNode example = rule.constraint().example();
                    if (rule.part() instanceof RequestPart.ToolResult result && example.isTextual()) {
                        results.computeIfAbsent(result.tool(), tool -> new LinkedHashSet<>())
                                .add(example.textValue());
                    }
                });
    }

    /** Returns a checker that does not count tokens, so that a rule on their number never ends a loop with certainty. */
    static RuleChecker uncounted() {
        return new RuleChecker(model -> value -> 1);
    }

    /** Whether the interaction starts such a loop, whatever its tools return. */
    boolean beginsAt(LoadedInteraction interaction) {
        Turn first = interaction.turns().get(0);
        boolean calls = first.responses().stream().anyMatch(EndlessCalls::mayCall);
        return calls && candidates(first).stream().allMatch(result -> isEndless(interaction, result));
    }

    private static boolean mayCall(CannedResponse response) {
        return !(response instanceof CannedCompletion completion)
                || !callsOf(completion).isEmpty();
    }

    private List<String> candidates(Turn turn) {
        List<String> candidates = new ArrayList<>(List.of(ANY_RESULT));
        turn.responses().stream()
                .filter(CannedCompletion.class::isInstance)
                .flatMap(response -> callsOf((CannedCompletion) response).stream())
                .distinct()
                .flatMap(tool -> results.getOrDefault(tool, Set.of()).stream())
                .limit(MOST_RESULTS)
                .forEach(candidates::add);
        return candidates;
    }

    private static List<String> callsOf(CannedCompletion completion) {
        return calls(completion).stream().map(CannedToolCall::name).toList();
    }

    /** Returns the calls of the first choice, including one in the legacy form. */
    private static List<CannedToolCall> calls(CannedCompletion completion) {
        CannedChoice choice = completion.choices().get(0);
        CannedToolCall legacyCall = choice.message().functionCall();
        return legacyCall == null ? choice.toolCalls() : List.of(legacyCall);
    }

    private boolean isEndless(LoadedInteraction interaction, String result) {
        ExampleRequest example = ExampleRequest.of(interaction.turns().get(0));
        ChatRequest request = example.toChatRequest();
        IdentityHashMap<Turn, Integer> answered = new IdentityHashMap<>();
        for (int step = 0; step < LONGEST; step++) {
            Optional<Match> match = interactions.match(request);
            boolean isOther = step == 0
                    && match.filter(found -> found.interaction().equals(interaction))
                            .isEmpty();
            if (match.isEmpty() || isOther) {
                return false;
            }
            Optional<ObjectNode> message = answerOf(match.get(), request, answered, step);
            if (message.isEmpty()) {
                return false;
            }
            ObjectNode body = request.body().deepCopy();
            append(message.get(), result, (ArrayNode) body.path("messages"));
            request = ChatRequest.of(request.path(), example.headers(), body).withQuery(example.query());
        }
        return true;
    }

    /** Returns the turn's response if it calls tools with readable arguments; empty when the loop ends here. */
    private static Optional<ObjectNode> answerOf(
            Match match, ChatRequest request, IdentityHashMap<Turn, Integer> answered, int step) {
        Turn turn = match.turn();
        int call = answered.merge(turn, 1, Integer::sum) - 1;
        try {
            CannedResponse given = match.fill(
                    turn.responses().get(Math.min(call, turn.responses().size() - 1)), request);
            return given instanceof CannedCompletion completion
                            && completion.isValid()
                            && !calls(completion).isEmpty()
                            && calls(completion).stream().noneMatch(ContractCheck::isBroken)
                    ? Optional.of(AssistantMessage.of(completion.choices().get(0), step))
                    : Optional.empty();
        } catch (TemplateException e) {
            return Optional.empty();
        }
    }

    private static void append(ObjectNode message, String result, ArrayNode messages) {
        messages.add(message);
        for (JsonNode call : message.path("tool_calls")) {
            messages.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", call.path("id").asText())
                    .put("content", result);
        }
        if (message.has("function_call")) {
            messages.addObject()
                    .put("role", "function")
                    .put("name", message.path("function_call").path("name").asText())
                    .put("content", result);
        }
    }
}
