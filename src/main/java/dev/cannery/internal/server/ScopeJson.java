package dev.cannery.internal.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.RecordedExchange;
import dev.cannery.RecordedRequest;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.time.Duration;
import java.util.List;

/** The JSON of scopes and of what they recorded, for the admin API. */
final class ScopeJson {
    private ScopeJson() {}

    static ObjectNode scope(OpenScope scope, Duration patience) {
        ObjectNode tree = Json.object()
                .put("id", scope.id())
                .put("base_url", scope.rootUrl() + "/v1")
                .put("root_url", scope.rootUrl().toString())
                .put("expires_after_seconds", patience.toSeconds());
        ArrayNode interactions = tree.putArray("interactions");
        for (InteractionUse use : scope.uses()) {
            ArrayNode calls = interaction(use, interactions.addObject()).putArray("calls");
            use.calls().forEach(calls::add);
        }
        return tree;
    }

    static ObjectNode exchanges(OpenScope scope) {
        return exchanges("exchanges", scope.exchanges(), Json.object());
    }

    static ObjectNode misses(OpenScope scope, ObjectNode into) {
        List<RecordedExchange> misses = scope.exchanges().stream()
                .filter(exchange -> exchange.kind().isTrouble())
                .toList();
        return exchanges("misses", misses, into);
    }

    static ObjectNode unused(OpenScope scope, ObjectNode into) {
        ArrayNode unused = into.putArray("unused");
        scope.uses().stream().filter(use -> !use.isUsed()).forEach(use -> interaction(use, unused.addObject()));
        return into;
    }

    private static ObjectNode interaction(InteractionUse use, ObjectNode tree) {
        return tree.put("contract", use.contract().name())
                .put("interaction", use.interaction().name())
                .put("source", use.interaction().source().fileAndLine());
    }

    private static ObjectNode exchanges(String key, List<RecordedExchange> exchanges, ObjectNode into) {
        ArrayNode array = into.putArray(key);
        exchanges.forEach(exchange -> exchange(exchange, array.addObject()));
        return into;
    }

    private static void exchange(RecordedExchange exchange, ObjectNode tree) {
        tree.put("kind", Words.of(exchange.kind()));
        Match match = Match.of(exchange);
        if (match != null) {
            tree.put("interaction", match.interaction().name()).put("turn", match.index() + 1);
        }
        tree.put("status", exchange.status());
        if (!exchange.explanation().isEmpty()) {
            tree.put("explanation", exchange.explanation());
        }
        tree.put("received", exchange.received().toString());
        Duration duration = exchange.duration();
        if (duration != null) {
            tree.put("duration_ms", duration.toNanos() / 1e6);
        }
        RecordedRequest request = exchange.request();
        ObjectNode sent =
                tree.putObject("request").put("method", request.method()).put("url", request.url());
        ObjectNode headers = sent.putObject("headers");
        request.headers().forEach(headers::put);
        try {
            sent.set("body", Json.parse(request.body()));
        } catch (JsonProcessingException e) {
            sent.put("body", request.body());
        }
    }
}
