package dev.cannery.internal.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The stored completions of a server outside of its scopes, or of one scope, the oldest first. */
public final class StoredCompletions {
    private final BoundedStore<StoredCompletion> store;

    /** Creates an empty part of a store. Parts do not see each other's completions but share the memory limit. */
    public StoredCompletions(BoundedStore<StoredCompletion> store) {
        this.store = store;
    }

    /**
     * Stores the whole response to a request. It replaces one with the same id; if there are too many, the oldest are
     * removed.
     */
    public void add(ChatRequest request, byte[] answer) {
        try {
            if (Json.parse(answer) instanceof ObjectNode completion) {
                store.add(this, StoredCompletion.of(request, completion, answer.length));
            }
        } catch (IOException e) {
            throw new IllegalStateException("a response of this server is not JSON", e);
        }
    }

    Optional<StoredCompletion> find(String id) {
        return Optional.ofNullable(store.find(this, id));
    }

    Optional<StoredCompletion> update(String id, JsonNode metadata) {
        return Optional.ofNullable(store.update(this, id, stored -> stored.with(metadata)));
    }

    /** Removes the completion with this id; returns false if there is none. */
    public boolean remove(String id) {
        return store.remove(this, id);
    }

    /** Removes all completions. */
    public void clear() {
        store.clear(this);
    }

    List<StoredCompletion> snapshot() {
        return store.all(this);
    }
}
