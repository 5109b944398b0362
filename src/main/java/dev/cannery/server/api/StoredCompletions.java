package dev.cannery.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The completions that clients wanted to be stored, the oldest first, bounded by count and by weight. */
public final class StoredCompletions {
    private final int most;
    private final long heaviest;
    private final Map<String, StoredCompletion> byId = new LinkedHashMap<>();
    private long weight;

    /**
     * A store without completions.
     *
     * @param most how many it keeps
     * @param heaviest about how many bytes of memory they may take
     */
    public StoredCompletions(int most, long heaviest) {
        this.most = most;
        this.heaviest = heaviest;
    }

    /** Stores the whole answer to a request; one with the same id is replaced, and the oldest go when there are too many. */
    public void add(ChatRequest request, byte[] answer) {
        try {
            if (Json.parse(answer) instanceof ObjectNode completion) {
                add(StoredCompletion.of(request, completion, answer.length));
            }
        } catch (IOException e) {
            throw new IllegalStateException("an answer of ours is not JSON", e);
        }
    }

    private synchronized void add(StoredCompletion completion) {
        remove(completion.id());
        byId.put(completion.id(), completion);
        weight += completion.weight();
        Iterator<StoredCompletion> eldest = byId.values().iterator();
        while (byId.size() > most || weight > heaviest) {
            weight -= eldest.next().weight();
            eldest.remove();
        }
    }

    synchronized Optional<StoredCompletion> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized Optional<StoredCompletion> update(String id, JsonNode metadata) {
        return Optional.ofNullable(byId.computeIfPresent(id, (key, stored) -> stored.with(metadata)));
    }

    synchronized boolean remove(String id) {
        StoredCompletion removed = byId.remove(id);
        if (removed != null) {
            weight -= removed.weight();
        }
        return removed != null;
    }

    /** Forgets all. */
    public synchronized void clear() {
        byId.clear();
        weight = 0;
    }

    synchronized List<StoredCompletion> snapshot() {
        return new ArrayList<>(byId.values());
    }
}
