package dev.cannery.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.responses.ChatView;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.chat.responses.ReferredItems;
import dev.cannery.internal.chat.responses.SentPaths;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CreateChatCompletionRequest as it was received: its path, headers and body. The body is kept as a tree, so that unknown
 * fields, new roles and wrong types remain visible.
 *
 * <p>It is only checked to be a JSON object; provider profiles check whether it would be accepted.
 */
public final class ChatRequest {
    /** The fields that limit the tokens of a response, by precedence. */
    public static final List<String> TOKEN_LIMITS = List.of("max_completion_tokens", "max_tokens");

    private static final Pattern DEPLOYMENT = Pattern.compile("/deployments/([^/]+)/");

    private final String path;
    private final Map<String, String> query;
    private final Map<String, String> headers;
    private final ObjectNode body;
    private final SentBody sent;
    private final @Nullable Origin origin;
    private final @Nullable String deployment;

    private ChatRequest(
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            ObjectNode body,
            SentBody sent,
            @Nullable Origin origin) {
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.sent = sent;
        this.origin = origin;
        Matcher matcher = DEPLOYMENT.matcher(path);
        this.deployment = matcher.find() ? matcher.group(1) : null;
    }

    /**
     * The translation of a request to the Responses API.
     *
     * @param paths where the fields of the view are in the body that was sent
     * @param earlier the items that it may refer to by id
     * @param referred what it refers to
     */
    private record Origin(SentPaths paths, EarlierItems earlier, ReferredItems referred) {}

    /**
     * Parses a request's body.
     *
     * @param path the path without its query, such as {@code /v1/chat/completions}
     * @param headers the headers, which must not be modified afterwards; names are case-insensitive
     * @param body the body in UTF-8
     * @throws MalformedRequestException when the body is not one JSON object; it carries the error response
     */
    public static ChatRequest parse(String path, Map<String, String> headers, byte[] body)
            throws MalformedRequestException {
        return of(path, headers, RequestBody.parse(body));
    }

    /**
     * Parses a request whose body is a text; empty if that is not one JSON object.
     *
     * @param url the path and the query
     * @param earlier what the ids in the body stand for, as {@link ReferredItems#toText()} returned it
     */
    public static Optional<ChatRequest> parse(
            String url, Map<String, String> headers, String body, Map<String, String> earlier) {
        String[] pathAndQuery = url.split("\\?", 2);
        String query = pathAndQuery.length == 1 ? "" : pathAndQuery[1];
        try {
            ObjectNode tree = RequestBody.parse(body.getBytes(StandardCharsets.UTF_8));
            return Optional.of(of(pathAndQuery[0], headers, tree, ReferredItems.of(earlier))
                    .withQuery(QueryText.parse(query)));
        } catch (MalformedRequestException e) {
            return Optional.empty();
        }
    }

    /**
     * Creates a request with these headers and this body, which must not be modified afterwards. A body that is sent to the Responses
     * API is translated into the chat request that it means.
     */
    public static ChatRequest of(String path, Map<String, String> headers, ObjectNode body) {
        return of(path, headers, body, EarlierItems.none());
    }

    /**
     * Creates a request that may refer to earlier responses.
     *
     * @param earlier what a request to the Responses API may refer to by id
     */
    public static ChatRequest of(String path, Map<String, String> headers, ObjectNode body, EarlierItems earlier) {
        return of(path, headers, new SentBody(body), earlier);
    }

    /** Creates a request of a body that equal requests may share. */
    public static ChatRequest of(String path, Map<String, String> headers, SentBody sent, EarlierItems earlier) {
        if (ChatEndpoint.of(path) == ChatEndpoint.CHAT_COMPLETIONS) {
            return new ChatRequest(path, Map.of(), byName(headers), sent.tree(), sent, null);
        }
        ChatView view = sent.view(earlier);
        return new ChatRequest(
                path, Map.of(), byName(headers), view.body(), sent, new Origin(view.paths(), earlier, view.earlier()));
    }

    /** Returns the same request with another body; that of a chat completion is then the body that was sent. */
    private ChatRequest withBody(ObjectNode other) {
        return new ChatRequest(path, query, headers, other, origin == null ? new SentBody(other) : sent, origin);
    }

    /** Returns the same request with these query parameters, decoded; they must not be modified afterwards. */
    public ChatRequest withQuery(Map<String, String> parameters) {
        return new ChatRequest(path, parameters, headers, body, sent, origin);
    }

    /** Returns the same request without these top-level fields. */
    public ChatRequest without(Set<String> fields) {
        if (fields.isEmpty() || fields.stream().noneMatch(body::has)) {
            return this;
        }
        ObjectNode left = Json.object();
        left.setAll(body);
        left.remove(fields);
        return withBody(left);
    }

    private static Map<String, String> byName(Map<String, String> headers) {
        if (headers instanceof SortedMap<String, String> sorted
                && String.CASE_INSENSITIVE_ORDER.equals(sorted.comparator())) {
            return headers;
        }
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        return byName;
    }

    /** Creates a request to the usual path without headers. */
    public static ChatRequest of(ObjectNode body) {
        return of("/v1/chat/completions", Map.of(), body);
    }

    /** Returns the endpoint to which it was sent. */
    public ChatEndpoint endpoint() {
        return origin == null ? ChatEndpoint.CHAT_COMPLETIONS : ChatEndpoint.RESPONSES;
    }

    /** Returns the body as it was sent, which must not be modified; {@link #body()} is the chat request that it means. */
    public ObjectNode sentBody() {
        return sent.tree();
    }

    /** Returns a hash of the request, from which ids derive: the same for equal requests with the same seed. */
    public long fingerprint(String seed) {
        return sent.fingerprint(seed, path);
    }

    /** Returns the size of the body as it was sent. */
    public TreeSize sentSize() {
        return sent.size();
    }

    /** Returns the request with its fields as they were sent, without translation to a chat request. */
    public ChatRequest asSent() {
        return origin == null ? this : withBody(sent.tree());
    }

    /** Returns what the request may refer to by id; nothing for a chat completion. */
    public EarlierItems earlier() {
        return origin == null ? EarlierItems.none() : origin.earlier();
    }

    /** Returns what the ids in the body stand for; empty if the request refers to nothing earlier. */
    public Optional<ReferredItems> referred() {
        return Optional.ofNullable(origin).map(Origin::referred).filter(items -> !items.isEmpty());
    }

    /** Returns the same request, whose prompt template exists because a contract answers for it. */
    public ChatRequest withKnownPrompt() {
        String id = field("prompt").path("id").asText("");
        return origin == null || id.isEmpty()
                ? this
                : new ChatRequest(
                        path,
                        query,
                        headers,
                        body,
                        sent,
                        new Origin(origin.paths(), origin.earlier().with(id), origin.referred()));
    }

    /** Returns the chat request that it means, without what was sent. */
    public ChatRequest asMeant() {
        return origin == null ? this : new ChatRequest(path, query, headers, body, new SentBody(body), null);
    }

    /** Returns the body with each field once, under its name in chat completions if it has one. */
    public ObjectNode fieldsOnce() {
        return origin == null ? body : ChatView.once(body);
    }

    /** Returns the path of a field in the body that was sent, by its path in the chat request. */
    public String sentPath(String field) {
        return origin == null ? field : origin.paths().sent(field);
    }

    /** Returns the path without its query. */
    public String path() {
        return path;
    }

    /** Returns the value of a query parameter, decoded, or null when it was not sent; names are case-sensitive. */
    public @Nullable String queryParameter(String name) {
        return query.get(name);
    }

    /** Whether the path contains the name of a deployment, as Azure's URLs do. */
    public boolean isToDeployment() {
        return deployment != null;
    }

    /** Returns the header's value, or null when it was not sent. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Returns the whole body, which must not be modified. */
    public ObjectNode body() {
        return body;
    }

    /**
     * Returns a top-level field; a missing node when it was not sent. The {@code model} of a request to an Azure deployment defaults
     * to the deployment's name.
     */
    public JsonNode field(String name) {
        JsonNode value = body.get(name);
        if (value != null) {
            return value;
        }
        return deployment != null && name.equals("model") ? TextNode.valueOf(deployment) : MissingNode.getInstance();
    }

    /** Returns the requested model; empty when there is none. */
    public String model() {
        return field("model").asText("");
    }

    /** Returns the messages; may be missing or of any type when the request is invalid. */
    public JsonNode messages() {
        return field("messages");
    }

    /** Returns the maximum number of tokens of the response; {@link Integer#MAX_VALUE} if the request sets no limit. */
    public int tokenLimit() {
        for (String name : TOKEN_LIMITS) {
            JsonNode limit = field(name);
            if (limit.canConvertToInt() && limit.isIntegralNumber() && limit.intValue() > 0) {
                return limit.intValue();
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Whether the response is to be streamed. */
    public boolean wantsStream() {
        return field("stream").asBoolean(false);
    }

    /** Whether a streamed response is to end with a usage chunk. */
    public boolean wantsUsageChunk() {
        return field("stream_options").path("include_usage").asBoolean(false);
    }

    /** Returns the text of the last user message; a missing node when there is none. */
    public JsonNode prompt() {
        return MessageText.lastOf(messages(), 0, "user");
    }

    /** Returns the text of the last user message after the last assistant message; a missing node when there is none. */
    public JsonNode nextPrompt() {
        return MessageText.lastOf(messages(), afterLastAnswer(), "user");
    }

    /** Returns the text of the system and developer messages, joined by a newline; a missing node when there is none. */
    public JsonNode system() {
        return MessageText.joined(messages(), "system", "developer");
    }

    /** Returns the same request without the messages from {@code end} on. */
    public ChatRequest upTo(int end) {
        ObjectNode shorter = Json.object();
        shorter.setAll(body);
        ArrayNode kept = shorter.putArray("messages");
        for (int i = 0; i < end; i++) {
            kept.add(messages().path(i));
        }
        return withBody(shorter);
    }

    /**
     * Returns the text of the last {@code tool} message that answers a call of this tool, or of the last {@code function} message
     * of that name; a missing node when there is none. Only messages after the last assistant message are considered, because
     * earlier results were already answered by the model.
     */
    public JsonNode toolResult(String tool) {
        return MessageText.ofContent(
                ToolMessages.lastAnswer(messages(), afterLastAnswer(), tool).path("content"));
    }

    /** Returns the index of the first message after the last assistant message; 0 when there is none. */
    private int afterLastAnswer() {
        JsonNode messages = messages();
        int place = messages.size();
        while (place > 0 && !MessageText.isOf("assistant", messages.path(place - 1))) {
            place--;
        }
        return place;
    }
}
