package dev.cannery.internal.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredCompletionsTest {
    @Test
    void theOldestGoWhenThereAreTooMany() {
        StoredCompletions stored = new StoredCompletions(new BoundedStore<>(2, Long.MAX_VALUE));
        List.of("a", "b", "c").forEach(id -> add(stored, id, ""));

        assertThat(ids(stored)).containsExactly("b", "c");
    }

    @Test
    void theOldestGoWhenTheyWeighTooMuch() {
        StoredCompletions stored = new StoredCompletions(new BoundedStore<>(100, 100_000));
        add(stored, "a", "x".repeat(10_000));
        add(stored, "b", "x".repeat(10_000));

        assertThat(ids(stored)).containsExactly("b");
    }

    @Test
    void partsOfOneStoreShareTheirWeightAndNothingElse() {
        BoundedStore<StoredCompletion> store = new BoundedStore<>(2, 200_000);
        StoredCompletions stored = new StoredCompletions(store);
        StoredCompletions another = new StoredCompletions(store);
        List.of("a", "b").forEach(id -> add(stored, id, ""));
        List.of("a", "b", "c").forEach(id -> add(another, id, ""));
        assertThat(ids(stored)).containsExactly("a", "b");
        assertThat(ids(another)).containsExactly("b", "c");

        another.clear();
        assertThat(ids(another)).isEmpty();
        add(stored, "heavy", "x".repeat(15_000));
        add(another, "heavy too", "x".repeat(15_000));
        add(another, "heaviest", "x".repeat(15_000));

        assertThat(ids(stored)).isEmpty();
        assertThat(ids(another)).containsExactly("heavy too", "heaviest");
    }

    @Test
    void theSameIdIsStoredOnceAndWeighsOnce() {
        StoredCompletions stored = new StoredCompletions(new BoundedStore<>(100, 100_000));
        add(stored, "a", "");
        for (int i = 0; i < 10; i++) {
            add(stored, "b", "x".repeat(4_000));
        }

        assertThat(ids(stored)).containsExactly("a", "b");
    }

    @Test
    void anUpdateLeavesWhatWasReadBefore() {
        StoredCompletions stored = new StoredCompletions(new BoundedStore<>(100, 100_000));
        add(stored, "a", "");
        ObjectNode before = stored.find("a").orElseThrow().completion();
        stored.update("a", Json.object().put("x", "y"));

        assertThat(before.path("metadata")).isEmpty();
        assertThat(stored.find("a").orElseThrow().completion().at("/metadata/x").asText())
                .isEqualTo("y");
    }

    private static void add(StoredCompletions stored, String id, String filling) {
        ObjectNode answer = Json.object().put("id", id).put("filling", filling);
        stored.add(ChatRequest.of(Json.object()), answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> ids(StoredCompletions stored) {
        return stored.snapshot().stream().map(StoredCompletion::id).toList();
    }
}
