package dev.cannery.internal.server.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.TreeSize;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.api.BoundedStore;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A response to which later requests may refer. The Response object is created on demand, because most are never requested.
 */
final class StoredResponse implements BoundedStore.Entry {
    private static final long OVERHEAD = 3_000;
    private static final int CANCELLED = -1;
    /** A background response is queued when it is created, in progress when it is first read, and complete after that. */
    private static final int COMPLETE = 2;

    private final String id;
    private final ChatRequest request;
    private final List<JsonNode> earlier;
    private final GivenResponse given;
    private final long weight;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicBoolean isListed = new AtomicBoolean();
    private SoftReference<Content> content = new SoftReference<>(null);

    /**
     * Creates a stored response.
     *
     * @param earlier the items before those of the request
     */
    StoredResponse(GivenResponse given, List<JsonNode> earlier) {
        this.id = given.id();
        this.request = given.request();
        this.earlier = List.copyOf(earlier);
        this.given = given;
        // the earlier items stay in memory with this response when the ones that brought them are forgotten
        this.weight = OVERHEAD
                + request.sentSize().bytes()
                + earlier.stream().mapToLong(item -> TreeSize.of(item).bytes()).sum();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public long weight() {
        return weight;
    }

    boolean isBackground() {
        return request.sentBody().path("background").asBoolean(false);
    }

    boolean isStreamed() {
        return request.wantsStream();
    }

    RenderedResponse answer() {
        return given.answer();
    }

    /** Returns the complete Response object, which must not be modified. */
    ObjectNode whole() {
        return content().whole;
    }

    /** Returns the content. It gives way when memory is short, and is written again. */
    private synchronized Content content() {
        Content written = content.get();
        if (written == null) {
            try {
                written = Content.of((ObjectNode) Json.parse(given.whole()), input());
            } catch (IOException e) {
                throw new IllegalStateException("a response of this server is not JSON", e);
            }
            content = new SoftReference<>(written);
        }
        return written;
    }

    /** Whether this is the first call. */
    boolean isFirstListed() {
        return isListed.compareAndSet(false, true);
    }

    /** Returns the object at the moment of its creation. */
    ObjectNode created() {
        return isBackground() ? unfinished("queued") : whole();
    }

    /** Returns the object as it is now. Reading a background response advances it. */
    ObjectNode read() {
        if (!isBackground()) {
            return whole();
        }
        int before = reads.getAndUpdate(count -> count == CANCELLED ? count : Math.min(COMPLETE, count + 1));
        if (before == CANCELLED) {
            return unfinished("cancelled");
        }
        return before + 1 >= COMPLETE ? whole() : unfinished("in_progress");
    }

    /** Cancels a background response unless it is complete, and returns the object as it is then. */
    ObjectNode cancel() {
        int after = reads.updateAndGet(count -> count >= COMPLETE ? count : CANCELLED);
        return after == CANCELLED ? unfinished("cancelled") : whole();
    }

    private ObjectNode unfinished(String status) {
        ObjectNode object = whole().deepCopy();
        object.put("status", status);
        for (String name : List.of("completed_at", "usage", "incomplete_details")) {
            if (object.has(name)) {
                object.putNull(name);
            }
        }
        object.putArray("output");
        if (object.has("service_tier")) {
            object.put("service_tier", request.sentBody().path("service_tier").asText("auto"));
        }
        return object;
    }

    /** Returns the items of the request with ids, in the form in which they are listed, the oldest first. */
    List<ObjectNode> input() {
        return new InputItems(id).of(request.sentBody().path("input"));
    }

    /** Returns all items up to and including this response. */
    List<JsonNode> items() {
        List<JsonNode> items = new ArrayList<>(earlier);
        items.addAll(added());
        return items;
    }

    /** Returns the items that the request and its response add to a conversation. */
    List<JsonNode> added() {
        return List.copyOf(content().added.values());
    }

    /** Returns the ids of those items. */
    Set<String> itemIds() {
        return content().added.keySet();
    }

    /** Returns the item with this id; empty if the request and its response do not have it. */
    Optional<JsonNode> item(String itemId) {
        return Optional.ofNullable(content().added.get(itemId));
    }

    /** Returns the id of the reasoning item right before an item of the output; empty if there is none. */
    Optional<String> reasoningBefore(String itemId) {
        JsonNode output = whole().path("output");
        for (int i = 1; i < output.size(); i++) {
            JsonNode before = output.get(i - 1);
            if (output.get(i).path("id").asText("").equals(itemId)
                    && before.path("type").asText("").equals("reasoning")) {
                return Optional.of(before.path("id").asText(""));
            }
        }
        return Optional.empty();
    }

    /**
     * The objects of a response.
     *
     * @param whole the Response object
     * @param added the items of the request and of the response, by their ids
     */
    private record Content(ObjectNode whole, Map<String, JsonNode> added) {
        static Content of(ObjectNode whole, List<ObjectNode> input) {
            Map<String, JsonNode> added = new LinkedHashMap<>();
            input.forEach(item -> added.put(item.path("id").asText(), item));
            whole.path("output").forEach(item -> added.put(item.path("id").asText(), item));
            return new Content(whole, Collections.unmodifiableMap(added));
        }
    }
}
