package dev.cannery.contract.reader;

import dev.cannery.contract.CannedUsage;
import dev.cannery.source.SourceNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the token counts of a recorded answer; a count that a canned answer cannot hold must be 0. */
final class StubUsage {
    private static final List<Key<Map<String, Integer>>> PROMPT_DETAILS =
            Stream.of("cached_tokens", "audio_tokens").map(StubUsage::counter).toList();
    private static final List<Key<Map<String, Integer>>> COMPLETION_DETAILS = Stream.of(
                    "reasoning_tokens", "audio_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens")
            .map(StubUsage::counter)
            .toList();
    private static final List<Key<Map<String, Integer>>> KEYS = List.of(
            counter("prompt_tokens"),
            counter("completion_tokens"),
            counter("total_tokens"),
            StubDraft.key(
                    "prompt_tokens_details",
                    (counts, value, scope) ->
                            Key.readAll("prompt_tokens_details", PROMPT_DETAILS, value, scope, counts)),
            StubDraft.key(
                    "completion_tokens_details",
                    (counts, value, scope) ->
                            Key.readAll("completion_tokens_details", COMPLETION_DETAILS, value, scope, counts)));
    private static final List<String> UNHELD =
            List.of("audio_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens");

    private StubUsage() {}

    private static Key<Map<String, Integer>> counter(String word) {
        return StubDraft.key(
                word,
                (counts, value, scope) ->
                        Values.give(Values.count(value, 0, scope), count -> counts.merge(word, count, Integer::sum)));
    }

    static @Nullable CannedUsage read(SourceNode node, Scope scope) {
        Map<String, Integer> counts = new HashMap<>();
        Key.readAll("usage", KEYS, node, scope, counts);
        for (String word : UNHELD) {
            if (count(counts, word) > 0) {
                scope.complain(node, "'" + word + "' cannot be served from a stub. Write 0");
            }
        }
        int prompt = count(counts, "prompt_tokens");
        int completion = count(counts, "completion_tokens");
        if (counts.containsKey("total_tokens") && count(counts, "total_tokens") != prompt + completion) {
            scope.complain(node, "total_tokens must be " + (prompt + completion) + ", the sum of the other counts");
        }
        return scope.attempt(
                        node,
                        () -> Optional.of(new CannedUsage(
                                prompt, completion, count(counts, "reasoning_tokens"), count(counts, "cached_tokens"))))
                .orElse(null);
    }

    private static int count(Map<String, Integer> counts, String word) {
        return counts.getOrDefault(word, 0);
    }
}
