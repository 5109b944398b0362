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
    private final CompletionStore store;

    /** Creates an empty part of a store. The other parts do not see what it keeps, but share the memory that all may take. */
    public StoredCompletions(CompletionStore store) {
        this.store = store;
    }

    /** Stores the whole answer to a request; one with the same id is replaced, and the oldest go when there are too many. */
    public void add(ChatRequest request, byte[] answer) {
        try {
            if (Json.parse(answer) instanceof ObjectNode completion) {
                store.add(this, StoredCompletion.of(request, completion, answer.length));
            }
        } catch (IOException e) {
            throw new IllegalStateException("an answer of ours is not JSON", e);
        }
    }

    Optional<StoredCompletion> find(String id) {
        return Optional.ofNullable(store.find(this, id));
    }

    Optional<StoredCompletion> update(String id, JsonNode metadata) {
        return Optional.ofNullable(store.update(this, id, stored -> stored.with(metadata)));
    }

    /** Forgets the completion with this id; false when there is none. */
    public boolean remove(String id) {
        return store.remove(this, id);
    }

    /** Forgets all. */
    public void clear() {
        store.clear(this);
    }

    List<StoredCompletion> snapshot() {
        return store.all(this);
    }
}
