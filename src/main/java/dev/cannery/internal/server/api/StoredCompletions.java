package dev.cannery.internal.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The completions that clients of one part of a server wanted to be stored, the oldest first, bounded by count and by weight. */
public final class StoredCompletions {
    private final Shelf shelf;

    /**
     * A store without completions.
     *
     * @param most how many it keeps
     * @param heaviest about how many bytes of memory they may take, together with those of all stores beside it
     */
    public StoredCompletions(int most, long heaviest) {
        this(new Shelf(most, heaviest));
    }

    private StoredCompletions(Shelf shelf) {
        this.shelf = shelf;
    }

    /** An empty store beside this one: neither sees what the other keeps, and both together weigh no more than one may. */
    public StoredCompletions another() {
        return new StoredCompletions(shelf);
    }

    /** Stores the whole answer to a request; one with the same id is replaced, and the oldest go when there are too many. */
    public void add(ChatRequest request, byte[] answer) {
        try {
            if (Json.parse(answer) instanceof ObjectNode completion) {
                shelf.add(this, StoredCompletion.of(request, completion, answer.length));
            }
        } catch (IOException e) {
            throw new IllegalStateException("an answer of ours is not JSON", e);
        }
    }

    Optional<StoredCompletion> find(String id) {
        return Optional.ofNullable(shelf.find(this, id));
    }

    Optional<StoredCompletion> update(String id, JsonNode metadata) {
        return Optional.ofNullable(shelf.update(this, id, stored -> stored.with(metadata)));
    }

    /** Forgets the completion with this id; false when there is none. */
    public boolean remove(String id) {
        return shelf.remove(this, id);
    }

    /** Forgets all. */
    public void clear() {
        shelf.clear(this);
    }

    List<StoredCompletion> snapshot() {
        return shelf.all(this);
    }
}
