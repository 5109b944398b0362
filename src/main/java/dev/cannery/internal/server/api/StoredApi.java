package dev.cannery.internal.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists, returns, updates and deletes stored completions. */
final class StoredApi {
    private static final Pattern METADATA = Pattern.compile("metadata\\[(.*)]");

    private final StoredCompletions stored;

    StoredApi(StoredCompletions stored) {
        this.stored = stored;
    }

    ObjectNode list(Map<String, String> query) throws ApiRefusal {
        Page page = Page.of(query);
        Map<String, String> metadata = new LinkedHashMap<>();
        query.forEach((name, value) -> {
            Matcher matcher = METADATA.matcher(name);
            if (matcher.matches()) {
                metadata.put(matcher.group(1), value);
            }
        });
        String model = query.get("model");
        return page.of(stored.snapshot().stream()
                .filter(completion -> model == null || completion.isOf(model))
                .filter(completion -> completion.hasMetadata(metadata))
                .map(StoredCompletion::completion)
                .toList());
    }

    ObjectNode messages(String id, Map<String, String> query) throws ApiRefusal {
        Page page = Page.of(query);
        List<ObjectNode> messages = new ArrayList<>();
        existing(id, stored.find(id)).messages().forEach(message -> messages.add((ObjectNode) message));
        return page.of(messages);
    }

    ObjectNode one(String id) throws ApiRefusal {
        return existing(id, stored.find(id)).completion();
    }

    ObjectNode delete(String id) throws ApiRefusal {
        if (!stored.remove(id)) {
            throw notFound(id);
        }
        return Json.object()
                .put("object", "chat.completion.deleted")
                .put("id", id)
                .put("deleted", true);
    }

    ObjectNode update(String id, ApiRequest request, Profile profile) throws ApiRefusal {
        existing(id, stored.find(id));
        JsonNode metadata = metadata(request, profile);
        return existing(id, stored.update(id, metadata.isNull() ? Json.object() : metadata))
                .completion();
    }

    /** Returns the metadata in a body, checked by the rules for requests for completions. */
    private static JsonNode metadata(ApiRequest request, Profile profile) throws ApiRefusal {
        JsonNode metadata = request.json().path("metadata");
        if (metadata.isMissingNode()) {
            throw ApiRefusal.invalid(
                    "missing_required_parameter", "metadata", "Missing required parameter: 'metadata'.");
        }
        Optional<ApiError> fault =
                profile.review(ChatRequest.of(Json.object().set("metadata", metadata))).findings().stream()
                        .filter(error -> error.param() != null && error.param().startsWith("metadata"))
                        .findFirst();
        if (fault.isPresent()) {
            throw new ApiRefusal(fault.get());
        }
        return metadata;
    }

    private static StoredCompletion existing(String id, Optional<StoredCompletion> found) throws ApiRefusal {
        if (found.isEmpty()) {
            throw notFound(id);
        }
        return found.get();
    }

    private static ApiRefusal notFound(String id) {
        return ApiRefusal.notFound("Chat completion with id '" + id + "' not found.");
    }
}
