package dev.cannery.internal.server.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.IdPattern;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.server.api.ApiRefusal;
import dev.cannery.internal.server.api.ApiRequest;
import dev.cannery.internal.server.api.Page;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers the requests that read or change the state of the Responses API, and those that count or compact without a response. */
public final class ResponsesApi {
    private static final long CREATED = 1_735_689_600;
    private static final IdPattern RESPONSE_ID = IdPattern.of("resp_{hex:50}");
    private static final IdPattern COMPACTION_ID = IdPattern.of("cmp_{hex:50}");
    private static final IdPattern ENCRYPTED = IdPattern.of("gAAAAAB{alnum:121}");
    /** The number of tokens of a conversation that a compaction turns into one. */
    private static final int COMPACTION = 4;

    private final ResponsesState state;
    private final ResponseRenderer renderer;

    /** Creates an API over this state. */
    public ResponsesApi(ResponsesState state, ResponseRenderer renderer) {
        this.state = state;
        this.renderer = renderer;
    }

    /**
     * Returns the response.
     *
     * @param profile the provider, at either of its endpoints
     * @throws ApiRefusal if the provider does not have the path, or refuses the request
     */
    public RenderedResponse answer(ApiRequest request, Profile profile) throws ApiRefusal {
        Profile provider = profile.at(ChatEndpoint.RESPONSES)
                .orElseThrow(() -> new ApiRefusal(profile.refusalOfPath(request.method(), request.path())));
        if (ChatEndpoint.has(request.path())) {
            throw new ApiRefusal(provider.refusalOfMethod(request.method(), request.path()));
        }
        ResponsesPath path = ResponsesPath.of(request.path())
                .orElseThrow(() -> new ApiRefusal(provider.refusalOfPath(request.method(), request.path())));
        if (!methods(path.kind()).contains(request.method())) {
            throw new ApiRefusal(provider.refusalOfMethod(request.method(), request.path()));
        }
        if (path.kind() == ResponsesPath.Kind.RESPONSE
                && "true".equals(request.query().get("stream"))) {
            return events(response(path.id()), request.query().get("starting_after"));
        }
        return ResponseRenderer.renderObject(object(request, path, provider), provider.style());
    }

    private static Set<String> methods(ResponsesPath.Kind kind) {
        return switch (kind) {
            case INPUT_TOKENS, COMPACT, CANCEL, CONVERSATIONS -> Set.of("POST");
            case INPUT_ITEMS -> Set.of("GET");
            case RESPONSE, ITEM -> Set.of("GET", "DELETE");
            case CONVERSATION -> Set.of("GET", "POST", "DELETE");
            case ITEMS -> Set.of("GET", "POST");
        };
    }

    private ObjectNode object(ApiRequest request, ResponsesPath path, Profile provider) throws ApiRefusal {
        return switch (path.kind()) {
            case INPUT_TOKENS -> inputTokens(request, provider);
            case COMPACT -> compact(request, provider);
            case RESPONSE ->
                request.method().equals("GET") ? response(path.id()).read() : deleteResponse(path.id());
            case INPUT_ITEMS ->
                Page.newestFirst(request.query()).items(response(path.id()).input());
            case CANCEL -> cancel(path.id());
            case CONVERSATIONS -> {
                ObjectNode body = conversationBody(request, provider);
                yield state.create(body.path("metadata"), body.path("items")).toJson();
            }
            case CONVERSATION -> conversation(request, path.id(), provider);
            case ITEMS -> items(request, path.id(), provider);
            case ITEM -> item(request, path.id(), String.valueOf(path.item()));
        };
    }

    private static ObjectNode body(ApiRequest request) throws ApiRefusal {
        return request.hasBody() ? request.json() : Json.object();
    }

    /** Returns the body of a request on a conversation, unless the provider refuses it. */
    private static ObjectNode conversationBody(ApiRequest request, Profile provider) throws ApiRefusal {
        ObjectNode body = body(request);
        Optional<ApiError> refusal = ConversationBody.refusalOf(body, provider);
        if (refusal.isPresent()) {
            throw new ApiRefusal(refusal.get());
        }
        return body;
    }

    /** Returns a request for a response with this body, unless the provider refuses it. */
    private ChatRequest accepted(ApiRequest request, Profile provider) throws ApiRefusal {
        ChatRequest asked = ChatRequest.of(ChatEndpoint.RESPONSES.path(), Map.of(), body(request), state);
        Optional<ApiError> refusal = provider.refusalOf(asked);
        if (refusal.isPresent()) {
            throw new ApiRefusal(refusal.get());
        }
        return asked;
    }

    private ObjectNode inputTokens(ApiRequest request, Profile provider) throws ApiRefusal {
        return Json.object()
                .put("object", "response.input_tokens")
                .put("input_tokens", renderer.promptTokens(accepted(request, provider)));
    }

    private ObjectNode compact(ApiRequest request, Profile provider) throws ApiRefusal {
        ChatRequest asked = accepted(request, provider);
        DerivedIds ids = DerivedIds.of("compaction", asked);
        ObjectNode compaction = Json.object()
                .put("id", ids.id(RESPONSE_ID, 0, CREATED, asked.model()))
                .put("object", "response.compaction")
                .put("created_at", CREATED);
        ArrayNode output = compaction.putArray("output");
        new InputItems(compaction.path("id").asText())
                .of(asked.sentBody().path("input")).stream()
                        .filter(item -> item.path("role").asText("").equals("user"))
                        .forEach(output::add);
        output.addObject()
                .put("id", ids.id(COMPACTION_ID, 0, CREATED, asked.model()))
                .put("type", "compaction")
                .put("encrypted_content", ids.id(ENCRYPTED, 1, CREATED, asked.model()));
        int input = renderer.promptTokens(asked);
        int summary = Math.max(1, input / COMPACTION);
        ObjectNode usage = compaction.putObject("usage").put("input_tokens", input);
        usage.putObject("input_tokens_details").put("cached_tokens", 0);
        usage.put("output_tokens", summary);
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        usage.put("total_tokens", input + summary);
        return compaction;
    }

    private StoredResponse response(String id) throws ApiRefusal {
        return state.response(id).orElseThrow(() -> ApiRefusal.notFound("Response with id '" + id + "' not found."));
    }

    private ObjectNode deleteResponse(String id) throws ApiRefusal {
        response(id);
        state.removeResponse(id);
        return Json.object().put("id", id).put("object", "response.deleted").put("deleted", true);
    }

    private ObjectNode cancel(String id) throws ApiRefusal {
        StoredResponse response = response(id);
        if (!response.isBackground()) {
            throw ApiRefusal.invalid(null, null, "Cannot cancel a synchronous response.");
        }
        return response.cancel();
    }

    private static RenderedResponse events(StoredResponse response, @Nullable String after) throws ApiRefusal {
        if (!response.isBackground() || !response.isStreamed()) {
            throw ApiRefusal.invalid(
                    null,
                    null,
                    "This response cannot be streamed because it was not created with background=true and stream=true.");
        }
        return response.answer().after(after == null ? -1 : number(after));
    }

    private static int number(String text) throws ApiRefusal {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ApiRefusal.invalid(
                    "invalid_type",
                    "starting_after",
                    "Invalid type for 'starting_after': expected an integer, but got a string instead.");
        }
    }

    private StoredConversation existing(String id) throws ApiRefusal {
        return state.storedConversation(id)
                .orElseThrow(() -> ApiRefusal.notFound("Conversation with id '" + id + "' not found."));
    }

    private ObjectNode conversation(ApiRequest request, String id, Profile provider) throws ApiRefusal {
        StoredConversation conversation = existing(id);
        switch (request.method()) {
            case "GET" -> {
                return conversation.toJson();
            }
            case "DELETE" -> {
                state.removeConversation(id);
                return Json.object()
                        .put("id", id)
                        .put("object", "conversation.deleted")
                        .put("deleted", true);
            }
            default -> {
                JsonNode metadata = conversationBody(request, provider).path("metadata");
                if (!metadata.isObject()) {
                    throw ApiRefusal.invalid(
                            "missing_required_parameter", "metadata", "Missing required parameter: 'metadata'.");
                }
                return state.change(id, stored -> stored.describedBy(metadata))
                        .orElse(conversation)
                        .toJson();
            }
        }
    }

    private ObjectNode items(ApiRequest request, String id, Profile provider) throws ApiRefusal {
        StoredConversation conversation = existing(id);
        if (request.method().equals("GET")) {
            return Page.newestFirst(request.query()).items(conversation.items());
        }
        JsonNode items = conversationBody(request, provider).path("items");
        if (!items.isArray() || items.isEmpty()) {
            throw ApiRefusal.invalid("missing_required_parameter", "items", "Missing required parameter: 'items'.");
        }
        InputItems listed = new InputItems(id + " " + conversation.items().size());
        List<ObjectNode> added = listed.of(items);
        state.change(id, stored -> stored.with(added));
        return Page.newestFirst(Map.of("order", "asc", "limit", "100")).items(added);
    }

    private ObjectNode item(ApiRequest request, String id, String item) throws ApiRefusal {
        StoredConversation conversation = existing(id);
        JsonNode found = conversation.items().stream()
                .filter(one -> one.path("id").asText("").equals(item))
                .findFirst()
                .orElseThrow(() -> ApiRefusal.notFound("Item with id '" + item + "' not found."));
        if (request.method().equals("GET")) {
            return (ObjectNode) found;
        }
        return state.change(id, stored -> stored.without(item))
                .orElse(conversation)
                .toJson();
    }
}
