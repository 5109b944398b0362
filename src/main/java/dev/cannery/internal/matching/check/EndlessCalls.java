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
 * Whether an agent that gets an interaction's tool calls would never end: it sends back the tools' results, and is given the
 * same calls again. The loop of the agent is played with the contract's own examples.
 */
final class EndlessCalls {
    /** An agent that has got no text after so many answers would get none later. */
    private static final int LONGEST = 12;

    private static final int MOST_RESULTS = 8;
    private static final String ANY_RESULT = "ok";

    private final InteractionSet interactions;
    /** What results of tools look like by the rules on them, by the tools' names. */
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

    /** A checker that does not count tokens: a rule on their number never ends a loop for sure. */
    static RuleChecker uncounted() {
        return new RuleChecker(model -> value -> 1);
    }

    /** Whether the interaction begins such a loop, whatever its tools give back. */
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

    /** The calls of the first choice, the one in the legacy form among them. */
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

    /** The message that the turn answers with, when it calls tools with arguments that can be read; empty when the loop ends here. */
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
