package dev.cannery.internal.contract.reader;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how likely the tokens of a choice were, as on the wire: {@code {content: [{token, logprob, …}], refusal: […]}}. */
final class LogprobsReader {
    static final List<Key<ObjectNode>> KEYS = List.of(tokens("content"), tokens("refusal"));

    private LogprobsReader() {}

    private static Key<ObjectNode> tokens(String word) {
        return new Key<>(word, ValueForm.MAPS, (logprobs, value, scope) -> add(logprobs, word, value, scope));
    }

    private static void add(ObjectNode logprobs, String word, SourceNode value, Scope scope) {
        ArrayNode tokens = logprobs.get(word) instanceof ArrayNode some ? some : logprobs.putArray(word);
        Values.forEach(value, scope, (item, itemScope) -> {
            if (isToken(item)) {
                tokens.add(item.toJson());
            } else {
                itemScope.complain(item, "a token is written {token, logprob}, was " + item.phrase());
            }
        });
    }

    private static boolean isToken(SourceNode node) {
        return node.toJson().path("token").isTextual()
                && node.toJson().path("logprob").isNumber();
    }

    static @Nullable ObjectNode read(SourceNode node, Scope scope) {
        int complaints = scope.problems().count();
        ObjectNode logprobs = Json.object().putNull("content").putNull("refusal");
        Key.readAll("logprobs", KEYS, node, scope, logprobs);
        return scope.problems().count() > complaints ? null : logprobs;
    }
}
