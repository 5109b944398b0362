package dev.cannery.internal.server.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.TreeSize;
import dev.cannery.internal.server.api.BoundedStore;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation: a list of items that requests continue by its id.
 *
 * @param id the id
 * @param createdAt when it was created, in seconds since 1970
 * @param metadata what the client attached to it
 * @param items its items, the oldest first; must not be modified
 * @param weight the approximate size in memory, in bytes
 */
record StoredConversation(String id, long createdAt, JsonNode metadata, List<JsonNode> items, long weight)
        implements BoundedStore.Entry {
    private static final long OVERHEAD = 1_000;

    StoredConversation {
        items = List.copyOf(items);
    }

    static StoredConversation of(String id, long createdAt, JsonNode metadata, List<JsonNode> items) {
        long weight = OVERHEAD + TreeSize.of(metadata).bytes() + bytes(items);
        return new StoredConversation(id, createdAt, metadata, items, weight);
    }

    private static long bytes(List<? extends JsonNode> items) {
        return items.stream().mapToLong(item -> TreeSize.of(item).bytes()).sum();
    }

    StoredConversation with(List<? extends JsonNode> more) {
        List<JsonNode> all = new ArrayList<>(items);
        all.addAll(more);
        return new StoredConversation(id, createdAt, metadata, all, weight + bytes(more));
    }

    StoredConversation without(String item) {
        return of(
                id,
                createdAt,
                metadata,
                items.stream()
                        .filter(one -> !one.path("id").asText("").equals(item))
                        .toList());
    }

    StoredConversation describedBy(JsonNode other) {
        return of(id, createdAt, other, items);
    }

    ObjectNode toJson() {
        ObjectNode object =
                Json.object().put("id", id).put("object", "conversation").put("created_at", createdAt);
        return object.set("metadata", metadata);
    }
}
