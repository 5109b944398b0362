package dev.cannery.internal.matching;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds out at which endpoints an interaction is served. */
public final class ServedEndpoints {
    private ServedEndpoints() {}

    /**
     * Returns the endpoints that the interaction's rules on the path allow, chat completions first. Rules that allow none, as on
     * the path of a gateway, do not count.
     */
    public static List<ChatEndpoint> of(LoadedInteraction interaction, RuleChecker checker) {
        List<FieldRule> onPath = interaction.turns().get(0).request().rules().stream()
                .filter(rule -> rule.part() instanceof RequestPart.Path)
                .toList();
        List<ChatEndpoint> allowed = Stream.of(ChatEndpoint.values())
                .filter(endpoint -> allows(onPath, endpoint, checker))
                .toList();
        return allowed.isEmpty() ? List.of(ChatEndpoint.values()) : allowed;
    }

    private static boolean allows(List<FieldRule> onPath, ChatEndpoint endpoint, RuleChecker checker) {
        ChatRequest usual = ChatRequest.of("/v1" + endpoint.path(), Map.of(), Json.object());
        return checker.check(new RequestPattern(onPath, false), usual)
                .mismatches()
                .isEmpty();
    }
}
