package dev.cannery.internal.server.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.chat.style.IdPattern;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.server.api.BoundedStore;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The stored responses and conversations of a server outside of its scopes, or of one scope. Thread-safe. */
public final class ResponsesState implements EarlierItems {
    private static final int MOST_CALLS = 2_000;
    /** The time at which everything is created. */
    private static final long CREATED = 1_735_689_600;

    private static final IdPattern CONVERSATION = IdPattern.of("conv_{hex:50}");
    private static final int MOST_ITEMS = 20_000;

    private final Stores stores;
    private final AtomicLong conversations = new AtomicLong();
    /** The responses that made several calls, by the ids of the calls. */
    private final BoundedCache<String, String> responsesOfCalls =
            new BoundedCache<>(MOST_CALLS, MOST_CALLS, (call, response) -> 1);

    /** The ids of the responses that have an item, by the id of the item. Only listed when an item is asked for. */
    private final BoundedCache<String, String> responsesOfItems =
            new BoundedCache<>(MOST_ITEMS, MOST_ITEMS, (item, response) -> 1);
    /** The number of responses stored so far, now and when the items were last listed. */
    private final AtomicLong stored = new AtomicLong();

    private long listed;

    /** Creates an empty part of the stores. Parts do not see each other's entries but share the memory limit. */
    public ResponsesState(Stores stores) {
        this.stores = stores;
    }

    /**
     * The stores of all parts of a server.
     *
     * @param responses the stored responses
     * @param conversations the conversations
     */
    public record Stores(BoundedStore<StoredResponse> responses, BoundedStore<StoredConversation> conversations) {
        /**
         * Creates empty stores.
         *
         * @param mostOfOne the maximum number of entries of each kind in one part
         * @param heaviest the approximate maximum size of all entries of each kind, in bytes
         */
        public Stores(int mostOfOne, long heaviest) {
            this(new BoundedStore<>(mostOfOne, heaviest), new BoundedStore<>(mostOfOne, heaviest));
        }
    }

    /**
     * Remembers the response to a request, unless the request does not want that, and continues its conversation.
     *
     * @return the object to send instead of the answer, because the response is made in the background; empty if the answer is sent
     */
    public Optional<ObjectNode> remember(GivenResponse given) {
        ChatRequest request = given.request();
        ObjectNode sent = request.sentBody();
        StoredResponse response = new StoredResponse(given, before(sent));
        if (given.hasParallelCalls()) {
            response.whole().path("output").forEach(item -> {
                if (item.has("call_id")) {
                    responsesOfCalls.put(item.path("call_id").asText(), response.id());
                }
            });
        }
        if (sent.path("store").asBoolean(true)) {
            store(response);
        }
        JsonNode conversation = sent.path("conversation");
        String continued = conversation.path("id").asText(conversation.asText(""));
        if (!continued.isEmpty()) {
            change(continued, stored -> stored.with(response.added()));
        }
        return response.isBackground() && !request.wantsStream() ? Optional.of(response.created()) : Optional.empty();
    }

    /** Stores the response to a request that was not received. */
    public void store(GivenResponse given) {
        store(new StoredResponse(given, before(given.request().sentBody())));
    }

    private void store(StoredResponse response) {
        stores.responses().add(this, response);
        stored.incrementAndGet();
    }

    private List<JsonNode> before(ObjectNode sent) {
        String previous = sent.path("previous_response_id").asText("");
        return previous.isEmpty() ? List.of() : conversation(previous).orElse(List.of());
    }

    @Override
    public Optional<List<JsonNode>> conversation(String id) {
        return response(id)
                .map(StoredResponse::items)
                .or(() -> storedConversation(id).map(StoredConversation::items));
    }

    @Override
    public Optional<JsonNode> item(String id) {
        return responseOfItem(id).flatMap(response -> response.item(id));
    }

    @Override
    public Optional<String> reasoningBefore(String id) {
        return responseOfItem(id).flatMap(response -> response.reasoningBefore(id));
    }

    private Optional<StoredResponse> responseOfItem(String id) {
        String response = responsesOfItems.find(id);
        if (response == null && !id.isEmpty()) {
            listItems();
            response = responsesOfItems.find(id);
        }
        return response == null ? Optional.empty() : response(response);
    }

    /** Lists the items of the responses that were stored since the last time. */
    private synchronized void listItems() {
        long now = stored.get();
        if (now == listed) {
            return;
        }
        listed = now;
        stores.responses().all(this).stream()
                .filter(StoredResponse::isFirstListed)
                .forEach(response -> response.itemIds().forEach(item -> responsesOfItems.put(item, response.id())));
    }

    @Override
    public Optional<String> responseOfCall(String callId) {
        return Optional.ofNullable(responsesOfCalls.find(callId));
    }

    Optional<StoredResponse> response(String id) {
        return Optional.ofNullable(stores.responses().find(this, id));
    }

    /** Removes a stored response. Returns whether there was one. */
    public boolean removeResponse(String id) {
        return stores.responses().remove(this, id);
    }

    /** Creates a conversation with these items. */
    StoredConversation create(JsonNode metadata, JsonNode items) {
        String id = DerivedIds.of("conversation").id(CONVERSATION, conversations.getAndIncrement(), CREATED, "");
        List<JsonNode> listed = new ArrayList<>(new InputItems(id).of(items));
        StoredConversation conversation =
                StoredConversation.of(id, CREATED, metadata.isObject() ? metadata : Json.object(), listed);
        stores.conversations().add(this, conversation);
        return conversation;
    }

    Optional<StoredConversation> storedConversation(String id) {
        return Optional.ofNullable(stores.conversations().find(this, id));
    }

    Optional<StoredConversation> change(String id, UnaryOperator<StoredConversation> change) {
        return Optional.ofNullable(stores.conversations().update(this, id, change));
    }

    boolean removeConversation(String id) {
        return stores.conversations().remove(this, id);
    }

    /** Removes everything that is stored. */
    public void clear() {
        stores.responses().clear(this);
        stores.conversations().clear(this);
    }
}
