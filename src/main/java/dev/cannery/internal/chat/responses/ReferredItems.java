package dev.cannery.internal.chat.responses;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.wire.Json;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the ids in one request stand for. It is looked up while the request is translated, and stays as it was then when the
 * conversation goes on.
 */
public final class ReferredItems implements EarlierItems {
    private final EarlierItems all;
    private final Map<String, JsonNode> found = new LinkedHashMap<>();
    private boolean isAsked;

    /** Creates the items of a request that is about to be translated. */
    ReferredItems(EarlierItems all) {
        this.all = all;
    }

    /**
     * Returns the items of a recorded request, by {@link #toText()}.
     *
     * @throws IllegalArgumentException if a value is not JSON
     */
    public static EarlierItems of(Map<String, String> text) {
        ReferredItems items = new ReferredItems(EarlierItems.unknown());
        text.forEach((id, json) -> {
            try {
                items.found.put(id, Json.parse(json));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("the value of the id '" + id + "' is not JSON", e);
            }
        });
        return items;
    }

    /**
     * Returns what each id stands for, as JSON: a response or a conversation for the list of its items, an item for itself, a call
     * for the id of the response that made it.
     */
    public Map<String, String> toText() {
        Map<String, String> text = new LinkedHashMap<>();
        found.forEach((id, json) -> text.put(id, Json.compact(json)));
        return text;
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Returns what was found: lists of items, items, and ids of responses. They must not be modified. */
    public Collection<JsonNode> found() {
        return Collections.unmodifiableCollection(found.values());
    }

    /** Whether anything was looked up, so that the same request can mean something else later. */
    boolean isAsked() {
        return isAsked;
    }

    @Override
    public Optional<List<JsonNode>> conversation(String id) {
        return known(id)
                .map(items -> Json.values(items).toList())
                .or(() -> noted(id, all.conversation(id), items -> Json.array().addAll(items)));
    }

    @Override
    public Optional<JsonNode> item(String id) {
        return known(id).or(() -> noted(id, all.item(id), item -> item));
    }

    @Override
    public Optional<String> responseOfCall(String callId) {
        return known(callId)
                .map(JsonNode::asText)
                .or(() -> noted(callId, all.responseOfCall(callId), TextNode::valueOf));
    }

    private Optional<JsonNode> known(String id) {
        return Optional.ofNullable(found.get(id));
    }

    private <T> Optional<T> noted(String id, Optional<T> looked, Function<T, JsonNode> asJson) {
        isAsked = true;
        looked.ifPresent(value -> found.put(id, asJson.apply(value)));
        return looked;
    }

    @Override
    public Optional<String> reasoningBefore(String id) {
        return all.reasoningBefore(id);
    }

    @Override
    public boolean mayHold(String id) {
        return all.mayHold(id);
    }
}
