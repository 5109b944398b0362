package dev.cannery.internal.contract.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.responses.ResponsesBody;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Not;
import dev.cannery.internal.contract.rule.OptionalValue;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that satisfies the rules of a turn, built from their literals and examples, and the rules that lack a value. */
public final class ExampleRequest {
    /** The default model: cheap, not obliged to reason, and without an announced shutdown. */
    public static final String MODEL = "gpt-5.4-mini";

    private static final String PROMPT = "Hello";
    private static final String NAME = "answer";

    private final ObjectNode fields = Json.object();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, String> toolResults = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private JsonNode prompt = MissingNode.getInstance();
    private JsonNode system = MissingNode.getInstance();
    private boolean isWhole = true;

    private ExampleRequest() {}

    /** Builds a request for this turn. */
    public static ExampleRequest of(Turn turn) {
        ExampleRequest example = new ExampleRequest();
        turn.request().rules().forEach(example::add);
        example.completeFormat(turn);
        return example;
    }

    /** Adds a schema to a {@code json_schema} format without one, which providers reject, derived from the turn's response. */
    private void completeFormat(Turn turn) {
        JsonNode format = fields.path("response_format");
        boolean lacksSchema = format.path("type").asText().equals("json_schema")
                && format.path("json_schema").path("schema").isMissingNode();
        if (!lacksSchema) {
            return;
        }
        Optional<ObjectNode> schema = AnswerSchema.of(turn);
        if (schema.isEmpty()) {
            missing.add("response_format");
            return;
        }
        ObjectNode whole = format.deepCopy();
        ObjectNode named = Json.objectIn(whole, "json_schema");
        named.set("schema", schema.get());
        if (named.path("name").isMissingNode()) {
            named.put("name", NAME);
        }
        fields.set("response_format", whole);
    }

    /**
     * Returns the fields that need an {@code example} before requests can be sent to a provider, in the order of the rules; empty
     * when requests can be built for all turns. Includes the prompt if neither it nor {@code messages} has a rule.
     */
    public static List<String> missingIn(LoadedInteraction interaction) {
        List<String> missing = new ArrayList<>();
        boolean asks = interaction.turns().get(0).request().rules().stream()
                .anyMatch(rule -> rule.part().field().equals("messages"));
        if (!asks) {
            missing.add("prompt");
        }
        interaction.turns().forEach(turn -> missing.addAll(of(turn).missing()));
        return missing.stream().distinct().toList();
    }

    /** Returns the fields whose rule gives no value to send. */
    public List<String> missing() {
        return Collections.unmodifiableList(missing);
    }

    /** Whether the request has a value for every rule; false for rules on the path or on a JSONPath, which has no unique place. */
    public boolean isWhole() {
        return isWhole && missing.isEmpty();
    }

    /** Returns the body, with a default model and prompt where no rule gives one, without the missing fields. */
    public ObjectNode body() {
        ObjectNode whole = Json.object();
        whole.set("model", fields.path("model").isMissingNode() ? TextNode.valueOf(MODEL) : fields.get("model"));
        ArrayNode messages = whole.putArray("messages");
        if (!system.isMissingNode()) {
            messages.addObject().put("role", "system").set("content", system);
        }
        if (fields.path("messages").isArray()) {
            messages.addAll((ArrayNode) fields.get("messages"));
        }
        if (messages.isEmpty() || !prompt.isMissingNode()) {
            messages.addObject()
                    .put("role", "user")
                    .set("content", prompt.isMissingNode() ? TextNode.valueOf(PROMPT) : prompt);
        }
        fields.properties().forEach(field -> whole.putIfAbsent(field.getKey(), field.getValue()));
        return whole;
    }

    /** Returns the headers required by rules. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /** Returns the query parameters required by rules, not encoded. */
    public Map<String, String> query() {
        return Collections.unmodifiableMap(query);
    }

    /** Returns the request at the usual path of chat completions, with its headers and query. */
    public ChatRequest toChatRequest() {
        return at(ChatEndpoint.CHAT_COMPLETIONS);
    }

    /** Returns the request at the usual path of an endpoint, with its headers and query. */
    public ChatRequest at(ChatEndpoint endpoint) {
        ObjectNode sent =
                endpoint == ChatEndpoint.RESPONSES ? ResponsesBody.of(body()).body() : body();
        return ChatRequest.of("/v1" + endpoint.path(), headers(), sent).withQuery(query());
    }

    /** Returns the required tool results by tool name; they follow the calls in the previous turn's response. */
    public Map<String, String> toolResults() {
        return Collections.unmodifiableMap(toolResults);
    }

    private void add(FieldRule rule) {
        RequestPart part = rule.part();
        if (part instanceof RequestPart.Path || part instanceof RequestPart.JsonPathValue) {
            isWhole = false;
        } else if (!mayBeLeftOut(rule.constraint())) {
            JsonNode value = rule.constraint().example();
            if (value.isMissingNode()) {
                missing.add(part.label());
            } else {
                put(part, value);
            }
        }
    }

    private static boolean mayBeLeftOut(Constraint constraint) {
        return constraint instanceof Absent || constraint instanceof OptionalValue || constraint instanceof Not;
    }

    private void put(RequestPart part, JsonNode value) {
        if (part instanceof RequestPart.Prompt || part instanceof RequestPart.NextPrompt) {
            prompt = value;
        } else if (part instanceof RequestPart.SystemText) {
            system = value;
        } else if (part instanceof RequestPart.Header header) {
            headers.put(header.name(), value.asText());
        } else if (part instanceof RequestPart.QueryParameter parameter) {
            query.put(parameter.name(), value.asText());
        } else if (part instanceof RequestPart.ToolResult result) {
            toolResults.put(result.tool(), value.asText());
        } else {
            fields.set(part.field(), value);
        }
    }
}
