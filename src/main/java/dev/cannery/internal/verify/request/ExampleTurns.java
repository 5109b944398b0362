package dev.cannery.internal.verify.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.example.ExampleConversation;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.contract.requests.RequestRecord;
import dev.cannery.internal.wire.Secrets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plans the requests of an interaction that are built from its literals and examples. */
final class ExampleTurns {
    private static final String ORIGIN = "the contract's examples";

    private ExampleTurns() {}

    static RequestPlan of(LoadedInteraction interaction) {
        List<String> missing = ExampleRequest.missingIn(interaction);
        if (!missing.isEmpty()) {
            String needs = missing.size() == 1 ? " needs" : " need";
            return RequestPlan.lacking(String.join(", ", missing) + needs + " an 'example'");
        }
        return RequestPlan.of(ExampleConversation.of(interaction).stream()
                .map(sent -> new PlannedRequest(
                        sent.turn(),
                        ChatEndpoint.CHAT_COMPLETIONS,
                        sent.body(),
                        open(sent.headers()),
                        open(sent.query()),
                        ORIGIN))
                .toList());
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
}
